/* Numbers of stops, which count from 1. */

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/**
 * Return the stop that `text`, from an address, names in a tour of `count` stops; the first if it names none.
 *
 * @param {string | null | undefined} text
 * @param {number} count
 */
export const readStop = (text, count) => clamp(Number.parseInt(text ?? "", 10) || 1, 1, count);
