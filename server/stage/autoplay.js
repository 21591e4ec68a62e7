/* The stage that goes on by itself, for a kiosk, with a line at the foot that shows when. */

/** @import { Presentation } from "../../geo/tour/presentation.js" */

import { byId } from "../../geo/tour/elements.js";
import { readQuery, writeQuery } from "./query.js";

const DEFAULT_PACE_S = 12; // a stop, where the address gives none
const STORAGE_KEY = "rhythm";

/**
 * Return the pace (s a stop) that `text` asks for, as the server reads it; 0 if it is no number.
 *
 * @param {string | null} text
 * @param {number} longest
 */
export const readPace = (text, longest) => (/^\d{1,6}$/.test(text ?? "") ? Math.min(Number(text), longest) : 0);

/**
 * Return the pace of the address, and the usual one, which a reload remembers: a page that was kept offline may have been
 * given another pace since.
 *
 * @param {number} longest
 */
export function firstPace(longest) {
  const seconds = readPace(readQuery().get("auto"), longest);
  const usual = seconds || Number(window.sessionStorage.getItem(STORAGE_KEY)) || DEFAULT_PACE_S;
  window.sessionStorage.setItem(STORAGE_KEY, String(usual));
  return { seconds, usual };
}

export class Autoplay {
  #line = byId("pace");
  #timer = 0;

  /** @param {Presentation} presentation */
  constructor(presentation) {
    this.presentation = presentation;
    presentation.addEventListener("pace", () => writeQuery({ auto: presentation.seconds || null }));
    for (const change of ["stop", "overlay", "pace"]) {
      presentation.addEventListener(change, () => this.scheduleNext());
    }
  }

  /** Go on after the pace from now; never while something lies over the stage. */
  scheduleNext() {
    window.clearTimeout(this.#timer);
    const { seconds, overlay } = this.presentation;
    this.#line.hidden = !seconds || overlay !== null;
    if (this.#line.hidden) return;
    this.#restartLine(seconds);
    this.#timer = window.setTimeout(() => this.presentation.goRound(), seconds * 1000);
  }

  /** @param {number} seconds */
  #restartLine(seconds) {
    this.#line.style.setProperty("--seconds", `${seconds}s`);
    this.#line.style.animation = "none";
    this.#line.getBoundingClientRect(); // without this the browser takes both changes for none
    this.#line.style.animation = "";
  }
}
