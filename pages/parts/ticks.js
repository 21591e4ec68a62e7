/* The ticks that put cases into the tour of this browser: pressed, marked and counted on whatever page stands.

   The server knows nothing of a tour and draws every tick unpressed. */

import { addCases, casesOf, dropCases, keepsStrange, keepTour, onTourChange, readTour } from "./own_tour.js";

/**
 * @typedef {object} TickWords
 * @property {string} ticked how many cases the tour has, with a mark %d
 * @property {string} full that so many, %d, were left out
 * @property {string} strange that the browser keeps a tour which no tick may change
 * @property {string} unkept that the browser keeps nothing
 */

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

/** @type {HTMLElement | undefined} where screen readers hear what has changed, and all read why something has not */
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
 * @param {string[]} sentences
 * @param {{ isRefusal: boolean }} kind a refusal is seen as well, until the next click
 */
const say = (sentences, { isRefusal }) => {
  live ??= createLive();
  live.textContent = sentences.filter(Boolean).join(" ");
  live.classList.toggle("unseen", !isRefusal);
};

/**
 * Put `ids` into the tour, or take them out if all of them are in, and say so; say why, if there is no room for them.
 *
 * @param {readonly string[]} ids of cases
 * @param {TickWords} words
 */
export const tick = (ids, words) => {
  if (keepsStrange()) return say([words.strange], { isRefusal: true });
  const wanted = areIn(ids) ? [] : [...new Set(ids)];
  const isKept = keepTour(wanted.length ? addCases(readTour(), wanted) : dropCases(readTour(), ids));
  const missed = wanted.filter((id) => !inTour.has(id)).length;
  const full = missed ? words.full.replace("%d", String(missed)) : "";
  const unkept = !isKept && sayUnkept() ? words.unkept : "";
  return say([full, words.ticked.replace("%d", String(inTour.size)), unkept], { isRefusal: missed > 0 });
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
    live?.classList.add("unseen");
    const button = target instanceof Element ? target.closest("[data-tick], [data-tick-all]") : null;
    if (button) tick(casesFor(/** @type {HTMLElement} */ (button)), words());
  });
  onTourChange(() => {
    inTour = new Set(casesOf(readTour()));
    markTicks();
    tell();
  });
};
