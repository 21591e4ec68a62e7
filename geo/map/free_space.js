/* Free space on the map for the inset. Pure: no document, no Leaflet. */

/** @import { Box, Point, Spot } from "./types.d.ts" */

import { overlaps } from "./geometry.js";

const INSET_MARGIN_PX = { left: 16, right: 16, top: 64, bottom: 34 }; // around the inset; the jump bar stands at the top
const STEP_PX = 24; // between two spots that the inset tries
const OVERLAP_COST = 1e4; // px; no way is too long to cover one place less

/**
 * Return where a box covers the fewest of `taken`, and of such spots the nearest to `home`; null if it does not fit.
 *
 * @param {number} width
 * @param {number} height
 * @param {readonly Box[]} taken
 * @param {Point} home
 * @param {Point} size of the map
 * @param {typeof INSET_MARGIN_PX} [margin] around the box
 * @returns {Spot | null}
 */
export function freeSpot(width, height, taken, home, size, margin = INSET_MARGIN_PX) {
  let best = null;
  let lowest = Infinity;
  for (let x = margin.left; x <= size.x - width - margin.right; x += STEP_PX) {
    for (let y = margin.top; y <= size.y - height - margin.bottom; y += STEP_PX) {
      const covered = taken.filter((box) => overlaps({ x, y, width, height }, box)).length;
      const cost = covered * OVERLAP_COST + Math.hypot(x + width / 2 - home.x, y + height / 2 - home.y);
      if (cost >= lowest) continue;
      lowest = cost;
      best = { x, y, width, height, covered };
    }
  }
  return best;
}
