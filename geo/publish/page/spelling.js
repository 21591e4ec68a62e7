/* Chinese as it is spoken, from the readings that the file brings (geo/query/pinyin.py). Pure: no document. */

/** @typedef {Record<string, string>} Readings the characters of each syllable */

export class Spelling {
  /** @type {Map<string, string>} the first reading of each character */
  first = new Map();

  /**
   * @param {Readings} first reading of each character
   * @param {Readings} second reading, of those that have one
   * @param {Record<string, string>} words the syllables of each text in which a character is read otherwise
   */
  constructor(first, second, words) {
    for (const [syllable, chars] of Object.entries(first)) for (const char of chars) this.first.set(char, syllable);
    this.second = new Map(
      Object.entries(second).flatMap(([syllable, chars]) => [...chars].map((char) => [char, syllable])),
    );
    this.words = words;
  }

  /**
   * Return for each character of `folded` its syllable, "" where it is not Chinese.
   *
   * @param {string} folded
   * @returns {string[]}
   */
  spell(folded) {
    const known = Object.hasOwn(this.words, folded) ? this.words[folded].split(" ") : null;
    return known ?? [...folded].map((char) => this.first.get(char) ?? "");
  }

  /**
   * Return the syllables that a character is read as, alone or in any word.
   *
   * @param {string} char
   */
  readings(char) {
    return [this.first.get(char), this.second.get(char)].filter((one) => one !== undefined);
  }
}

/**
 * Return at most eight ways of parting `latin` into `syllables`, longest first syllables first; the last may be unfinished.
 *
 * @param {string} latin
 * @param {ReadonlySet<string>} syllables
 * @returns {string[][]}
 */
export function readSyllables(latin, syllables) {
  /** @type {string[][][]} */
  const ways = [];
  ways[latin.length] = [[]];
  for (let start = latin.length - 1; start >= 0; start -= 1) {
    const rest = latin.slice(start);
    const here = beginsSyllable(rest, syllables) ? [[rest]] : [];
    for (let end = Math.min(latin.length, start + MAX_SYLLABLE); end > start; end -= 1) {
      const syllable = latin.slice(start, end);
      if (!syllables.has(syllable)) continue;
      for (const others of ways[end]) if (others.length) here.push([syllable, ...others]);
    }
    ways[start] = here.slice(0, MAX_READINGS);
  }
  return ways[0];
}

const MAX_SYLLABLE = 6; // letters: zhuang
const MAX_READINGS = 8;

/**
 * @param {string} letters
 * @param {ReadonlySet<string>} syllables
 */
function beginsSyllable(letters, syllables) {
  if (letters.length > MAX_SYLLABLE) return false;
  for (const syllable of syllables) if (syllable.startsWith(letters)) return true;
  return false;
}
