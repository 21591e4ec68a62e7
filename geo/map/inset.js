/* The inset: a second map that enlarges the corner where most places lie. */

/** @import { CaseMap } from "./case_map.js" */
/** @import { Box, Part, Place, ShownPlace, Spot } from "./types.d.ts" */

import { STILL } from "./basemap.js";
import { element } from "./dom.js";
import { freeSpot } from "./free_space.js";
import { boxOf, clamp } from "./geometry.js";
import { Symbols } from "./symbols.js";

const MIN_ASPECT = 1.6; // width to height of a window in which the inset stands on the world instead of under it
const PHONE_PX = 640; // window in which it always stands under it
// Height of the world above the inset: of all that lies between Berlin and Buenos Aires, and of bar, legend and names.
const WORLD = { ofWidth: 0.33, more: 150, least: 0.4, most: 0.56 };
const HEIGHT_PX = { least: 220, first: { least: 240, most: 640 }, step: 20 };
const HEIGHT_SHARE = 0.52; // of the map, at first
const ATTRIBUTION_PX = 22; // of the world, where the inset has the window to itself
const JUMP_BAR_PX = 58; // which then stands on the inset
const BORDER_PX = 4;
const PLACE_PX = 30; // around a place that the inset must not cover
const EASTWARD_SHARE = 0.2; // of the map's width: rather in the Pacific than in the Indian Ocean
const ASPECT_ZOOM = 5; // any: the aspect ratio of the bounds is nearly the same at all
const RAY_INSET_PX = 6; // between a corner of the inset and the end of a ray

/** The enlarged corner, the window on the world that shows where it is, and the rays between them. */
export class Inset {
  docked = false; // under the world
  /** @type {Part} what of both maps a phone shows */
  part = "both";
  fits = false; // somewhere without hiding a place
  /** @type {Spot | null} */
  spot = null;

  /**
   * @param {CaseMap} caseMap
   * @param {L.LatLngBounds} bounds
   */
  constructor(caseMap, bounds) {
    this.caseMap = caseMap;
    this.bounds = bounds;
    this.box = element("section", "inset", document.body);
    this.title = element("button", "inset-title", this.box);
    this.title.type = "button";
    this.title.addEventListener("click", () => caseMap.jump(bounds));
    this.map = L.map(element("div", "inset-map", this.box), { ...STILL, renderer: L.svg({ padding: 0.1 }) });
    this.map.getContainer().tabIndex = -1;
    this.map.fitBounds(bounds);
    this.symbols = new Symbols(this.map, caseMap, ".inset-title");
    this.drawn = { interactive: false, renderer: caseMap.map.options.renderer };
    this.window = L.rectangle(bounds, { ...this.drawn, className: "window" });
    this.rays = L.polyline([], { ...this.drawn, className: "ray" });
    caseMap.map.on("move", () => this.aim());
    this.dots = L.layerGroup();
  }

  /** Stand where no place is hidden (or under the world, on a narrow screen), at the largest size that fits. */
  settle() {
    if (!this.docked) this.#float();
    if (this.part === "world") return;
    this.box.hidden = false; // what is hidden has no size; `show` hides it again
    this.map.invalidateSize({ animate: false });
    const below = this.part === "china" ? JUMP_BAR_PX : 0;
    this.map.fitBounds(this.bounds, { animate: false, paddingBottomRight: [0, below] });
    this.symbols.arrange();
  }

  /** Decide whether the inset stands under the world, and how high it is there. */
  dock() {
    const { innerWidth: width, innerHeight: height } = window;
    this.docked = width < PHONE_PX || width < height * MIN_ASPECT;
    if (!this.divisible) this.part = "both";
    document.body.classList.toggle("docked", this.docked);
    document.body.dataset.part = this.part;
    if (!this.docked) return;
    this.box.removeAttribute("style");
    document.body.style.setProperty("--inset-height", `${Math.round(height - this.#worldHeight(width, height))}px`);
  }

  /** Return whether a choice between both maps is offered: on a phone, where they stand in each other's way. */
  get divisible() {
    return this.docked && window.innerWidth < PHONE_PX;
  }

  /**
   * Return how much of the window's `height` the world takes above the inset.
   *
   * @param {number} width
   * @param {number} height
   */
  #worldHeight(width, height) {
    if (this.part === "world") return height;
    if (this.part === "china") return ATTRIBUTION_PX;
    return clamp(WORLD.ofWidth * width + WORLD.more, WORLD.least * height, WORLD.most * height);
  }

  #float() {
    const spot = this.#findSpot();
    this.spot = spot;
    this.fits = spot?.covered === 0;
    if (!spot) return;
    const [left, top, width, height] = [spot.x, spot.y, spot.width, spot.height].map((length) => `${length}px`);
    Object.assign(this.box.style, { left, top, width, height });
  }

  /** Return the largest box that covers nothing, or the smallest; null if the first does not fit at all. */
  #findSpot() {
    const { map } = this.caseMap;
    const size = map.getSize();
    const taken = this.#taken();
    const home = map.latLngToContainerPoint(this.bounds.getCenter()).add([size.x * EASTWARD_SHARE, 0]);
    const { least, most } = HEIGHT_PX.first;
    let spot = null;
    for (let height = clamp(size.y * HEIGHT_SHARE, least, most); height >= HEIGHT_PX.least; height -= HEIGHT_PX.step) {
      spot = freeSpot((height - BORDER_PX) * this.#aspect(), height, taken, home, size);
      if (!spot || spot.covered === 0) break;
    }
    return spot;
  }

  /** Return the width of the bounds, as a multiple of their height. */
  #aspect() {
    const { map } = this.caseMap;
    const [southEast, northWest] = [this.bounds.getSouthEast(), this.bounds.getNorthWest()];
    const { x, y } = map.project(southEast, ASPECT_ZOOM).subtract(map.project(northWest, ASPECT_ZOOM));
    return x / y;
  }

  /**
   * Return what the inset must not cover: places outside it, legend and zoom buttons, its own corner of the world.
   *
   * @returns {Box[]}
   */
  #taken() {
    const { map, places, scale, symbols } = this.caseMap;
    const outside = places.filter((place) => !this.holds(place));
    const symbolBoxes = outside.map((place) => {
      const { x, y } = map.latLngToContainerPoint(symbols.position(place));
      return boxOf({ x, y, r: PLACE_PX * scale });
    });
    const controls = [...document.querySelectorAll(".legend, .approval, .leaflet-control-zoom")];
    const { x, y } = map.latLngToContainerPoint(this.bounds.getCenter());
    const corner = boxOf({ x, y, r: map.latLngToContainerPoint(this.bounds.getSouthEast()).x - x });
    return [...symbolBoxes, ...controls.map((control) => control.getBoundingClientRect()), corner];
  }

  /** Draw the rays from the window on the world to the inset that enlarges it. */
  aim() {
    if (this.docked || this.box.hidden || !this.spot) return;
    const { map } = this.caseMap;
    const { bounds } = this;
    const { x, y, width, height } = this.spot;
    const east = x > map.latLngToContainerPoint(bounds.getCenter()).x;
    /** @param {number} row */
    const at = (row) => map.containerPointToLatLng([east ? x : x + width, row]);
    const [top, bottom] = east
      ? [bounds.getNorthEast(), bounds.getSouthEast()]
      : [bounds.getNorthWest(), bounds.getSouthWest()];
    this.rays.setLatLngs([
      [top, at(y + RAY_INSET_PX)],
      [bottom, at(y + height - RAY_INSET_PX)],
    ]);
  }

  /** @param {Place} place */
  holds(place) {
    return this.bounds.contains([place.latitude, place.longitude]);
  }

  /** Return whether the inset shows its places now: not where it would hide others, nor when the world is near enough. */
  active() {
    if (this.docked) return this.part !== "world";
    return this.fits && this.caseMap.map.getZoom() < this.caseMap.homeZoom + 1;
  }

  /**
   * Show `places`, which lie in the bounds, if the inset is active.
   *
   * @param {readonly ShownPlace[]} places
   */
  show(places) {
    const active = this.active();
    this.box.hidden = !active;
    this.title.textContent = this.caseMap.labels.words.chinese_cities;
    this.symbols.show(active ? places : []);
    this.dots.clearLayers();
    for (const layer of [this.window, this.dots, this.rays]) {
      if (active) layer.addTo(this.caseMap.map);
      else layer.remove();
    }
    if (!active) return;
    this.aim();
    for (const { latitude, longitude } of places) {
      L.circleMarker([latitude, longitude], { ...this.drawn, radius: 1.6, className: "dot" }).addTo(this.dots);
    }
  }
}
