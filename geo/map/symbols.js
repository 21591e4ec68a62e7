/* The places of one map: their symbols, each with room of its own, hair lines to their true points, and names. */

/** @import { CaseMap } from "./case_map.js" */
/** @import { Box, Circle, Place, ShownPlace } from "./types.d.ts" */

import { MAX_ZOOM } from "./basemap.js";
import { ClusterLayer, clusterBox, groupPoints } from "./clusters.js";
import { boxesOfPage } from "./dom.js";
import { findRoom } from "./find_room.js";
import { PlaceMarker } from "./place_marker.js";
import { radius } from "./symbol.js";

const NAME_PX = 12;
const LINE_HEIGHT = 1.25; // of the size of a name
const NAME_PADDING_PX = 1; // added to the measured width of a name
const CHOSEN_HALO_PX = 5; // around the symbol of the chosen city
const MAX_SINGLE = 100; // places that are drawn one by one; of more, those that stand close are drawn as one
const CLUSTER_REACH_PX = 56; // reach of a cluster
const NEAREST_CLUSTERS = MAX_ZOOM - 1; // the zoom from which every place is drawn: a jump to a cluster goes no nearer
const AROUND = 0.25; // of the view, in which places are drawn beyond its edges
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
   * @param {() => L.LatLngBounds | null} [without] the part of the world that is not for these places, now
   */
  constructor(map, caseMap, above, without) {
    this.map = map;
    this.caseMap = caseMap;
    this.above = above;
    this.without = without;
    /**
     * The markers on the map now, by city.
     *
     * @type {Map<string, PlaceMarker>}
     */
    this.shown = new Map();
    this.leaders = L.layerGroup().addTo(map);
    this.clusters = new ClusterLayer(map, (bounds) => caseMap.jump(bounds));
    /** @type {readonly ShownPlace[]} */
    this.places = [];
    /** @type {Box[]} those of the clusters that are drawn, in the pixels of `project` */
    this.clustered = [];
    map.on("moveend", () => this.#redraw());
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
    this.places = places;
    this.#redraw();
  }

  /** Draw the places one by one; of many, those alone that no neighbour stands close to, and the others as clusters. */
  #redraw() {
    const groups = this.places.length > MAX_SINGLE ? this.#group() : this.places.map((place) => [place]);
    const single = groups.filter(({ length }) => length === 1).map(([place]) => place);
    const wanted = new Set(single.map((place) => place.city_id));
    this.shown.forEach(({ marker }, city) => {
      if (wanted.has(city)) return;
      marker.remove();
      this.shown.delete(city);
    });
    for (const place of single) this.#showPlace(place);
    this.#showClusters(groups.filter(({ length }) => length > 1));
    this.arrange();
  }

  /**
   * Return the places in view in groups of those that stand close, the one with the most cases first.
   *
   * @returns {ShownPlace[][]}
   */
  #group() {
    const { city } = this.caseMap.view;
    const view = this.map.getBounds().pad(AROUND);
    const near = this.places.filter((place) => view.contains(this.position(place)));
    const weightiest = near.toSorted(
      (a, b) => Number(b.city_id === city) - Number(a.city_id === city) || b.cases - a.cases,
    );
    const points = weightiest.map((place) => ({ place, ...this.#project(place) }));
    const [chosen, others] = points[0]?.place.city_id === city ? [points.slice(0, 1), points.slice(1)] : [[], points];
    const reach = this.map.getZoom() < NEAREST_CLUSTERS ? CLUSTER_REACH_PX * this.caseMap.scale : 0;
    const groups = [...chosen.map((point) => [point]), ...groupPoints(others, reach)];
    return groups.map((group) => group.map(({ place }) => place));
  }

  /** @param {ShownPlace} place */
  #project(place) {
    const { x, y } = this.map.project(this.position(place));
    return { x, y };
  }

  /** @param {readonly ShownPlace[][]} groups */
  #showClusters(groups) {
    const clusters = groups.map((group) => ({
      at: this.position(group[0]),
      bounds: L.latLngBounds(group.map((place) => this.position(place))),
      places: group.length,
      cases: group.reduce((sum, { cases }) => sum + cases, 0),
    }));
    this.clusters.show(clusters, this.caseMap.labels);
    this.clustered = clusters.map(({ at, cases }) => clusterBox(this.map.project(at), cases));
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
   * Light the symbol of `city` alone.
   *
   * @param {string} city "": none
   */
  light(city) {
    this.shown.forEach((symbol, id) => {
      symbol.light(id === city);
    });
  }

  /** Mark the places whose cases are in the tour. */
  markTour() {
    this.shown.forEach((symbol) => {
      symbol.markTour();
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
   * Return the boxes that no symbol and no name may reach into, in the pixels of `project`: what stands on the map
   * (inset, bar, legend, what the page lays over it), and the part of the world that is not for these places.
   *
   * @returns {Box[]}
   */
  #taken() {
    const { top, left } = this.map.getContainer().getBoundingClientRect();
    const { x: x0, y: y0 } = this.#origin();
    const above = [...document.querySelectorAll(this.above)].map((box) => box.getBoundingClientRect());
    const boxes = [...above, ...boxesOfPage()].filter(({ width }) => width);
    const shifted = boxes.map(({ x, y, width, height }) => ({ x: x - left + x0, y: y - top + y0, width, height }));
    const bounds = this.without?.();
    return [...shifted, ...this.clustered, ...(bounds ? [this.#boxOf(bounds)] : [])];
  }

  /**
   * @param {L.LatLngBounds} bounds
   * @returns {Box}
   */
  #boxOf(bounds) {
    const [min, max] = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => this.map.project(corner));
    return { x: min.x, y: min.y, width: max.x - min.x, height: max.y - min.y };
  }

  /** Give every symbol room of its own, with a hair line to the true point of each that had to move, and its name. */
  arrange() {
    const symbols = [...this.shown.values()];
    const circles = symbols.map(({ place }) => this.#circle(place));
    const size = NAME_PX * this.caseMap.scale;
    this.leaders.clearLayers();
    this.#findRoom(symbols, circles, size).forEach(({ centre, name }, i) => {
      const at = this.map.unproject([centre.x, centre.y]);
      symbols[i].marker.setLatLng(at);
      symbols[i].placeName(name, size);
      const distance = Math.hypot(centre.x - circles[i].x, centre.y - circles[i].y);
      if (distance > MIN_LEADER_PX) this.#lead(this.position(symbols[i].place), at);
    });
  }

  /**
   * Return the circle of the symbol of `place` where it lies, in the pixels of `project`.
   *
   * @param {ShownPlace} place
   * @returns {Circle}
   */
  #circle(place) {
    const { x, y } = this.map.project(this.position(place));
    return { x, y, r: (radius(place.cases) + 1) * this.caseMap.symbolScale };
  }

  /**
   * Return where symbols and names stand: as near to their points as all names have room.
   *
   * @param {readonly PlaceMarker[]} symbols
   * @param {readonly Circle[]} circles
   * @param {number} size of the names, px
   */
  #findRoom(symbols, circles, size) {
    const widths = this.#measure(symbols, size);
    const named = circles.map((circle, i) => {
      const halo = symbols[i].place.city_id === this.caseMap.view.city ? CHOSEN_HALO_PX : 0;
      return { ...circle, width: widths[i], halo };
    });
    return findRoom(named, size * LINE_HEIGHT, this.#frame(), this.#taken());
  }

  /**
   * Return the widths (px) of the names of `symbols`.
   *
   * @param {readonly PlaceMarker[]} symbols
   * @param {number} size px
   */
  #measure(symbols, size) {
    this.#pen.font = `500 ${size}px ${getComputedStyle(document.body).fontFamily}`;
    const { labels } = this.caseMap;
    return symbols.map(({ place }) => this.#pen.measureText(labels.place(place)).width + NAME_PADDING_PX);
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
