/* Words that mean the same, as geo/query/synonyms.py asks with them. Pure: no document. */

/** @import { SearchIndex } from "./search.js" */

import { LATIN, splitWords } from "./folding.js";

const SYNONYM = 0.001; // how well one answers: less than anything that is found otherwise
const MAX_VARIANTS = 16;

/** The index of the cases, and the synonyms with which it is asked again. */
export class Search {
  /** @type {{ text: string, scores: number[], also: string[] } | null} the last answer */
  #last = null;

  /**
   * @param {SearchIndex} index
   * @param {readonly string[][]} groups words of one meaning, as they are written in the table
   */
  constructor(index, groups) {
    this.index = index;
    const fold = (/** @type {string} */ word) => index.folding.fold(word);
    this.groups = groups.map((group) => group.map((written) => ({ written, folded: fold(written) })));
  }

  /**
   * Return how well each case answers `text` or, behind all these, a synonym of it; and which synonyms found more.
   *
   * @param {string} text
   */
  find(text) {
    if (this.#last?.text !== text) this.#last = { text, ...this.#widen(text) };
    return this.#last;
  }

  /** @param {string} text */
  #widen(text) {
    const { index } = this;
    const scores = index.score(text);
    const also = new Set();
    const widened = [...scores];
    for (const { variant, synonym, exactly } of this.#listVariants(index.folding.fold(text))) {
      const held = splitWords(variant).map((word) => index.holdWritten(word, exactly.includes(word)));
      const rows = scores.flatMap((score, row) => (!score && held.every((one) => one[row]) ? [row] : []));
      if (rows.length) also.add(synonym);
      for (const row of rows) widened[row] = SYNONYM;
    }
    return { scores: widened, also: [...also] };
  }

  /** @param {string} text folded */
  #listVariants(text) {
    const variants = this.#findMeanings(text).flatMap(({ said, group }) =>
      group
        .filter(({ folded }) => !text.includes(folded))
        .map(({ written, folded }) => ({
          variant: text.replace(said, () => ` ${folded} `),
          synonym: written,
          exactly: splitWords(folded),
        })),
    );
    return variants.slice(0, MAX_VARIANTS);
  }

  /** @param {string} text folded */
  #findMeanings(text) {
    const named = this.groups.map((group) => ({ said: findLongest(text, group), group }));
    const said = new Set(named.map((one) => one.said));
    const isPart = (/** @type {string} */ word) => [...said].some((other) => other !== word && other.includes(word));
    return named.filter((one) => one.said && !isPart(one.said));
  }
}

/**
 * Return the longest word of `group` that `text` has; "" if it has none.
 *
 * @param {string} text
 * @param {readonly { folded: string }[]} group
 */
function findLongest(text, group) {
  const held = group.map(({ folded }) => folded).filter((word) => standsWhole(word, text));
  const longest = Math.max(0, ...held.map((word) => Array.from(word).length));
  return held.find((word) => Array.from(word).length === longest) ?? "";
}

/**
 * @param {string} word
 * @param {string} text
 */
function standsWhole(word, text) {
  if (!text.includes(word)) return false;
  if (!LATIN.test(word)) return true;
  return new RegExp(`(?<![a-z0-9])${word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}(?![a-z0-9])`).test(text);
}
