/* Numbers of stops, which count from 1. */

import { clamp } from "../../geo/map/geometry.js";

/**
 * Return the stop that `text`, from an address, names in a tour of `count` stops; the first if it names none.
 *
 * @param {string | null | undefined} text
 * @param {number} count
 */
export const readStop = (text, count) => clamp(Number.parseInt(text ?? "", 10) || 1, 1, count);
