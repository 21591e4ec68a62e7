/* How far two words are from each other, as RapidFuzz measures it. Pure: no document. */

/**
 * Return how many letters are wrong, missing, too many, or changed about with their neighbour (OSA), between two words;
 * more than `most`: any number above it.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function countSlips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let above = [];
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(!same));
      const changed = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (changed) next[j] = Math.min(next[j], above[j - 2] + 1);
    }
    above = row;
    row = next;
  }
  return row[other.length];
}

/**
 * Return how alike two words are in percent: the share of letters that both have, in their order (Indel).
 *
 * @param {string} one
 * @param {string} other
 */
export function likeness(one, other) {
  let row = new Array(other.length + 1).fill(0);
  for (const letter of one) {
    const next = [0];
    for (let j = 1; j <= other.length; j += 1)
      next[j] = letter === other[j - 1] ? row[j - 1] + 1 : Math.max(row[j], next[j - 1]);
    row = next;
  }
  const length = one.length + other.length;
  return length ? (200 * row[other.length]) / length : 100;
}
