/* The clocks of the speaker's view: the time of day, and the time since the first step of the tour. */

import { byId } from "../../geo/tour/elements.js";

const TICK_MS = 250;

/** @param {number} number */
const twoDigits = (number) => String(number).padStart(2, "0");

/**
 * Return `ms` as minutes and seconds (1:05), with hours once there are any (1:00:05).
 *
 * @param {number} ms
 */
export function formatElapsed(ms) {
  const total = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return hours ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds)}` : `${minutes}:${twoDigits(seconds)}`;
}

export class Clock {
  #elapsed = byId("elapsed");
  #time = byId("clock");
  /** @type {number | null} when (ms) the first step was taken */
  #began = null;

  /** Count from now, unless the first step was taken already. */
  start() {
    this.#began ??= Date.now();
  }

  /** @param {number | null} ms since the first step; null if none was taken */
  set(ms) {
    this.#began = ms === null ? null : Date.now() - ms;
    this.draw();
  }

  /** Return the time (ms) since the first step; null before it. */
  get gone() {
    return this.#began === null ? null : Date.now() - this.#began;
  }

  draw() {
    this.#elapsed.textContent = formatElapsed(this.gone ?? 0);
    const language = document.documentElement.lang;
    this.#time.textContent = new Date().toLocaleTimeString(language, {
      hour: "2-digit",
      minute: "2-digit",
      hour12: false,
    });
  }

  /** @param {() => void} drawMore what is drawn with it */
  run(drawMore) {
    const draw = () => {
      this.draw();
      drawMore();
    };
    draw();
    window.setInterval(draw, TICK_MS);
  }
}
