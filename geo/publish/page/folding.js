/* Text as a searcher means it, as geo/query/folding.py folds it. Pure: no document. */

const COMBINING = /\p{M}/gu;
/** @type {Record<string, string>} what Python's casefold does beyond small letters */
const CASEFOLD = { ß: "ss", ẞ: "ss", ς: "σ" };
// What Python's str.split parts words at; \s of JavaScript differs by a few characters.
export const SPACES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Python parts words at them
  /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
export const CHINESE = /[㐀-䶿一-鿿]/;
export const LATIN = /^[a-z0-9]/;

/** @param {string} text */
const small = (text) => text.replace(/[ßẞς]/g, (char) => CASEFOLD[char]).toLowerCase();

/** Folds text character by character, Traditional Chinese by the pairs that the file brings. */
export class Folding {
  /** @type {Map<string, string>} */
  #folded = new Map();

  /** @param {string} pairs Traditional character and its Simplified form, in turn */
  constructor(pairs) {
    const chars = [...pairs];
    this.simplified = new Map(chars.flatMap((char, i) => (i % 2 ? [] : [[char, chars[i + 1]]])));
  }

  /** @param {string} char */
  foldCharacter(char) {
    const known = this.#folded.get(char);
    if (known !== undefined) return known;
    const bare = small(small(char).normalize("NFKD").replace(COMBINING, ""));
    const folded = [...bare].map((one) => this.simplified.get(one) ?? one).join("");
    this.#folded.set(char, folded);
    return folded;
  }

  /**
   * Return `text` with every character folded, and one space for any run of them.
   *
   * @param {string} text
   */
  fold(text) {
    return splitWords([...text].map((char) => this.foldCharacter(char)).join("")).join(" ");
  }

  /**
   * Return the folded characters of `text`, and for each of them which character of `text` it was.
   *
   * @param {string} text
   */
  foldWithOrigins(text) {
    const origins = [];
    let folded = "";
    let at = 0;
    for (const char of text) {
      const one = this.foldCharacter(char);
      folded += one;
      for (let i = 0; i < one.length; i += 1) origins.push([at, at + char.length]);
      at += char.length;
    }
    return { folded, origins };
  }
}

/** @param {string} text */
export const splitWords = (text) => text.split(SPACES).filter(Boolean);
