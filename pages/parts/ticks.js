/* The ticks that put cases into the tour of this browser: pressed, marked and counted on whatever page stands.

   The server knows nothing of a tour and draws every tick unpressed. */

import { addCases, casesOf, dropCases, keepTour, onTourChange, readTour } from "./own_tour.js";

/** @typedef {{ ticked: string, unkept: string }} TickWords `ticked`: how many cases the tour has, with a mark %d */

let inTour = new Set(casesOf(readTour()));

/** Return the ids of the cases of the tour. */
export const tourCases = () => [...inTour];

/** @param {readonly string[]} ids of cases */
const areIn = (ids) => ids.length > 0 && ids.every((id) => inTour.has(id));

/**
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
const everyOne = (selector) => document.querySelectorAll(selector);

/** @param {HTMLElement} button */
const casesFor = ({ dataset }) => (dataset.tick ?? dataset.tickAll ?? "").split(" ").filter(Boolean);

/** Mark what tells of the tour on the page, however often Streamlit draws it anew. */
export const markTicks = () => {
  for (const tick of everyOne("[data-tick]")) {
    const pressed = String(areIn(casesFor(tick)));
    if (tick.ariaPressed !== pressed) tick.ariaPressed = pressed;
  }
  for (const button of everyOne("[data-tick-all]")) button.toggleAttribute("data-in", areIn(casesFor(button)));
  const count = inTour.size ? String(inTour.size) : "";
  for (const place of everyOne(".tour-count")) {
    if (place.textContent !== count) place.textContent = count;
  }
};

/** @type {HTMLElement | undefined} where screen readers hear what has changed: one place for all of the page */
let live;

const createLive = () => {
  const made = Object.assign(document.createElement("p"), { className: "unseen heard" });
  made.setAttribute("role", "status");
  document.body.append(made);
  return made;
};

/** Say, the first time, that the browser keeps nothing; on a phone until the next touch (phone.css). */
const sayUnkept = () => {
  const { dataset } = document.documentElement;
  const isNew = dataset.unkept === undefined;
  if (isNew) dataset.unkept = "new";
  return isNew;
};

/**
 * Put `ids` into the tour, or take them out if all of them are in, and say so.
 *
 * @param {readonly string[]} ids of cases
 * @param {TickWords} words
 */
export const tick = (ids, words) => {
  const isKept = keepTour((areIn(ids) ? dropCases : addCases)(readTour(), ids));
  const said = words.ticked.replace("%d", String(inTour.size));
  live ??= createLive();
  live.textContent = !isKept && sayUnkept() ? `${said} ${words.unkept}` : said;
};

/**
 * Follow the clicks on ticks, and the tour, wherever it changes.
 *
 * @param {() => TickWords} words in the language of the page, now
 * @param {() => void} tell what else shows the tour that it has changed
 */
export const listenToTicks = (words, tell) => {
  document.addEventListener("click", ({ target }) => {
    const { dataset } = document.documentElement;
    if (dataset.unkept === "new") dataset.unkept = "said";
    const button = target instanceof Element ? target.closest("[data-tick], [data-tick-all]") : null;
    if (button) tick(casesFor(/** @type {HTMLElement} */ (button)), words());
  });
  onTourChange(() => {
    inTour = new Set(casesOf(readTour()));
    markTicks();
    tell();
  });
};
