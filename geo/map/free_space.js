/* Free space on the map: for the names beside the symbols, and for the inset. Pure: no document, no Leaflet. */

/** @import { Box, Circle, Point, Spot } from "./types.d.ts" */

import { boxOf, overlaps, within } from "./geometry.js";

const NAME_GAP_PX = 2; // between a symbol and its name
const MARGIN_PX = { left: 16, right: 16, top: 64, bottom: 34 }; // around the inset; the jump bar stands at the top
const STEP_PX = 24; // between two spots that the inset tries
const OVERLAP_COST = 1e4; // px; no way is too long to cover one place less

/**
 * Return the corners at which a name may begin, the best first: right of its circle, left of it, under it, over it.
 *
 * @param {Circle} circle
 * @param {number} width of the name
 * @param {number} height of the name
 * @returns {Point[]}
 */
function nameSpots({ x, y, r }, width, height) {
  const columns = [x - width / 2, x - r, x + r - width];
  const rows = [y + r, y - r - height];
  return [
    { x: x + r + NAME_GAP_PX, y: y - height / 2 },
    { x: x - r - NAME_GAP_PX - width, y: y - height / 2 },
    ...rows.flatMap((row) => columns.map((column) => ({ x: column, y: row }))),
  ];
}

/**
 * Return where the names of `circles` stand, from the centre of each: in `frame`, over no circle, no other name and
 * none of the `covered` boxes; null for a name without room.
 *
 * @param {readonly (Circle & { width: number })[]} circles with the width of each name
 * @param {number} height of a name
 * @param {Box} frame
 * @param {readonly Box[]} covered
 * @returns {(Point | null)[]}
 */
export function placeNames(circles, height, frame, covered) {
  const taken = [...covered, ...circles.map(boxOf)];
  return circles.map((circle) => {
    const { width } = circle;
    const boxes = nameSpots(circle, width, height).map((spot) => ({ ...spot, width, height }));
    const free = boxes.find((box) => within(box, frame) && !taken.some((other) => overlaps(box, other)));
    if (!free) return null;
    taken.push(free);
    return { x: free.x - circle.x, y: free.y - circle.y };
  });
}

/**
 * Return where a box covers the fewest of `taken`, and of such spots the nearest to `home`; null if it does not fit.
 *
 * @param {number} width
 * @param {number} height
 * @param {readonly Box[]} taken
 * @param {Point} home
 * @param {Point} size of the map
 * @returns {Spot | null}
 */
export function freeSpot(width, height, taken, home, size) {
  let best = null;
  let lowest = Infinity;
  for (let x = MARGIN_PX.left; x <= size.x - width - MARGIN_PX.right; x += STEP_PX) {
    for (let y = MARGIN_PX.top; y <= size.y - height - MARGIN_PX.bottom; y += STEP_PX) {
      const covered = taken.filter((box) => overlaps({ x, y, width, height }, box)).length;
      const cost = covered * OVERLAP_COST + Math.hypot(x + width / 2 - home.x, y + height / 2 - home.y);
      if (cost >= lowest) continue;
      lowest = cost;
      best = { x, y, width, height, covered };
    }
  }
  return best;
}
