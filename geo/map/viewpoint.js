/* Where a map stands: how far it may be zoomed, and around what. Pure: no document, no Leaflet. */

/** @import { Point } from "./types.d.ts" */

import { clamp } from "./geometry.js";

const WORLD_PX = 256; // across, at zoom 0

/**
 * Return the zoom at which the world covers a screen of `size` (px).
 *
 * @param {Point} size
 */
export const wholeWorldZoom = ({ x, y }) => Math.log2(Math.max(x, y) / WORLD_PX);

/**
 * Return the centre of a screen of `size` (px) on which the point `at` of the world stands at `spot`; as far as the world
 * is high enough, none of the screen is beyond its poles. `at` and the centre are pixels of the world at `zoom`.
 *
 * @param {Point} at
 * @param {Point} spot px of the screen
 * @param {Point} size
 * @param {number} zoom
 * @returns {Point}
 */
export function centreAround(at, spot, size, zoom) {
  const middle = { x: size.x / 2, y: size.y / 2 };
  const height = Math.max(WORLD_PX * 2 ** zoom, size.y);
  return { x: at.x - spot.x + middle.x, y: clamp(at.y - spot.y + middle.y, middle.y, height - middle.y) };
}

/**
 * Return that of `places` which lies in the midst of them: the one with the shortest ways to all others, in degrees.
 *
 * @template {{ lat: number, lng: number }} Position
 * @param {readonly Position[]} places at least one
 */
export function middleOf(places) {
  /** @param {Position} one */
  const ways = (one) => places.reduce((sum, { lat, lng }) => sum + Math.hypot(lat - one.lat, lng - one.lng), 0);
  return places.reduce((best, one) => (ways(one) < ways(best) ? one : best));
}
