/* All stops of the tour on one sheet, to be chosen by keys, by a clicker or by a finger. */

/** @import { Stop } from "../../geo/tour/presentation.js" */
/** @import { Presentation } from "../../geo/tour/presentation.js" */
/** @import { Telling } from "./telling.js" */

import { clamp } from "../../geo/map/geometry.js";
import { byId } from "../../geo/tour/elements.js";

const CHOOSING = ["Enter", " ", "b", ".", "F5"]; // the last three are what a clicker has besides its two steps
/** @type {Record<string, number>} */
const ALONG = {
  ArrowRight: 1,
  PageDown: 1,
  ArrowLeft: -1,
  PageUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
/** @type {Record<string, 1 | -1>} */
const ACROSS = { ArrowDown: 1, ArrowUp: -1 };

/** @typedef {{ x: number, y: number }} Corner upper left, px */

/**
 * Return which of `corners`, which stand in rows, lies below number `at` (`way` 1) or above it (-1): the nearest one of the
 * next row, or itself in the last.
 *
 * @param {Corner[]} corners
 * @param {number} at
 * @param {1 | -1} way
 */
export function neighbourAcross(corners, at, way) {
  const { x, y } = corners[at];
  const beyond = corners.filter((one) => way * (one.y - y) > 0).map((one) => one.y);
  if (!beyond.length) return at;
  const row = way > 0 ? Math.min(...beyond) : Math.max(...beyond);
  const distances = corners.map((one) => (one.y === row ? Math.abs(one.x - x) : Number.POSITIVE_INFINITY));
  return distances.indexOf(Math.min(...distances));
}

/**
 * Return what stands on the sheet for a stop: its number, the ring of its theme, its name and the title of a case.
 *
 * @param {Stop} stop
 * @param {number} index
 * @param {Telling} telling
 */
function makeEntry(stop, index, telling) {
  const entry = Object.assign(document.createElement("div"), {
    id: `stop-${index + 1}`,
    className: `entry ${stop.kind}`,
  });
  const words = document.createElement("template").content;
  words.append(...telling.wordsOf(stop));
  const [name, title] = ["h1", "h2"].map((heading) => words.querySelector(`${heading} .first`));
  const number = Object.assign(document.createElement("b"), { textContent: String(index + 1) });
  const disc = words.querySelector(":not(b) > .disc"); // not those of a row of themes
  name?.classList.replace("first", "name");
  title?.classList.replace("first", "title");
  entry.append(...[number, disc, name, title].filter((part) => part !== null));
  entry.setAttribute("role", "option");
  return entry;
}

export class Overview {
  #sheet = byId("overview");
  /** @type {HTMLElement[]} */
  #entries = [];
  #chosen = 0; // index

  /**
   * @param {Presentation} presentation
   * @param {Telling} telling
   */
  constructor(presentation, telling) {
    this.presentation = presentation;
    this.telling = telling;
    presentation.addEventListener("overlay", () => presentation.overlay === "overview" && this.#open());
    this.#sheet.addEventListener("click", ({ target }) => {
      const index = this.#entries.findIndex((entry) => target instanceof Node && entry.contains(target));
      if (index >= 0) this.#choose(index);
    });
  }

  #open() {
    const { stops, at } = this.presentation;
    if (!this.#entries.length) {
      this.#entries = stops.map((stop, index) => makeEntry(stop, index, this.telling));
      this.#sheet.replaceChildren(...this.#entries);
    }
    this.#entries.forEach((entry, index) => {
      if (index + 1 === at) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    });
    this.#mark(at - 1, "center");
    this.#sheet.focus({ preventScroll: true });
  }

  /**
   * Do what a key asks of the sheet; return whether it asks for anything.
   *
   * @param {string} key as keys.js names it
   */
  takeKey(key) {
    if (CHOOSING.includes(key)) this.#choose(this.#chosen);
    else if (key in ALONG) this.#mark(clamp(this.#chosen + ALONG[key], 0, this.#entries.length - 1));
    else if (key in ACROSS) this.#mark(neighbourAcross(this.#corners(), this.#chosen, ACROSS[key]));
    else return false;
    return true;
  }

  #corners() {
    return this.#entries.map(({ offsetLeft, offsetTop }) => ({ x: offsetLeft, y: offsetTop }));
  }

  /**
   * @param {number} index
   * @param {ScrollLogicalPosition} block where it comes to stand if it is out of sight
   */
  #mark(index, block = "nearest") {
    this.#entries[this.#chosen]?.setAttribute("aria-selected", "false");
    this.#chosen = index;
    const entry = this.#entries[index];
    entry.setAttribute("aria-selected", "true");
    entry.scrollIntoView({ block });
    this.#sheet.setAttribute("aria-activedescendant", entry.id);
  }

  /** @param {number} index */
  #choose(index) {
    this.presentation.move(index + 1);
  }
}
