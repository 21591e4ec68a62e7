/* The base of every map of the atlas: land and graticule without borders, and how close one may go.

   The layers that draw places on it are places.js (the explorer) and tour.js (the stage). */

/** @import { Land, Place, Theme } from "./types.d.ts" */

import { element, svg } from "./dom.js";
import { eastOfEdge, graticulePath, landPath, MAX_LATITUDE } from "./projection.js";

export const CHINA = ["CN", "HK", "MO", "TW"]; // ISO 3166-1; the part of the world that is enlarged
/** Options of a map that nobody moves. */
export const STILL = {
  attributionControl: false,
  zoomControl: false,
  dragging: false,
  scrollWheelZoom: false,
  doubleClickZoom: false,
  touchZoom: false,
  boxZoom: false,
  keyboard: false,
  zoomSnap: 0,
  fadeAnimation: false,
  zoomAnimation: false,
};
export const MAX_ZOOM = 7; // 1:50m land has nothing to show beyond
const HALO_DELAY_MS = 400; // after the land
const WORLDS = [-360, 0, 360]; // degrees; three worlds beside each other
const BASE_Z_INDEX = "200"; // under all panes of Leaflet that hold anything

/**
 * Draw `path` once for each of the three worlds.
 *
 * @param {string} path
 * @param {string} name of the class
 * @param {SVGElement} group
 */
function drawWorlds(path, name, group) {
  for (const x of WORLDS) svg("path", { d: path, class: name, transform: `translate(${x})` }, group);
}

/**
 * Draw graticule and land under everything, three worlds wide; a `halo` along the shore when all else stands.
 *
 * They stand in a pane of their own, so that nothing above paints them anew, and as one drawing that the browser
 * scales: Leaflet would project 35,000 points three times over at every zoom. All shores lie under all land, or one
 * world's shore would run across the next one's land at 180°. They take as long to paint as everything else: with
 * them a flight shows 4 pictures a second on a machine without a graphics card, without them 55.
 *
 * @param {L.Map} map
 * @param {string} land path in degrees of Web Mercator
 * @param {{ halo: boolean }} options
 */
export function drawBase(map, land, { halo }) {
  const base = svg("svg", { viewBox: "-540 -180 1080 360", preserveAspectRatio: "none" });
  svg("path", { d: graticulePath(), class: "graticule" }, base);
  svg("path", { d: "M-540 0H540", class: "graticule equator" }, base);
  const [shores, lands] = ["shores", "lands"].map((name) => svg("g", { class: name }, base));
  drawWorlds(land, "land", lands);
  if (halo) window.setTimeout(drawWorlds, HALO_DELAY_MS, land, "shore", shores);
  map.createPane("base").style.zIndex = BASE_Z_INDEX;
  const bounds = L.latLngBounds([-MAX_LATITUDE, -540], [MAX_LATITUDE, 540]);
  L.svgOverlay(base, bounds, { pane: "base" }).addTo(map);
}

/**
 * Draw the land on `maps` when it has come.
 *
 * @param {L.Map[]} maps
 * @param {Promise<Land>} coming
 * @param {{ halo: boolean }} options
 */
export async function drawLand(maps, coming, options) {
  const { geometry } = await coming;
  const land = landPath(geometry.coordinates);
  for (const map of maps) drawBase(map, land, options);
  document.body.classList.add("ready");
}

/**
 * Return the bounds (degrees) of `places` on the world as it is cut in the Atlantic.
 *
 * @param {readonly Place[]} places
 */
export const boundsOf = (places) =>
  L.latLngBounds(places.map(({ latitude, longitude }) => [latitude, eastOfEdge(longitude)]));

/**
 * Give each of `themes` its colour, for light and for dark, as a custom property of its class.
 *
 * @param {readonly Theme[]} themes
 */
export function addColours(themes) {
  const { sheet } = element("style", "", document.head);
  for (const { theme, color_light, color_dark } of themes) {
    const name = CSS.escape(theme); // an id may begin with a digit, the name of a class in a selector may not
    sheet?.insertRule(`.${name} { --colour: ${color_light}; }`);
    sheet?.insertRule(`[data-theme="dark"] .${name} { --colour: ${color_dark}; }`, 1);
  }
}
