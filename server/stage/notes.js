/* What the speaker's view shows of the tour: the notes of this stop and of the next one. */

/** @import { Stop } from "../../geo/tour/presentation.js" */
/** @import { Telling } from "./telling.js" */

import { clamp } from "../../geo/map/geometry.js";
import { byId } from "../../geo/tour/elements.js";
import { readTour } from "../../pages/parts/own_tour.js";
import { nextSpeaker, ownNotes } from "./own_notes.js";
import { countOf } from "./progress.js";
import { writeQuery } from "./query.js";
import { markBreaks } from "./typeset.js";

export class Notes {
  #now = byId("now");
  #next = byId("next");
  #count = byId("count");
  #foot = byId("foot");
  #turn = byId("turn");
  /** @type {Stop | null} a case that is shown beside the tour */
  side = null;

  /**
   * @param {Stop[]} stops
   * @param {number} at from 1
   * @param {Telling} telling
   * @param {string} aside what a case beside the tour is called
   */
  constructor(stops, at, telling, aside) {
    this.stops = stops;
    this.at = at;
    this.telling = telling;
    this.aside = aside;
  }

  /** @param {number} number */
  clamp(number) {
    return clamp(number, 1, this.stops.length);
  }

  /**
   * Show the notes of a stop, or of a case beside it, if they are not shown already.
   *
   * @param {number} number
   * @param {Stop | null} side
   */
  go(number, side = null) {
    if (number === this.at && side === this.side) return;
    this.at = this.clamp(number);
    this.side = side;
    this.draw();
  }

  draw() {
    const { at, side, stops, telling } = this;
    const shown = side ?? stops[at - 1];
    const next = stops[side ? at - 1 : at]; // none after the last
    this.#now.replaceChildren(...telling.wordsOf(shown));
    this.#next.replaceChildren(...(next ? telling.wordsOf(next) : []));
    this.#drawOwnNotes(shown);
    this.#drawTurn();
    markBreaks(document.querySelectorAll(":is(h1, h1 + p)[lang=zh-CN]"));
    this.#now.dataset.stop = String(at);
    this.#now.scrollTop = 0; // the notes of the stop before may have been scrolled
    window.scrollTo(0, 0);
    this.#count.textContent = countOf(at, stops.length, side && this.aside);
    this.#foot.textContent = shown.foot;
    writeQuery({ stop: at });
  }

  /**
   * Put the speaker's own notes in the place of those of the data.
   *
   * @param {Stop} stop
   */
  #drawOwnNotes(stop) {
    const text = ownNotes(readTour(), stop, document.documentElement.lang === "en" ? "en" : "zh");
    if (!text) return;
    for (const notes of this.#now.querySelectorAll(".notes")) notes.remove();
    const own = Object.assign(document.createElement("p"), { className: "notes", textContent: text });
    this.#now.insertBefore(own, this.#now.querySelector(".known"));
  }

  /** Say whose turn is next. */
  #drawTurn() {
    const next = nextSpeaker(this.stops, this.at);
    this.#turn.hidden = !next;
    if (!next) return;
    const said = this.#turn.dataset[next.left === 1 ? "now" : "later"] ?? "";
    this.#turn.textContent = said.replace("%(name)s", next.name).replace("%(stops)s", String(next.left));
  }
}
