/* The tour as it is presented: where it stands, what lies over it, how fast it goes on. */

import { clamp } from "../map/geometry.js";

const MAX_DIGITS = 5;

/**
 * @typedef {object} Stop
 * @property {"opening" | "chapter" | "case" | "group" | "news" | "closing"} kind
 * @property {string} label for the title of the window
 * @property {string | null} case id
 * @property {string | null} city id of the city of a case
 * @property {string} theme main theme of a case, or ""
 * @property {string} address where phones are led
 * @property {number | null} chapter index
 * @property {string} foot what stands beside the ticks
 * @property {string} key what its real time is kept under, as tour_times.js tells
 * @property {number} seconds planned for it; 0 where no time is planned
 * @property {string} [speaker] who begins to speak with this chapter
 */

/** @typedef {"code" | "help" | "black" | "find" | "overview"} Overlay */

/**
 * The state of the stage. It says as an event what has changed: "stop", "overlay", "pace", "digits" or "spotlight".
 * Whoever shows or tells something of it listens; nobody else keeps a copy.
 */
export class Presentation extends EventTarget {
  /** @type {Overlay | null} */
  overlay = null;
  /** @type {Stop | null} a case that is shown beside the tour, which stands still meanwhile */
  side = null;
  spotlight = false;
  /** The digits of a number that is being typed. */
  digits = "";
  /** A number that was asked for and that no stop has. */
  missing = "";

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

  /** What is shown: the stop of the tour, or the case beside it. */
  get stop() {
    return this.side ?? this.stops[this.at - 1];
  }

  /**
   * Go to a stop, or to the first or last if there is no such stop; from a case beside the tour, back to it.
   *
   * @param {number} number
   */
  go(number) {
    const to = clamp(number, 1, this.stops.length);
    if (to === this.at && !this.side) return;
    this.at = to;
    this.side = null;
    this.#announce("stop");
  }

  /** Go to the next stop, or from the last to the first; from a case beside the tour, back to it. */
  goRound() {
    const next = this.at === this.stops.length ? 1 : this.at + 1;
    this.go(this.side ? this.at : next);
  }

  /**
   * Go `by` stops forth or back as a person asks for it; from a case beside the tour, back to the stop left for it.
   *
   * @param {number} by
   */
  step(by) {
    this.move(this.side ? this.at : this.at + by);
  }

  /**
   * Show a case beside the tour, which stays where it is.
   *
   * @param {Stop} side
   */
  stepAside(side) {
    this.type("");
    if (this.overlay) this.closeOverlay();
    this.side = side;
    this.#announce("stop");
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

  /** Go to the stop whose number was typed; stay, and say so, if there is none. */
  jump() {
    const number = Number(this.digits);
    if (number === clamp(number, 1, this.stops.length)) this.move(number);
    else this.#miss();
  }

  #miss() {
    this.missing = this.digits;
    this.digits = "";
    this.#announce("digits");
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

  toggleSpotlight() {
    this.spotlight = !this.spotlight;
    this.#announce("spotlight");
  }

  /** Go on by itself, or stop doing so. */
  togglePace() {
    this.seconds = this.seconds ? 0 : this.usualSeconds;
    this.#announce("pace");
  }

  /** @param {string} digits */
  type(digits) {
    this.digits = digits.slice(0, MAX_DIGITS);
    this.missing = "";
    this.#announce("digits");
  }

  /** @param {"stop" | "overlay" | "pace" | "digits" | "spotlight"} change */
  #announce(change) {
    this.dispatchEvent(new Event(change));
  }
}
