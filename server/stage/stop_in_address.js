/* Keeps the stop in the address: whatever happens, the same stop comes back. */

/** @import { Presentation } from "./presentation.js" */

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

/** @param {string} tour */
const storageKey = (tour) => `stop ${tour}`;

/**
 * Return where a `tour` of `count` stops begins: where it stood before a reload, which may be faster than the address, or
 * at the stop of the address.
 *
 * @param {string} tour
 * @param {number} count
 */
export function firstStop(tour, count) {
  const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const kept = navigation?.type === "reload" ? window.sessionStorage.getItem(storageKey(tour)) : null;
  return readStop(kept || readQuery().get("stop"), count);
}

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
    const { at } = this.presentation;
    window.sessionStorage.setItem(storageKey(this.tour), String(at));
    window.clearTimeout(this.#timer);
    const now = performance.now();
    const wait = this.#budget.wait(now);
    if (wait > 0) {
      this.#timer = window.setTimeout(() => this.write(), wait);
      return;
    }
    this.#budget.spend(now);
    writeQuery({ stop: at });
  }
}
