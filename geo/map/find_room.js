/* Room for symbols and their names on one map. Pure: no document, no Leaflet. */

/** @import { Named } from "./name_places.js" */
/** @import { Box, Point } from "./types.d.ts" */

import { declutter } from "./declutter.js";
import { placeNames } from "./name_places.js";

const SYMBOL_GAPS_PX = [3, 6, 10, 15, 20, 27]; // between symbols: as much as their names need
const NO_NAME_COST_PX = 1e4;
const MAX_TRIES = 100; // symbols; more stand as near as they may

/**
 * A circle that may count for wider (px) where names are concerned.
 *
 * @typedef {Named & { halo?: number }} Symbolic
 */

/** @typedef {{ centre: Point, name: Point | null }} Room where a symbol stands, and its name from there */

/**
 * Return how far (px) symbols stand from their true points, all together; a name without room costs more than any way.
 *
 * @param {readonly Room[]} rooms
 * @param {readonly Symbolic[]} circles
 */
const costOf = (rooms, circles) =>
  rooms.reduce(
    (sum, { centre, name }, i) =>
      sum +
      Math.hypot(centre.x - circles[i].x, centre.y - circles[i].y) +
      (name || !circles[i].width ? 0 : NO_NAME_COST_PX),
    0,
  );

/**
 * Return where `circles` and their names stand in `frame`, over none of the boxes `taken`: as near to their points as all
 * names have room.
 *
 * @param {readonly Symbolic[]} circles
 * @param {number} height of a name
 * @param {Box} frame
 * @param {readonly Box[]} taken
 * @param {number} [reach] px that a symbol may move for its name
 * @returns {Room[]}
 */
export function findRoom(circles, height, frame, taken, reach) {
  const mayMove = circles.length <= MAX_TRIES;
  /** @param {number} gap */
  const tryGap = (gap) => {
    const centres = declutter(circles, frame, { gap, without: taken });
    const named = centres.map((centre, i) => ({
      ...circles[i],
      ...centre,
      r: circles[i].r + (circles[i].halo ?? 0),
    }));
    const rooms = placeNames(named, height, frame, taken, { mayMove, reach });
    const settled = rooms.every(
      ({ centre, name }, i) => (name || !named[i].width) && centre.x === named[i].x && centre.y === named[i].y,
    );
    return { rooms, settled, cost: costOf(rooms, circles) };
  };
  let best = tryGap(SYMBOL_GAPS_PX[0]);
  for (const gap of mayMove ? SYMBOL_GAPS_PX.slice(1) : []) {
    if (best.settled) break;
    const next = tryGap(gap);
    if (next.cost < best.cost) best = next;
    else if (best.cost < NO_NAME_COST_PX) break; // all are named, and wider gaps lead farther away
  }
  return best.rooms;
}
