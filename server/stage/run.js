/* One run through a tour: when it began, and how long it stood at each stop. */

/** @import { Presentation } from "../../geo/tour/presentation.js" */

import { addTime, keepTimes, readTimes } from "../../pages/parts/tour_times.js";

const BEGAN_KEY = "began"; // when (ms) the first step was taken, in whichever order; in the session's storage

/**
 * Begins with the first step after the clock was at zero. The time before belongs to no stop: a stage waits at its opening
 * for the hall. Nor does a black screen: a question, a break or a discussion is no need of the stop before it.
 */
export class Run {
  #at; // the stop at which time is counted, from 1
  #since = Date.now(); // ms
  #isCounted = true;
  #times;

  /**
   * @param {Presentation} presentation
   * @param {string} tour
   */
  constructor(presentation, tour) {
    this.presentation = presentation;
    this.tour = tour;
    this.#at = presentation.at;
    const kept = this.gone === null ? null : readTimes();
    this.#times = kept?.tour === tour ? kept : { tour, seconds: {} };
    presentation.addEventListener("stop", () => this.#step());
    presentation.addEventListener("overlay", () => this.#count());
    window.addEventListener("pagehide", () => this.#count());
    window.addEventListener("pageshow", () => this.#restart()); // nobody saw what a browser kept meanwhile
  }

  /** Return the time (ms) since the first step; null before it. */
  get gone() {
    const began = Number(window.sessionStorage.getItem(BEGAN_KEY));
    return began ? Date.now() - began : null;
  }

  /** Set the clock to zero; the next step begins a run. */
  reset() {
    this.#count();
    window.sessionStorage.removeItem(BEGAN_KEY);
  }

  /** Who leaves the opening for the next stop once more tells the tour once more: its times begin anew. */
  #step() {
    const isFirst = this.gone === null;
    if (isFirst) window.sessionStorage.setItem(BEGAN_KEY, String(Date.now()));
    if (isFirst || (this.#at === 1 && this.presentation.at === 2)) this.#times = { tour: this.tour, seconds: {} };
    else this.#keep();
    this.#restart();
  }

  #count() {
    if (this.gone !== null) this.#keep();
    this.#restart();
  }

  #keep() {
    if (!this.#isCounted) return;
    const { key } = this.presentation.stops[this.#at - 1];
    this.#times = addTime(this.#times, key, (Date.now() - this.#since) / 1000);
    keepTimes(this.#times);
  }

  #restart() {
    this.#at = this.presentation.at;
    this.#since = Date.now();
    this.#isCounted = this.presentation.overlay !== "black";
  }
}
