/* The tour as it is presented: where it stands, what lies over it, how fast it goes on. */

/** @import { Stop } from "./page_data.js" */

import { clamp } from "./stops.js";

const MAX_DIGITS = 5;

/** @typedef {"code" | "help" | "black"} Overlay */

/**
 * The state of the stage. It says as an event what has changed: "stop", "overlay", "pace" or "digits". Whoever shows or
 * tells something of it listens; nobody else keeps a copy.
 */
export class Presentation extends EventTarget {
  /** @type {Overlay | null} */
  overlay = null;
  /** The digits of a number that is being typed. */
  digits = "";

  /**
   * @param {Stop[]} stops
   * @param {number} at the stop where it begins, from 1
   * @param {{ seconds: number, usual: number }} pace `seconds` a stop (0: it waits for a key), and what it has when it is asked to go on
   */
  constructor(stops, at, { seconds, usual }) {
    super();
    this.stops = stops;
    this.at = at;
    this.seconds = seconds;
    this.usualSeconds = usual;
  }

  get stop() {
    return this.stops[this.at - 1];
  }

  /**
   * Go to a stop, or to the first or last if there is no such stop.
   *
   * @param {number} number
   */
  go(number) {
    const to = clamp(number, 1, this.stops.length);
    if (to === this.at) return;
    this.at = to;
    this.#announce("stop");
  }

  /** Go to the next stop, or from the last to the first. */
  goRound() {
    this.go(this.at === this.stops.length ? 1 : this.at + 1);
  }

  /**
   * Go to a stop as a person asks for it, which also ends what lies over the stage. On a black screen the light comes
   * back first: nothing is skipped in the dark.
   *
   * @param {number} number
   */
  move(number) {
    this.type("");
    const wasBlack = this.overlay === "black";
    if (this.overlay) this.closeOverlay();
    if (!wasBlack) this.go(number);
  }

  /** Go to the stop whose number was typed. */
  jump() {
    this.move(Number(this.digits));
  }

  /**
   * Go to the case of `city` that comes next in the tour, or to its first.
   *
   * @param {string} city
   */
  openCity(city) {
    const numbers = this.stops.flatMap((stop, index) => (stop.city === city ? [index + 1] : []));
    this.move(numbers.find((number) => number > this.at) ?? numbers[0] ?? this.at);
  }

  /** @param {Overlay} name */
  toggle(name) {
    this.overlay = this.overlay === name ? null : name;
    this.#announce("overlay");
  }

  closeOverlay() {
    this.overlay = null;
    this.#announce("overlay");
  }

  /** Go on by itself, or stop doing so. */
  togglePace() {
    this.seconds = this.seconds ? 0 : this.usualSeconds;
    this.#announce("pace");
  }

  /** @param {string} digits */
  type(digits) {
    this.digits = digits.slice(0, MAX_DIGITS);
    this.#announce("digits");
  }

  /** @param {"stop" | "overlay" | "pace" | "digits"} change */
  #announce(change) {
    this.dispatchEvent(new Event(change));
  }
}
