/* Where the lines of Chinese titles break in lists and pages: between words, as on the stage. */

import { joinWords, splitPhrases } from "./phrases.js";

const TITLES = ":is(h1, h2, h3, .title a, .group li span)";
const NOT_YET = `:is(.st-key-page, .st-key-panel) ${TITLES}:lang(zh):not(.phrased)`;

const segmenter = Intl.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });

/**
 * By phrase, the pieces between which a line may break: the same titles come with every filter.
 *
 * @type {Map<string, string[]>}
 */
const known = new Map();

/**
 * @param {string} text
 * @returns {string[]}
 */
const piecesOf = (text) =>
  splitPhrases(text).flatMap((phrase) => joinWords(segmenter.segment(phrase)).map((words) => words.join("")));

/**
 * @param {Text} node
 */
const breakText = (node) => {
  const text = node.data;
  const pieces = known.get(text) ?? piecesOf(text);
  known.set(text, pieces);
  node.replaceWith(...pieces.flatMap((piece, index) => (index ? [document.createElement("wbr"), piece] : [piece])));
};

/** @param {Element} title */
const markTitle = (title) => {
  title.classList.add("phrased");
  const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  texts.forEach(breakText);
};

/** Mark where the lines of the titles that have come may break, in a browser that knows words. */
export const markTitles = () => {
  if (segmenter) for (const title of document.querySelectorAll(NOT_YET)) markTitle(title);
};
