/* Sets words: Chinese titles in lines as they are broken by hand, a card as large as it finds room. */

import { joinWords, splitPhrases } from "../../pages/parts/phrases.js";

const SHRINK_STEP = 0.04;
const MIN_HEAD_WITH_SPARES = 0.7; // a name gives way to a sentence so far
const MIN_HEAD = 0.6; // of the full size of the name at the head: a title is not smaller than 48
const MIN_WORDS = 0.3; // of the full size of all words
const TOLERANCE_PX = 1;

const segmenter = Intl.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });

/**
 * Return a phrase in which a line may break between its pieces. Each word has a text node of its own: joined, Chinese
 * punctuation is set a little narrower, and balanced lines break elsewhere.
 *
 * @param {string} phrase
 */
const makePhrase = (phrase) => {
  const made = Object.assign(document.createElement("span"), { className: "phrase" });
  joinWords(segmenter.segment(phrase)).forEach((piece, index) => {
    if (index) made.append(document.createElement("wbr"));
    made.append(...piece);
  });
  return made;
};

/**
 * Mark where the lines of Chinese `titles` may break, in a browser that knows words.
 *
 * @param {Iterable<Element>} titles
 */
export function markBreaks(titles) {
  if (!segmenter) return;
  for (const title of titles) title.replaceChildren(...splitPhrases(title.textContent).map(makePhrase));
}

/**
 * Return the words of `card` that are shown: not left out, nor there for print alone.
 *
 * @param {HTMLElement} card
 */
const kept = (card) => [...card.children].filter((child) => child.getClientRects().length);

/**
 * Return whether any words of `card` leave it, or a name is wider than its line.
 *
 * @param {HTMLElement} card
 */
const overflows = (card) => {
  const box = card.getBoundingClientRect();
  return kept(card).some((child) => {
    const { left, top, right, bottom } = child.getBoundingClientRect();
    return (
      left < box.left - TOLERANCE_PX ||
      top < box.top - TOLERANCE_PX ||
      right > box.right + TOLERANCE_PX ||
      bottom > box.bottom + TOLERANCE_PX ||
      child.scrollWidth > child.clientWidth + TOLERANCE_PX
    );
  });
};

/**
 * Make the custom property `name` of `card` smaller until its words find room.
 *
 * @param {HTMLElement} card
 * @param {string} name
 * @param {number} least
 */
const shrinkType = (card, name, least) => {
  for (let size = Number(card.style.getPropertyValue(name)); size > least && overflows(card); ) {
    size -= SHRINK_STEP;
    card.style.setProperty(name, String(size));
  }
};

/**
 * Return whether the words of `card` are higher than it is.
 *
 * @param {HTMLElement} card
 */
const isTooHigh = (card) => {
  const box = card.getBoundingClientRect();
  return kept(card).some((child) => {
    const { top, bottom } = child.getBoundingClientRect();
    return top < box.top - TOLERANCE_PX || bottom > box.bottom + TOLERANCE_PX;
  });
};

/**
 * Leave out what `card` can spare, in the order of data-spare, alike of all its cases, until the rest finds room.
 *
 * @param {HTMLElement} card
 */
const spare = (card) => {
  const spares = [...card.querySelectorAll("[data-spare]")];
  const rank = (/** @type {Element} */ one) => Number(one.getAttribute("data-spare"));
  for (const least of [...new Set(spares.map(rank))].sort((a, b) => a - b)) {
    if (!isTooHigh(card)) return;
    for (const one of spares) if (rank(one) === least) one.classList.add("spared");
  }
};

/**
 * Make the name at the head smaller as far as its card needs it, leave out what can be spared, make the name as small
 * as it may be, then all words; at last let a name break.
 *
 * @param {HTMLElement} card
 */
export function fit(card) {
  card.style.setProperty("--head", "1");
  card.style.setProperty("--fit", "1");
  card.classList.remove("broken");
  for (const spared of card.querySelectorAll(".spared")) spared.classList.remove("spared");
  if (card.querySelector("[data-spare]")) shrinkType(card, "--head", MIN_HEAD_WITH_SPARES);
  spare(card);
  shrinkType(card, "--head", MIN_HEAD);
  if (overflows(card)) card.classList.add("broken");
  shrinkType(card, "--fit", MIN_WORDS);
}
