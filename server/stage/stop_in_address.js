/* Keeps the stop in the address, and a case beside it: whatever happens, the same comes back. */

/** @import { Presentation } from "../../geo/tour/presentation.js" */

import { readQuery, writeQuery } from "./query.js";
import { readStop } from "./stops.js";

// Browsers refuse to write the address more often than 100 times in 10 s.
const MAX_WRITES = 60;
const PERIOD_MS = 10000;
const PAUSE_MS = 250; // between the writes beyond those

/** Tells when the address may be written: some times at once, then after a pause. Times are in ms. */
export class WriteBudget {
  /** @type {number[]} */
  #recent = [];

  /**
   * Return how long after `now` the address may be written.
   *
   * @param {number} now
   */
  wait(now) {
    this.#recent = this.#recent.filter((time) => time > now - PERIOD_MS);
    const last = this.#recent.at(-1) ?? 0;
    return this.#recent.length < MAX_WRITES ? 0 : Math.max(0, last + PAUSE_MS - now);
  }

  /** @param {number} now */
  spend(now) {
    this.#recent.push(now);
  }
}

/**
 * Return what the session has kept of a `tour` under a name of the address, which a reload may be faster than; null if this
 * is no reload.
 *
 * @param {string} name
 * @param {string} tour
 */
function readKept(name, tour) {
  const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return navigation?.type === "reload" ? window.sessionStorage.getItem(`${name} ${tour}`) : null;
}

/**
 * Return where a `tour` of `count` stops begins: where it stood before a reload, which may be faster than the address, or
 * at the stop of the address.
 *
 * @param {string} tour
 * @param {number} count
 */
export function firstStop(tour, count) {
  return readStop(readKept("stop", tour) || readQuery().get("stop"), count);
}

/**
 * Return the id of the case that is shown beside a `tour` from the beginning, "" if none is.
 *
 * @param {string} tour
 */
export const firstSide = (tour) => readKept("side", tour) ?? readQuery().get("side") ?? "";

/** Writes the stop of a presentation into the address: at once, or if that is too often, soon. */
export class StopInAddress {
  #budget = new WriteBudget();
  #timer = 0;

  /**
   * @param {Presentation} presentation
   * @param {string} tour
   */
  constructor(presentation, tour) {
    this.presentation = presentation;
    this.tour = tour;
    presentation.addEventListener("stop", () => this.write());
  }

  write() {
    const { at, side } = this.presentation;
    window.sessionStorage.setItem(`stop ${this.tour}`, String(at));
    window.sessionStorage.setItem(`side ${this.tour}`, side?.case ?? "");
    window.clearTimeout(this.#timer);
    const now = performance.now();
    const wait = this.#budget.wait(now);
    if (wait > 0) {
      this.#timer = window.setTimeout(() => this.write(), wait);
      return;
    }
    this.#budget.spend(now);
    writeQuery({ stop: at, side: side?.case ?? null });
  }
}
