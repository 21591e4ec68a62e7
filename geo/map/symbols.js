/* The places of one map: their symbols, each with room of its own, hair lines to their true points, and names. */

/** @import { CaseMap } from "./case_map.js" */
/** @import { Box, Circle, Place, Point, ShownPlace } from "./types.d.ts" */

import { declutter } from "./declutter.js";
import { placeNames } from "./free_space.js";
import { PlaceMarker } from "./place_marker.js";
import { radius } from "./symbol.js";

const NAME_PX = 12;
const LINE_HEIGHT = 1.25; // of the size of a name
const NAME_PADDING_PX = 4; // added to the measured width of a name
const CHOSEN_HALO_PX = 5; // around the symbol of the chosen city
const MIN_LEADER_PX = 4; // a symbol that stands closer to its true point needs no hair line

/** The symbols of the places that a map shows. */
export class Symbols {
  /**
   * Every marker ever made, by city.
   *
   * @type {Map<string, PlaceMarker>}
   */
  #made = new Map();
  #pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d")); // null only for a canvas with another context

  /**
   * @param {L.Map} map
   * @param {CaseMap} caseMap
   * @param {string} above selector of what stands on the map and covers names
   */
  constructor(map, caseMap, above) {
    this.map = map;
    this.caseMap = caseMap;
    this.above = above;
    /**
     * The markers on the map now, by city.
     *
     * @type {Map<string, PlaceMarker>}
     */
    this.shown = new Map();
    this.leaders = L.layerGroup().addTo(map);
    map.on("moveend", () => this.arrange());
    map.on("move", () => this.wrap());
  }

  /**
   * Return where `place` lies in the copy of the world that is in view.
   *
   * @param {Place} place
   * @returns {L.LatLngTuple}
   */
  position({ latitude, longitude }) {
    return [latitude, longitude + 360 * Math.round((this.map.getCenter().lng - longitude) / 360)];
  }

  /**
   * Show `places` and nothing else.
   *
   * @param {readonly ShownPlace[]} places
   */
  show(places) {
    const wanted = new Set(places.map((place) => place.city_id));
    this.shown.forEach(({ marker }, city) => {
      if (wanted.has(city)) return;
      marker.remove();
      this.shown.delete(city);
    });
    for (const place of places) this.#showPlace(place);
    this.arrange();
  }

  /** @param {ShownPlace} place */
  #showPlace(place) {
    const city = place.city_id;
    const symbol = this.#made.get(city) || new PlaceMarker(place, this.position(place), this.caseMap);
    this.#made.set(city, symbol);
    symbol.show(place);
    if (this.shown.has(city)) return;
    symbol.marker.addTo(this.map);
    this.shown.set(city, symbol);
  }

  /**
   * Dim every place without `theme`; null: none.
   *
   * @param {string | null} theme
   */
  dim(theme) {
    this.shown.forEach(({ box, place }) => {
      box.classList.toggle("dim", theme !== null && !place.themes.includes(theme));
    });
  }

  /**
   * Return the part of the world that is in view, in the pixels of `project`.
   *
   * @returns {Box}
   */
  #frame() {
    const { x, y } = this.#origin();
    const size = this.map.getSize();
    return { x, y, width: size.x, height: size.y };
  }

  /** Return the upper left corner of the view, in the pixels of `project`. */
  #origin() {
    return /** @type {L.Point} */ (this.map.getPixelBounds().min); // undefined only in bounds of no point
  }

  /**
   * Return the boxes of what stands on the map (inset, bar, legend), in the pixels of `project`.
   *
   * @returns {Box[]}
   */
  #covered() {
    const min = this.#origin();
    const origin = this.map.getContainer().getBoundingClientRect();
    return [...document.querySelectorAll(this.above)].map((box) => {
      const { x, y, width, height } = box.getBoundingClientRect();
      return { x: x - origin.x + min.x, y: y - origin.y + min.y, width, height };
    });
  }

  /** Give every symbol room of its own, with a hair line to the true point of each that had to move. */
  arrange() {
    const symbols = [...this.shown.values()];
    const circles = symbols.map(({ place }) => {
      const { x, y } = this.map.project(this.position(place));
      return { x, y, r: (radius(place.cases) + 1) * this.caseMap.scale };
    });
    this.leaders.clearLayers();
    const centres = declutter(circles, this.#frame());
    this.#placeNames(symbols, centres, circles);
    centres.forEach((centre, i) => {
      const at = this.map.unproject([centre.x, centre.y]);
      symbols[i].marker.setLatLng(at);
      const distance = Math.hypot(centre.x - circles[i].x, centre.y - circles[i].y);
      if (distance > MIN_LEADER_PX) this.#lead(this.position(symbols[i].place), at);
    });
  }

  /**
   * Write the name beside every symbol that has room for it.
   *
   * @param {readonly PlaceMarker[]} symbols
   * @param {readonly Point[]} centres
   * @param {readonly Circle[]} circles
   */
  #placeNames(symbols, centres, circles) {
    const { labels, scale, view } = this.caseMap;
    const size = NAME_PX * scale;
    this.#pen.font = `500 ${size}px ${getComputedStyle(document.body).fontFamily}`;
    const named = symbols.map(({ place }, i) => {
      const r = circles[i].r + (place.city_id === view.city ? CHOSEN_HALO_PX : 0);
      return { ...centres[i], r, width: this.#pen.measureText(labels.place(place)).width + NAME_PADDING_PX };
    });
    placeNames(named, size * LINE_HEIGHT, this.#frame(), this.#covered()).forEach((spot, i) => {
      symbols[i].placeName(spot, size);
    });
  }

  /**
   * Draw a hair line from the true point of a place to its symbol.
   *
   * @param {L.LatLngTuple} from
   * @param {L.LatLng} to
   */
  #lead(from, to) {
    const drawn = { interactive: false, renderer: this.map.options.renderer };
    L.polyline([from, to], { ...drawn, className: "leader" }).addTo(this.leaders);
    L.circleMarker(from, { ...drawn, radius: 2, className: "dot" }).addTo(this.leaders);
  }

  /** Keep the symbols in the copy of the world that is in view. */
  wrap() {
    const stray = [...this.shown.values()].some(
      ({ place, marker }) => Math.abs(marker.getLatLng().lng - this.position(place)[1]) > 180,
    );
    if (stray) this.arrange();
  }
}
