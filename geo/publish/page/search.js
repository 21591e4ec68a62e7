/* The search of the atlas without a server: the tiers and rules are those of geo/query/search.py, which says why they are
   so; a test holds both against each other. Pure: no document. */

/** @import { Folding } from "./folding.js" */
/** @import { Spelling } from "./spelling.js" */

import { countSlips, likeness } from "../../query/slips.js";
import { CHINESE, LATIN, splitWords } from "./folding.js";
import { readSyllables } from "./spelling.js";

const EXACT = 7;
const BEGINS = 6;
const TITLE = 5;
const COUNTRY = 4;
const PINYIN = 3;
const INITIALS = 2;
const FACT = 1.5;
const SLIP = 1;
const BEHIND = 10; // by which the sum of a case that needs a fact is divided
const MIN_INITIALS_OF_NAME = 2; // letters
const MIN_INITIALS_OF_TITLE = 3;
const MIN_LETTERS_OF_FACT = 3;
const MIN_SYLLABLES_OF_FACT = 2;
const MAX_WORD_CHARS = 60;
const SLIPS = [4, 8]; // letters from which a word may have one slip, and two
const MAX_SLIPS = 20; // words that a slip may have meant
const ALIKE = 60; // percent
const MAX_NEAR = 3;
const MAX_PIECED_CHARS = 12;
const MAX_ASKED = 8; // words
const SYLLABLE = "'";
const LETTERS = /^[a-z]+$/;
const WORDS = /\p{L}+/gu;

/**
 * @typedef {object} Searched a case as it is searched
 * @property {string} zh title
 * @property {string} en title
 * @property {[string, string]} city Chinese, English
 * @property {[string, string]} country
 * @property {string[]} facts sentences in both languages
 */

/** @typedef {number[]} Scores of each case */

/** @param {string} text */
const escapeText = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** @param {string} word */
const writeWord = (word) => (LATIN.test(word) ? "(?<![a-z0-9])" : "") + escapeText(word);

/** @param {Iterable<string>} syllables */
const mark = (syllables) => [...syllables].map((one) => SYLLABLE + one).join("");

/** @param {string} word */
export const isShort = (word) => word.length < MIN_LETTERS_OF_FACT && LETTERS.test(word);

/**
 * Return `word` as pinyin is written, or "" if it is no word of letters.
 *
 * @param {string} word
 */
export function readLatin(word) {
  const latin = word.replace(/['’]/g, "").replaceAll("v", "u");
  return latin.length <= MAX_WORD_CHARS && LETTERS.test(latin) ? latin : "";
}

/** The names of one kind (cities or countries), each once, and which of them each case has. */
class Names {
  /** @type {number[]} */
  ofCase = [];
  /** @type {{ both: string[], marked: string, initials: string, syllables: string[] }[]} */
  distinct = [];

  /**
   * @param {readonly [string, string][]} pairs of each case
   * @param {Folding} folding
   * @param {Spelling} spelling
   */
  constructor(pairs, folding, spelling) {
    const numbers = new Map();
    for (const pair of pairs) {
      const key = pair.join("\n");
      if (!numbers.has(key)) {
        numbers.set(key, this.distinct.length);
        const both = pair.map((name) => folding.fold(name));
        const syllables = spelling.spell(both[0]);
        const marked = syllables.map((one) => (one ? SYLLABLE + one : " ")).join("");
        this.distinct.push({ both, marked, initials: syllables.map((one) => one[0] ?? " ").join(""), syllables });
      }
      this.ofCase.push(numbers.get(key));
    }
  }

  /**
   * Return for each case the score of its name.
   *
   * @param {(name: Names["distinct"][number]) => number} score
   * @returns {Scores}
   */
  spread(score) {
    const scores = this.distinct.map(score);
    return this.ofCase.map((number) => scores[number]);
  }

  /**
   * Return for each case the better `score` of its two names.
   *
   * @param {(name: string) => number} score
   */
  grade(score) {
    return this.spread(({ both }) => Math.max(...both.map(score)));
  }
}

/** Texts of cases, in which a word is found as it is written. */
class Texts {
  /** @type {Map<string, boolean[]>} */
  #held = new Map();

  /** @param {readonly string[]} texts of each case, folded; pieces are parted by spaces */
  constructor(texts) {
    this.texts = texts;
  }

  /**
   * @param {string} key
   * @param {string} pattern
   */
  #test(key, pattern) {
    const known = this.#held.get(key);
    if (known) return known;
    const regex = new RegExp(pattern);
    const held = this.texts.map((text) => regex.test(text));
    if (this.#held.size > MAX_HELD) this.#held.clear();
    this.#held.set(key, held);
    return held;
  }

  /** @param {string} word */
  hold(word) {
    return this.texts.map((text) => text.includes(word));
  }

  /** @param {string} word */
  holdBegun(word) {
    return LATIN.test(word) ? this.#test(`begun ${word}`, writeWord(word)) : this.hold(word);
  }

  /** @param {string} word */
  holdWhole(word) {
    return this.#test(`whole ${word}`, `(?<![a-z0-9])${escapeText(word)}(?![a-z0-9])`);
  }

  /** @param {string} pattern */
  holdPattern(pattern) {
    return this.#test(`pattern ${pattern}`, pattern);
  }
}

const MAX_HELD = 500; // answers that are kept

/**
 * @param {number} score
 * @param {readonly boolean[]} held
 * @returns {Scores}
 */
const grant = (score, held) => held.map((one) => (one ? score : 0));

/**
 * @param {readonly Scores[]} tiers
 * @returns {Scores}
 */
function bestOf(tiers) {
  const [first, ...others] = tiers;
  return first.map((score, row) => others.reduce((best, tier) => Math.max(best, tier[row]), score));
}

/**
 * @param {string} name folded
 * @param {string} word
 */
const standsIn = (name, word) => name.includes(word) && new RegExp(writeWord(word)).test(name);

/** All that a search looks at, one entry a case in the order of the publication. */
export class SearchIndex {
  /** @type {Map<string, { of_titles: string[], of_facts: string[] }>} */
  #read = new Map();

  /**
   * @param {readonly Searched[]} cases
   * @param {Folding} folding
   * @param {Spelling} spelling
   */
  constructor(cases, folding, spelling) {
    this.folding = folding;
    this.spelling = spelling;
    this.size = cases.length;
    this.chinese = cases.map(({ zh }) => folding.fold(zh));
    const english = cases.map(({ en }) => folding.fold(en));
    this.titles = new Texts(this.chinese.map((zh, row) => `${zh} ${english[row]}`));
    this.spoken = this.chinese.map((zh) => spelling.spell(zh));
    this.initials = new Texts(this.spoken.map((sounds) => sounds.map((one) => one[0] ?? " ").join("")));
    this.names = {
      city: new Names(
        cases.map(({ city }) => city),
        folding,
        spelling,
      ),
      country: new Names(
        cases.map(({ country }) => country),
        folding,
        spelling,
      ),
    };
    const kinds = Object.values(this.names);
    const written = [...english, ...kinds.flatMap(({ distinct }) => distinct.map(({ both }) => both[1]))];
    this.words = [...new Set(written.flatMap((text) => text.match(WORDS) ?? []))].sort(compareCodes);
    const spelt = [...this.spoken, ...kinds.flatMap(({ distinct }) => distinct.map(({ syllables }) => syllables))];
    this.syllables = new Set(spelt.flat().filter(Boolean));
    /** @type {Map<string, string>} each sentence, folded once */
    const folded = new Map();
    for (const text of cases.flatMap(({ facts }) => facts))
      if (!folded.has(text)) folded.set(text, this.#foldFact(text));
    this.facts = new Texts(cases.map(({ facts }) => facts.map((text) => folded.get(text)).join(" ")));
    this.factSyllables = this.#spellFacts(folded.values());
  }

  /**
   * Fold a sentence, its pieces parted by spaces.
   *
   * @param {string} text
   */
  #foldFact(text) {
    return [...text].map((char) => this.folding.foldCharacter(char)).join("");
  }

  /**
   * Return the characters of `sentences` by each syllable that they may be read as.
   *
   * @param {Iterable<string>} sentences
   */
  #spellFacts(sentences) {
    /** @type {Map<string, string>} */
    const chars = new Map();
    for (const char of new Set([...sentences].join("")))
      if (CHINESE.test(char))
        for (const one of this.spelling.readings(char)) chars.set(one, (chars.get(one) ?? "") + char);
    return chars;
  }

  /**
   * Return how well each case answers `text`: 0 = not at all.
   *
   * @param {string} text
   * @returns {Scores}
   */
  score(text) {
    const { of_titles, of_facts } = this.readWords(text);
    const first = this.#scoreWords(of_titles);
    if (of_titles.join(" ") === of_facts.join(" ")) return first;
    const other = this.#scoreWords(of_facts);
    return first.map((score, row) => (score > 0 ? score : other[row] / BEHIND));
  }

  /**
   * @param {readonly string[]} words
   * @returns {Scores}
   */
  #scoreWords(words) {
    if (!words.length) return new Array(this.size).fill(1);
    const found = words.map((word) => this.#find(word));
    return this.chinese.map((_, row) => {
      if (found.some((scores) => !scores[row])) return 0;
      const total = found.reduce((sum, scores) => sum + scores[row], 0);
      return found.some((scores) => scores[row] === FACT) ? total / BEHIND : total;
    });
  }

  /** @param {string} word */
  #find(word) {
    const found = this.findAsWritten(word);
    return found.some(Boolean) ? found : this.#findSlips(word);
  }

  /** @param {string} word */
  findAsWritten(word) {
    const found = this.findInTitles(word);
    return found.every(Boolean) ? found : bestOf([found, grant(FACT, this.findInFacts(word))]);
  }

  /** @param {string} word */
  findInTitles(word) {
    const latin = readLatin(word);
    const ways = latin.length > 1 ? readSyllables(latin, this.syllables) : [];
    const { city, country } = this.names;
    const tiers = [
      city.grade((name) => gradeCity(name, word)),
      grant(TITLE, this.titles.holdBegun(word)),
      country.grade((name) => (standsIn(name, word) ? COUNTRY : 0)),
      ...ways.map((way) => grant(PINYIN, this.#holdSpoken(way))),
    ];
    if (ways.length) for (const names of [city, country]) tiers.push(speltAmong(names, ways.map(mark)));
    if (latin.length >= MIN_INITIALS_OF_NAME)
      for (const names of [city, country])
        tiers.push(names.spread(({ initials }) => (initials.startsWith(latin) ? INITIALS : 0)));
    if (latin.length >= MIN_INITIALS_OF_TITLE) tiers.push(grant(INITIALS, this.initials.hold(latin)));
    return bestOf(tiers);
  }

  /**
   * Return which titles have the syllables read on; the last may be unfinished.
   *
   * @param {readonly string[]} way
   */
  #holdSpoken(way) {
    const last = way.length - 1;
    return this.spoken.map((sounds) =>
      sounds.some((_, start) =>
        way.every((one, i) => {
          const sound = sounds[start + i];
          return sound && (i < last ? sound === one : sound.startsWith(one));
        }),
      ),
    );
  }

  /** @param {string} word */
  findInFacts(word) {
    const written = isShort(word) ? this.facts.holdWhole(word) : this.facts.holdBegun(word);
    const spoken = this.#readInFacts(word).map((way) => this.#holdInFacts(way));
    return written.map((held, row) => held || spoken.some((one) => one[row]));
  }

  /** @param {readonly string[]} way */
  #holdInFacts(way) {
    const classes = way.map((one, i) => (i < way.length - 1 ? (this.factSyllables.get(one) ?? "") : this.#begun(one)));
    if (!classes.every(Boolean)) return new Array(this.size).fill(false);
    return this.facts.holdPattern(classes.map((chars) => `[${chars}]`).join(""));
  }

  /** @param {string} letters */
  #begun(letters) {
    return [...this.factSyllables].flatMap(([one, chars]) => (one.startsWith(letters) ? [chars] : [])).join("");
  }

  /**
   * Return the ways of reading `word` as pinyin in facts: none if it stands anywhere as it is written.
   *
   * @param {string} word
   */
  #readInFacts(word) {
    const latin = readLatin(word);
    if (latin.length < 2) return [];
    const known = new Set(this.factSyllables.keys());
    const ways = readSyllables(latin, known).filter(
      (way) => way.filter((one) => known.has(one)).length >= MIN_SYLLABLES_OF_FACT,
    );
    return ways.length && this.isWritten(word) ? [] : ways;
  }

  /**
   * Return whether any title, name or fact holds `word` as it is written.
   *
   * @param {string} word
   */
  isWritten(word) {
    const names = Object.values(this.names).flatMap(({ distinct }) => distinct.flatMap(({ both }) => both));
    return (
      names.some((name) => standsIn(name, word)) ||
      [this.titles, this.facts].some((texts) => texts.holdBegun(word).some(Boolean))
    );
  }

  /**
   * Return which cases hold `word`, if `exactly` as it is written in title or facts.
   *
   * @param {string} word
   * @param {boolean} exactly
   */
  holdWritten(word, exactly) {
    if (!exactly) return this.findAsWritten(word).map((score) => score > 0);
    const held = [this.titles, this.facts].map((texts) =>
      isShort(word) ? texts.holdWhole(word) : texts.holdBegun(word),
    );
    return held[0].map((one, row) => one || held[1][row]);
  }

  /** @param {string} word */
  #findSlips(word) {
    const meant = this.guess(word);
    const sounds = this.#soundOf(word);
    const kinds = Object.values(this.names);
    const tiers = [new Array(this.size).fill(0), ...meant.map((one) => grant(SLIP, this.titles.holdBegun(one)))];
    if (meant.length)
      for (const names of kinds) tiers.push(names.grade((name) => Number(meant.some((one) => standsIn(name, one)))));
    if (sounds.length) {
      tiers.push(grant(SLIP, this.#holdSpoken(sounds)));
      for (const names of kinds) tiers.push(speltAmong(names, [mark(sounds)]).map((score) => Math.min(SLIP, score)));
    }
    return bestOf(tiers);
  }

  /**
   * Return the words of the cases that differ from `word` by a slip, nearest first.
   *
   * @param {string} word
   */
  guess(word) {
    const allowed = SLIPS.filter((length) => word.length >= length).length;
    if (!allowed || word.length > MAX_WORD_CHARS || !/^\p{L}+$/u.test(word) || CHINESE.test(word)) return [];
    const near = this.words.map((meant) => ({ meant, slips: countSlips(word, meant, allowed) }));
    const found = near.filter(({ slips }) => slips <= allowed).sort((a, b) => a.slips - b.slips);
    return found.slice(0, MAX_SLIPS).map(({ meant }) => meant);
  }

  /**
   * Return the syllables of `word` if it is Chinese, of two characters and more, else none.
   *
   * @param {string} word
   */
  #soundOf(word) {
    const chars = [...word];
    const isChinese = chars.length > 1 && chars.length < MAX_WORD_CHARS && chars.every((char) => CHINESE.test(char));
    const sounds = isChinese ? this.spelling.spell(word) : [];
    return sounds.every(Boolean) ? sounds : [];
  }

  /**
   * Return the different words of `text`, folded: as titles are read, and as facts are.
   *
   * @param {string} text
   */
  readWords(text) {
    const known = this.#read.get(text);
    if (known) return known;
    const parts = splitWords(this.folding.fold(text));
    const of_titles = joinRuns(parts, this.syllables, (word) => this.findInTitles(word).some(Boolean));
    const every = new Set([...this.syllables, ...this.factSyllables.keys()]);
    const of_facts = joinRuns(parts, every, (word) => of_titles.includes(word) || this.findInFacts(word).some(Boolean));
    if (this.#read.size > MAX_HELD) this.#read.clear();
    this.#read.set(text, { of_titles, of_facts });
    return { of_titles, of_facts };
  }

  /**
   * Return `text` with the nearest words of the cases instead of the one that no case answers, nearest first.
   *
   * @param {string} text
   */
  suggest(text) {
    const parts = splitWords(this.folding.fold(text));
    if (parts.length > MAX_ASKED) return [];
    const unknown = parts.flatMap((word, i) => (this.score(word).some(Boolean) ? [] : [i]));
    if (unknown.length !== 1) return [];
    const [place] = unknown;
    return this.#findNear(parts[place]).map((word) => parts.with(place, word).join(" "));
  }

  /** @param {string} word */
  #findNear(word) {
    if (CHINESE.test(word))
      return listPieces(word)
        .filter((piece) => this.isWritten(piece))
        .slice(0, MAX_NEAR);
    const near = this.words.map((meant) => ({ meant, alike: likeness(word, meant) }));
    const found = near.filter(({ alike }) => alike >= ALIKE).sort((a, b) => b.alike - a.alike);
    return found.slice(0, MAX_NEAR).map(({ meant }) => meant);
  }
}

/**
 * Compare two texts as Python does, by their code points.
 *
 * @param {string} a
 * @param {string} b
 */
const compareCodes = (a, b) => (a < b ? -1 : Number(a > b));

/**
 * @param {string} name
 * @param {string} word
 */
function gradeCity(name, word) {
  if (name === word) return EXACT;
  if (name.startsWith(word)) return BEGINS;
  return standsIn(name, word) ? TITLE : 0;
}

/**
 * Return for each case PINYIN if any of the readings `spelt` occurs in its name, BEGINS if one is all of it.
 *
 * @param {Names} names
 * @param {readonly string[]} spelt
 */
function speltAmong(names, spelt) {
  return names.spread(({ marked }) => {
    if (spelt.includes(marked)) return BEGINS;
    return spelt.some((one) => marked.includes(one)) ? PINYIN : 0;
  });
}

/**
 * Return the different `parts` of a text; several `syllables` in a row as one word if that `stands` in a case.
 *
 * @param {readonly string[]} parts
 * @param {ReadonlySet<string>} syllables
 * @param {(word: string) => boolean} stands
 */
function joinRuns(parts, syllables, stands) {
  /** @type {string[]} */
  const words = [];
  for (let i = 0; i < parts.length; ) {
    const spelt = syllables.has(parts[i]);
    let end = i + 1;
    while (end < parts.length && syllables.has(parts[end]) === spelt) end += 1;
    const several = parts.slice(i, end);
    const joined = several.join("");
    const isOne = spelt && several.length > 1 && joined.length <= MAX_WORD_CHARS && stands(joined);
    words.push(...(isOne ? [joined] : several));
    i = end;
  }
  return [...new Set(words)];
}

/**
 * Return the pieces of a Chinese `word`, longest first, of at least two characters; none of a whole sentence.
 *
 * @param {string} word
 */
function listPieces(word) {
  if (word.length > MAX_PIECED_CHARS) return [];
  const pieces = [];
  for (let length = word.length - 1; length > 1; length -= 1)
    for (let start = 0; start + length <= word.length; start += 1) pieces.push(word.slice(start, start + length));
  return pieces;
}
