/* Where the words of a search stand in a text, and which sentence holds those that title and names do not. Pure. */

/** @import { Case } from "./types.d.ts" */
/** @import { SearchIndex } from "./search.js" */

import { LATIN } from "./folding.js";
import { isShort, readLatin } from "./search.js";

const MAX_SENTENCES = 2; // that are shown of one case
const MIN_SPOKEN = 2; // letters: a single one is no reading
const MIN_INITIALS = { name: 2, title: 3 }; // letters

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

/**
 * Return where any of `words` stands in a title or, `isName`, a name: as it is written, or else as it is read in pinyin, or
 * else by its initials.
 *
 * @param {SearchIndex} index
 * @param {string} text
 * @param {readonly string[]} words folded
 * @param {{ isName?: boolean }} [options]
 * @returns {[number, number][]}
 */
export function locateReadings(index, text, words, { isName = false } = {}) {
  const { folded, origins } = index.folding.foldWithOrigins(text);
  const sounds = index.spelling.spell(folded);
  const spans = words.flatMap((word) => {
    const written = [...folded.matchAll(patternOf(word))].map((hit) => spanOf(hit, origins));
    if (written.length) return written;
    const read = findSounds(sounds, readLatin(word));
    const found = read.length ? read : findInitials(sounds, readLatin(word), isName);
    return found.map(([start, end]) => /** @type {[number, number]} */ ([origins[start][0], origins[end - 1][1]]));
  });
  return mergeSpans(spans);
}

/**
 * Return where the letters `latin` are read in `sounds`, from the start of a syllable; the last may be unfinished.
 *
 * @param {readonly string[]} sounds
 * @param {string} latin
 */
function findSounds(sounds, latin) {
  if (latin.length < MIN_SPOKEN) return [];
  return sounds.flatMap((_, start) => {
    const end = readOn(sounds, start, latin);
    return end ? [[start, end]] : [];
  });
}

/**
 * Return where `latin` ends if it is read in `sounds` from `start`, else 0.
 *
 * @param {readonly string[]} sounds
 * @param {number} start
 * @param {string} latin
 */
function readOn(sounds, start, latin) {
  let left = latin;
  for (let end = start; end < sounds.length; end += 1) {
    const sound = sounds[end];
    if (!sound || !left.startsWith(sound)) return sound?.startsWith(left) ? end + 1 : 0;
    left = left.slice(sound.length);
    if (!left) return end + 1;
  }
  return 0;
}

/**
 * Return where the syllables of `sounds` begin with the letters `latin`; of a name at its start alone.
 *
 * @param {readonly string[]} sounds
 * @param {string} latin
 * @param {boolean} isName
 */
function findInitials(sounds, latin, isName) {
  if (latin.length < (isName ? MIN_INITIALS.name : MIN_INITIALS.title)) return [];
  const letters = sounds.map((sound) => sound[0] ?? " ").join("");
  const start = letters.indexOf(latin);
  return start < 0 || (isName && start > 0) ? [] : [[start, start + latin.length]];
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
