/* A search among the cases that came with the page: at once, and for as long as the server says nothing. Its tiers are
   those of the atlas's own search (search.py), which refines it. */

import { countSlips } from "../../geo/query/slips.js";

/**
 * @typedef {object} Sought a case as it is found; of each pair the Chinese comes first
 * @property {string} case
 * @property {[string, string]} city
 * @property {[string, string]} country
 * @property {[string, string]} title
 * @property {string} spoken syllables of city and title, a mark before each
 * @property {string} [edition] where there are several
 */

const TIERS = { exact: 7, begins: 6, title: 5, country: 4, spoken: 3, initials: 2, slip: 1 };
const MIN_SPOKEN = 2; // letters: a single one begins half of all syllables
const MIN_INITIALS = 3; // letters: any two stand somewhere in a long title
const SLIPS = [4, 8]; // letters from which a word may have one slip, and two
const LATIN_WORD = /^[a-z]+$/;

/** @param {string} text */
const foldText = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** @param {string} text */
const escapeText = (text) => text.replace(/[^\p{L}\p{N}\s]/gu, "\\$&");

/** Cases, made ready to be searched. */
export class SoughtCases {
  #entries;

  /** @param {Sought[]} cases */
  constructor(cases) {
    this.#entries = cases.map((one) => ({ one, ...layOut(one) }));
  }

  /**
   * Return at most `limit` cases that hold every word of `text`, best first.
   *
   * @param {string} text
   * @param {number} limit
   */
  find(text, limit) {
    const words = foldText(text).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const matchers = words.map(matcherOf);
    const joined = words.length > 1 && words.every((word) => LATIN_WORD.test(word)) ? matcherOf(words.join("")) : null;
    const scored = this.#entries.map((entry) => ({ entry, score: scoreOf(entry, matchers, joined) }));
    const found = scored.some(({ score }) => score) ? scored : this.#forgive(words);
    const best = found.filter(({ score }) => score).sort((a, b) => b.score - a.score);
    return best.slice(0, limit).map(({ entry }) => entry.one);
  }

  /**
   * Return how well each case answers `words` if each may have slips.
   *
   * @param {string[]} words
   */
  #forgive(words) {
    const matchers = words.map(matcherOf);
    return this.#entries.map((entry) => {
      const answers = words.every(
        (word, i) => scoreWord(entry, matchers[i]) || entry.words.some((one) => isSlip(word, one)),
      );
      return { entry, score: answers ? TIERS.slip : 0 };
    });
  }
}

/**
 * @typedef {object} Entry a case as it is searched
 * @property {string[]} cities
 * @property {string} names of cities, each on a line
 * @property {string} countries
 * @property {string} titles
 * @property {string} spoken
 * @property {string} initials
 * @property {string[]} words of letters
 */

/**
 * @param {Sought} sought
 * @returns {Entry}
 */
function layOut({ city, country, title, spoken }) {
  const cities = city.map(foldText);
  const [names, countries, titles] = [
    cities.join("\n"),
    country.map(foldText).join("\n"),
    title.map(foldText).join("\n"),
  ];
  const words = [...new Set(`${names}\n${countries}\n${titles}`.match(/[a-z]{3,}/g) ?? [])];
  return { cities, names, countries, titles, spoken, initials: spoken.replace(/'(\w)\w*/g, "$1"), words };
}

/** @typedef {{ word: string, begun: RegExp, spoken: RegExp | null, initials: string }} Matcher */

/**
 * Return what finds a word: Latin where a word begins, Chinese anywhere; as pinyin from the start of a syllable on.
 *
 * @param {string} word
 * @returns {Matcher}
 */
function matcherOf(word) {
  const isLatin = LATIN_WORD.test(word);
  return {
    word,
    begun: new RegExp(/^[a-z0-9]/.test(word) ? `(?:^|[^a-z0-9])${escapeText(word)}` : escapeText(word)),
    spoken: isLatin && word.length >= MIN_SPOKEN ? new RegExp(`'${[...word].join("'?")}`) : null,
    initials: isLatin && word.length >= MIN_INITIALS ? word : "",
  };
}

/**
 * Return how well a case answers all words, or all as one, which pinyin may be that is written in syllables; 0: not at all.
 *
 * @param {Entry} entry
 * @param {Matcher[]} matchers
 * @param {Matcher | null} joined
 */
function scoreOf(entry, matchers, joined) {
  const scores = matchers.map((matcher) => scoreWord(entry, matcher));
  const apart = scores.every(Boolean) ? scores.reduce((sum, score) => sum + score, 0) : 0;
  return Math.max(apart, joined ? (matchers.length + 0.5) * scoreWord(entry, joined) : 0);
}

/**
 * @param {Entry} entry
 * @param {Matcher} matcher
 */
function scoreWord({ cities, names, countries, titles, spoken, initials }, matcher) {
  if (cities.includes(matcher.word)) return TIERS.exact;
  if (matcher.begun.test(names)) return TIERS.begins;
  if (matcher.begun.test(titles)) return TIERS.title;
  if (matcher.begun.test(countries)) return TIERS.country;
  if (matcher.spoken?.test(spoken)) return TIERS.spoken;
  if (initials.startsWith(matcher.word) || (matcher.initials && initials.includes(matcher.initials)))
    return TIERS.initials;
  return 0;
}

/**
 * Return whether `word` may have meant `meant`.
 *
 * @param {string} word
 * @param {string} meant
 */
export function isSlip(word, meant) {
  const allowed = SLIPS.filter((length) => word.length >= length).length;
  return allowed > 0 && countSlips(word, meant, allowed) <= allowed;
}
