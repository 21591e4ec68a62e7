/* The words of a stop, and the part of the screen that they leave to the map. */

/** @import { Stop } from "../../geo/tour/presentation.js" */
/** @import { Telling } from "./telling.js" */

import { fit, markBreaks } from "./typeset.js";

const CLEAR_OF_VEIL = 0.85; // of the map beside a card: where no place lies under the veil
const MIN_FIT = 28 / 30; // of the full size of words: what the last row reads

/** @typedef {{ x: number, y: number, width: number, height: number }} Box in px */

/**
 * Return the part of the `screen` that a card at `card` leaves to the map: what is left of it and above the `foot` of the
 * stage (px from the top), or what is above the card. The card of the closing stop lies on the map.
 *
 * @param {Stop["kind"]} kind
 * @param {{ left: number, top: number }} card
 * @param {{ width: number, height: number }} screen
 * @param {number} foot
 * @returns {Box}
 */
export function freeBox(kind, card, { width, height }, foot) {
  if (kind === "closing") return { x: 0, y: 0, width, height };
  const beside = kind === "group" ? CLEAR_OF_VEIL * card.left : card.left; // a case stands in the middle of it
  if (card.left > width / 3) return { x: 0, y: 0, width: beside, height: foot };
  return { x: 0, y: 0, width, height: card.top };
}

export class Card {
  /**
   * @param {HTMLElement} element
   * @param {Telling} telling
   */
  constructor(element, telling) {
    this.element = element;
    this.telling = telling;
  }

  /**
   * Show the words of a stop while the tour stands at `number`.
   *
   * @param {Stop} stop
   * @param {number} number
   */
  show(stop, number) {
    document.documentElement.dataset.kind = stop.kind; // the styles place the card by it
    this.element.dataset.stop = String(number);
    this.element.replaceChildren(...this.telling.wordsOf(stop));
    markBreaks(this.element.querySelectorAll(":is(h1, h2) [lang=zh-CN]"));
    this.fit();
  }

  /** Give the words their size, and let the veil begin where they do. */
  fit() {
    fit(this.element);
    const { top } = this.element.getBoundingClientRect();
    document.documentElement.style.setProperty("--words", `${top}px`);
  }

  /** Return whether the last row can read the words as they stand. */
  isLegible() {
    return Number(this.element.style.getPropertyValue("--fit")) >= MIN_FIT;
  }

  /** @param {Stop["kind"]} kind */
  freeBox(kind) {
    const screen = { width: window.innerWidth, height: window.innerHeight };
    const foot = [...document.querySelectorAll("footer, #approval")].map((line) => line.getBoundingClientRect().top);
    return freeBox(kind, this.element.getBoundingClientRect(), screen, Math.min(...foot));
  }

  /** Return the colour of the first theme's ring on the card, or "". */
  themeColour() {
    const disc = this.element.querySelector(".disc");
    return disc ? getComputedStyle(disc).getPropertyValue("--colour") : "";
  }
}
