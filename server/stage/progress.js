/* The row at the foot of the stage: the edition, a tick for each stop in parts for its chapters, the number of the stop. */

/** @import { Card } from "./card.js" */
/** @import { Words } from "./page_data.js" */
/** @import { Presentation } from "../../geo/tour/presentation.js" */

import { clamp } from "../../geo/map/geometry.js";
import { byId } from "../../geo/tour/elements.js";

/**
 * Return for each part of a tour, which have so many stops, how many of them are done at stop `at`, and whether that is
 * one of them.
 *
 * @param {number[]} lengths
 * @param {number} at
 */
export function progressOf(lengths, at) {
  return lengths.map((length, part) => {
    const before = stopsBefore(lengths, part);
    return { done: clamp(at - before, 0, length), isHere: at > before && at <= before + length };
  });
}

/**
 * Return the stop whose tick lies at `fraction` of the width of a part.
 *
 * @param {number[]} lengths
 * @param {number} part
 * @param {number} fraction
 */
export const stopAtTick = (lengths, part, fraction) =>
  stopsBefore(lengths, part) + clamp(Math.ceil(fraction * lengths[part]), 1, lengths[part]);

/**
 * @param {number[]} lengths
 * @param {number} part
 */
const stopsBefore = (lengths, part) => lengths.slice(0, part).reduce((sum, length) => sum + length, 0);

/**
 * Return what is said of where a tour stands, and that a case is shown beside it (`aside` is what that is called).
 *
 * @param {number} at
 * @param {number} count of stops
 * @param {string | null} aside
 */
export const countOf = (at, count, aside) => [`${at} / ${count}`, ...(aside ? [aside] : [])].join(" · ");

export class Progress {
  #foot = byId("foot");
  #count = byId("count");
  #ticks = byId("ticks");
  #parts = /** @type {HTMLElement[]} */ ([...this.#ticks.children]); // the template makes nothing else
  #lengths = this.#parts.map((part) => Number(part.dataset.n));

  /**
   * @param {Presentation} presentation
   * @param {Card} card
   * @param {Pick<Words, "name" | "aside">} words
   */
  constructor(presentation, card, words) {
    this.presentation = presentation;
    this.card = card;
    this.words = words;
    presentation.addEventListener("stop", () => this.draw());
    this.#ticks.addEventListener("click", (event) => this.#onClick(event));
  }

  /** Show where the tour is; the card must show the stop already. */
  draw() {
    const { at, side, stop, stops } = this.presentation;
    this.#count.textContent = countOf(at, stops.length, side && this.words.aside);
    this.#count.classList.toggle("aside", Boolean(side));
    this.#foot.textContent = stop.foot;
    document.title = `${at} ${stop.label} · ${this.words.name}`;
    this.#ticks.style.setProperty("--mark", this.card.themeColour());
    progressOf(this.#lengths, at).forEach(({ done, isHere }, index) => {
      this.#parts[index].style.setProperty("--done", String(done));
      this.#parts[index].classList.toggle("here", isHere);
    });
  }

  /** Give the words beside the ticks the width of the widest, so that the row of ticks never moves. */
  reserveWidths() {
    const { stops } = this.presentation;
    reserveWidth(this.#foot, [...new Set(stops.map(({ foot }) => foot))]);
    reserveWidth(this.#count, [`${stops.length} / ${stops.length}`]);
  }

  /** @param {MouseEvent} event */
  #onClick({ target, clientX }) {
    const part = target instanceof HTMLElement ? this.#parts.indexOf(target) : -1;
    if (part < 0) return; // between two chapters
    const { left, width } = this.#parts[part].getBoundingClientRect();
    this.presentation.go(stopAtTick(this.#lengths, part, (clientX - left) / width));
  }
}

/**
 * @param {HTMLElement} element
 * @param {string[]} texts
 */
function reserveWidth(element, texts) {
  const probe = /** @type {HTMLElement} */ (element.cloneNode()); // a clone is of the same kind
  probe.textContent = texts.join("\n");
  probe.style.cssText = "position: absolute; visibility: hidden; width: max-content; white-space: pre";
  element.after(probe);
  element.style.setProperty("--widest", `${Math.ceil(probe.getBoundingClientRect().width)}px`);
  probe.remove();
}
