/* The number of a stop while it is typed: shown on the stage, and forgotten after a while; that there is no such stop is said. */

/** @import { Presentation } from "../../geo/tour/presentation.js" */

import { byId } from "../../geo/tour/elements.js";

const DIGITS_TIMEOUT_MS = 3000;
const SENTENCE_TIMEOUT_MS = 4000;

/**
 * @param {Presentation} presentation
 * @param {string} sentence what is said of a number that no stop has
 */
export function showTypedNumber(presentation, sentence) {
  const box = byId("typed");
  let timer = 0;
  presentation.addEventListener("digits", () => {
    const { digits, missing, stops } = presentation;
    window.clearTimeout(timer);
    box.textContent = missing ? sayMissing(sentence, missing, stops.length) : digits;
    box.classList.toggle("sentence", Boolean(missing));
    box.hidden = !box.textContent;
    const patience = missing ? SENTENCE_TIMEOUT_MS : DIGITS_TIMEOUT_MS;
    if (!box.hidden) timer = window.setTimeout(() => presentation.type(""), patience);
  });
}

/**
 * Return what `sentence` says of a number in a tour of so many stops.
 *
 * @param {string} sentence
 * @param {string} number
 * @param {number} stops
 */
export const sayMissing = (sentence, number, stops) =>
  sentence.replace("%(stop)s", number).replace("%(stops)s", String(stops));
