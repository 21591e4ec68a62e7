/* What is left of the time of a talk, and how far the talk is behind its plan or ahead of it. */

/** @import { Plan, Words } from "./page_data.js" */

import { byId } from "../../geo/tour/elements.js";
import { formatElapsed } from "./clock.js";
import { delayAt, slotAt } from "./schedule.js";

const STEP_S = 5; // a delay is told in steps: a number that changes every second is read every second

/**
 * Return how far a talk is behind its plan (s; below zero: ahead), in words; under one step it is on time.
 *
 * @param {number} delay
 * @param {Words["times"]} words
 */
export function sayDelay(delay, words) {
  const told = Math.floor(Math.abs(delay) / STEP_S) * STEP_S;
  if (!told) return words.even;
  const time = told < 60 ? fill(words.seconds, { seconds: String(told) }) : formatElapsed(1000 * told);
  return fill(delay > 0 ? words.behind : words.ahead, { time });
}

/**
 * Return `text` with what stands for each %(name)s in it.
 *
 * @param {string} text
 * @param {Record<string, string>} values
 */
const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name] ?? "");

export class Countdown {
  #slot = byId("slot");
  #left = byId("left");
  #delay = byId("delay");

  /**
   * @param {Plan} plan
   * @param {Words["times"]} words
   */
  constructor(plan, words) {
    this.plan = plan;
    this.words = words;
    this.#slot.hidden = !plan.minutes;
  }

  /**
   * @param {number} at the stop, from 1
   * @param {number | null} gone ms since the first step; null before it
   */
  draw(at, gone) {
    const { minutes, stops } = this.plan;
    if (!minutes) return;
    const seconds = Math.floor((gone ?? 0) / 1000);
    const { left, state } = slotAt(minutes, seconds);
    this.#slot.dataset.state = state;
    this.#left.textContent = fill(this.words[state], { time: formatElapsed(1000 * Math.abs(left)) });
    this.#delay.textContent = gone === null ? "" : sayDelay(delayAt(stops, at, seconds), this.words);
  }
}
