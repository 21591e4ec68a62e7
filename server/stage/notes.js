/* What the speaker's view shows of the tour: the notes of this stop and of the next one. */

/** @import { Stop } from "./page_data.js" */

import { byId, elementOf } from "./elements.js";
import { writeQuery } from "./query.js";
import { clamp } from "./stops.js";
import { markBreaks } from "./typeset.js";

export class Notes {
  #now = byId("now");
  #next = byId("next");
  #count = byId("count");
  #foot = byId("foot");
  #templates = elementOf("cards", HTMLTemplateElement).content.children;

  /**
   * @param {Stop[]} stops
   * @param {number} at from 1
   */
  constructor(stops, at) {
    this.stops = stops;
    this.at = at;
  }

  /** @param {number} number */
  clamp(number) {
    return clamp(number, 1, this.stops.length);
  }

  /**
   * Show the notes of a stop, if they are not shown already.
   *
   * @param {number} number
   */
  go(number) {
    if (number === this.at) return;
    this.at = this.clamp(number);
    this.draw();
  }

  draw() {
    const { at, stops } = this;
    this.#now.replaceChildren(...this.#copy(at - 1));
    this.#next.replaceChildren(...this.#copy(at));
    markBreaks(document.querySelectorAll(":is(h1, h1 + p)[lang=zh-CN]"));
    this.#now.dataset.stop = String(at);
    this.#now.scrollTop = 0; // the notes of the stop before may have been scrolled
    window.scrollTo(0, 0);
    this.#count.textContent = `${at} / ${stops.length}`;
    this.#foot.textContent = stops[at - 1].foot;
    writeQuery({ stop: at });
  }

  /** @param {number} index */
  #copy(index) {
    return [...(this.#templates[index]?.cloneNode(true).childNodes ?? [])];
  }
}
