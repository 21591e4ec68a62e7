/* The world as Web Mercator, cut in the Atlantic. Pure: no document, no Leaflet. */

/** @import { Land } from "./types.d.ts" */

export const MAP_EDGE = -30; // degrees of longitude: the Pacific in the middle, as on Chinese maps
export const CENTRE = MAP_EDGE + 180; // degrees of longitude
export const MAX_LATITUDE = 85.0511287798; // degrees; where Web Mercator's square world ends
const GRATICULE = 15; // degrees from line to line

/**
 * Return a longitude (degrees) on the world as it is cut in the Atlantic.
 *
 * @param {number} longitude
 */
export const eastOfEdge = (longitude) => (longitude < MAP_EDGE ? longitude + 360 : longitude);

/**
 * Return a longitude (degrees) in that copy of the world which lies around `middle`.
 *
 * @param {number} longitude
 * @param {number} middle
 */
export const copyAround = (longitude, middle) => longitude + 360 * Math.round((middle - longitude) / 360);

/**
 * Return from where to where (degrees) a flight between two longitudes goes the short way, in the midst of the three
 * worlds that are drawn.
 *
 * @param {number} from
 * @param {number} to
 * @returns {[from: number, to: number]}
 */
export function shortWay(from, to) {
  const there = copyAround(to, from);
  const middle = (from + there) / 2;
  const shift = copyAround(middle, 0) - middle;
  return [from + shift, there + shift];
}

/**
 * Return a latitude (degrees) as Web Mercator has it: -180 at its northern end, 180 at its southern.
 *
 * @param {number} latitude
 */
export const mercator = (latitude) => (-Math.log(Math.tan((90 + latitude) * (Math.PI / 360))) * 180) / Math.PI;

/**
 * Return `polygons` as one path in degrees of Web Mercator.
 *
 * @param {Land["geometry"]["coordinates"]} polygons GeoJSON: longitude first
 */
export function landPath(polygons) {
  /** @param {number[]} position */
  const point = ([longitude, latitude]) => `${longitude} ${mercator(latitude).toFixed(2)}`;
  return polygons.flatMap((rings) => rings.map((ring) => `M${ring.map(point).join("L")}z`)).join("");
}

/** Return meridians and parallels as one path in degrees of Web Mercator, three worlds wide. */
export function graticulePath() {
  const meridians = Array.from({ length: 73 }, (_, i) => `M${GRATICULE * i - 540} -180V180`);
  const parallels = Array.from({ length: 11 }, (_, i) => `M-540 ${mercator(GRATICULE * i - 75).toFixed(2)}H540`);
  return [...meridians, ...parallels].join("");
}
