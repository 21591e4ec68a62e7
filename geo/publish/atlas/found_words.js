/* Where the words of a search stand in a text, and which sentence holds those that title and names do not. Pure. */

/** @import { Case } from "./types.d.ts" */
/** @import { SearchIndex } from "./search.js" */

import { LATIN } from "./folding.js";
import { isShort } from "./search.js";

const MAX_SENTENCES = 2; // that are shown of one case

/**
 * Return where any of `words` is written in `text`, merged and in order.
 *
 * @param {SearchIndex} index
 * @param {string} text
 * @param {readonly string[]} words folded
 * @returns {[number, number][]}
 */
export function locateWords(index, text, words) {
  const { folded, origins } = index.folding.foldWithOrigins(text);
  const spans = words.flatMap((word) => [...folded.matchAll(patternOf(word))].map((hit) => spanOf(hit, origins)));
  return mergeSpans(spans);
}

/** @param {string} word */
function patternOf(word) {
  const written = word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const before = LATIN.test(word) ? "(?<![a-z0-9])" : "";
  return new RegExp(before + written + (isShort(word) ? "(?![a-z0-9])" : ""), "g");
}

/**
 * @param {RegExpMatchArray} hit
 * @param {number[][]} origins
 * @returns {[number, number]}
 */
function spanOf(hit, origins) {
  const start = hit.index ?? 0;
  return [origins[start][0], origins[start + hit[0].length - 1][1]];
}

/** @param {[number, number][]} spans */
function mergeSpans(spans) {
  /** @type {[number, number][]} */
  const merged = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/**
 * Return the sentences (language, text, spans) of a case that hold the words of `text` which its title and names lack.
 *
 * @param {SearchIndex} index
 * @param {Case} found
 * @param {string} text
 * @param {number} first the language that is read first: 0 Chinese, 1 English
 */
export function findSentences(index, found, text, first) {
  const words = index.readWords(text).of_facts.filter((word) => !index.findInTitles(word)[found.row]);
  if (!words.length) return [];
  const sentences = [first, 1 - first].flatMap((language) =>
    found.facts.map((fact) => ({ language, text: fact.text[language] })),
  );
  const held = sentences.map((one) => ({ ...one, spans: locateWords(index, one.text, words) }));
  return held.filter(({ spans }) => spans.length).slice(0, MAX_SENTENCES);
}
