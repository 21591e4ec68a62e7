/* Where the line of a Chinese title may break: after a colon or a comma first, then between words.

   The browser's segmenter often takes single characters for words (优 / 化): a row of them is kept together and with what
   stands before it, and one alone with what follows too, other than after 的 and before 与 and its like. */

/** @typedef {{ segment: string, isWordLike?: boolean }} Segment of Intl.Segmenter */
/** @typedef {{ text: string, isSingle: boolean, isWord: boolean }} Word */

const AFTER_PUNCTUATION = /(?<=[：；，])/;
const NUMBER = /\d$/; // it stays with what it counts
const CONJUNCTION = /^[与和及]/;

/** @param {string} title */
export const splitPhrases = (title) => title.split(AFTER_PUNCTUATION);

/**
 * @param {Word[]} words
 * @param {Segment} next
 * @returns {Word[]}
 */
const joinSingle = (words, { segment, isWordLike = false }) => {
  const isSingle = isWordLike && segment.length === 1;
  const before = words.at(-1);
  if (isSingle && before?.isSingle && before.text !== "的")
    return [...words.slice(0, -1), { ...before, text: before.text + segment }];
  return [...words, { text: segment, isSingle, isWord: isWordLike }];
};

/**
 * @param {Word} before
 * @param {Word} after
 */
const mayBreak = (before, after) =>
  after.isWord &&
  !NUMBER.test(before.text) &&
  (before.text.endsWith("的") || (before.text.length > 1 && (!after.isSingle || CONJUNCTION.test(after.text))));

/**
 * Return the pieces of a phrase, each a list of words, between which a line may break.
 *
 * @param {Iterable<Segment>} segments
 * @returns {string[][]}
 */
export function joinWords(segments) {
  const words = [...segments].reduce(joinSingle, /** @type {Word[]} */ ([]));
  /** @type {string[][]} */
  const pieces = [];
  words.forEach((word, index) => {
    if (index && !mayBreak(words[index - 1], word)) pieces[pieces.length - 1].push(word.text);
    else pieces.push([word.text]);
  });
  return pieces;
}
