/* The enlarged corner on the world of the stage: there the names of places have room that the world has not. */

/** @import { Box, Circle, Place, Spot } from "./types.d.ts" */

import { boundsOf, CHINA, STILL } from "./basemap.js";
import { element } from "./dom.js";
import { freeSpot } from "./free_space.js";
import { boxOf } from "./geometry.js";

const MIN_LIT = 4; // places in the corner; the world has room for the names of fewer
const PADDING = { world: 0.11, corner: [0.18, 0.22] }; // of the bounds of its places; more in the corner, for the names
const MAX_SPOTS = 3; // that are tried for names; each may take some tenths of a second
const ASPECTS = [1.8, 1.5, 1.3, 1.1, 1, 0.9, 0.8, 0.7]; // width to height
const CORNER_MARGIN_PX = { left: 12, right: 12, top: 12, bottom: 12 };
const HEIGHT_STEP_PX = 20;
const CORNER_HEIGHT_SHARE = { least: 0.3, most: 0.95 }; // of the free part of the screen
const AROUND_PX = 6; // a light that it must not cover
const EASTWARD = 0.2; // of the width: rather in the Pacific than in the Indian Ocean
const RAY_MARGIN_PX = 6; // between a corner of the box and the end of a ray

/** A second map that enlarges China, the window on the world that it shows, and the rays between them. */
export class Enlargement {
  /** @type {Spot | null} */
  #spot = null;

  /** @param {L.Map} world */
  constructor(world) {
    this.world = world;
    this.box = element("section", "enlarged", document.body);
    this.map = L.map(element("div", "enlarged-map", this.box), STILL);
    this.map.getContainer().tabIndex = -1;
    this.map.setView([0, 0], 1);
    this.drawn = L.layerGroup();
  }

  /**
   * Enlarge that of `places` which lies in China.
   *
   * @param {readonly Place[]} places
   */
  plan(places) {
    this.places = new Set(places.filter(({ country }) => CHINA.includes(country)));
    this.bounds = boundsOf([...this.places]);
  }

  /** @param {Place} place */
  holds(place) {
    return Boolean(this.places?.has(place));
  }

  /**
   * Stand where it hides none of the `lights` outside: where it `suits`, else as large as there is room; return whether it
   * does. It is not needed for less than MIN_LIT names.
   *
   * @param {number} lit lights in China
   * @param {readonly Circle[]} lights outside, px of the screen
   * @param {Box} free part of the screen
   * @param {() => boolean} suits whether all names have room where it stands now
   */
  open(lit, lights, free, suits) {
    const spots = lit < MIN_LIT ? [] : this.#findSpots(lights, free);
    if (!spots.length || !this.bounds) return false;
    this.box.classList.add("open");
    const suitable = spots.some((spot) =>
      PADDING.corner.some((padding) => {
        this.#stand(spot, padding);
        return suits();
      }),
    );
    if (!suitable) this.#stand(spots[0], PADDING.corner[0]);
    this.#frame(this.bounds.pad(PADDING.world), /** @type {Spot} */ (this.#spot));
    return true;
  }

  /**
   * @param {Spot} spot
   * @param {number} padding of the bounds of its places
   */
  #stand(spot, padding) {
    const { x, y, width, height } = spot;
    this.#spot = spot;
    Object.assign(this.box.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    this.map.invalidateSize({ animate: false });
    this.map.fitBounds(/** @type {L.LatLngBounds} */ (this.bounds).pad(padding), { animate: false });
  }

  close() {
    this.#spot = null;
    this.box.classList.remove("open");
    this.drawn.remove();
  }

  /**
   * Return the boxes that it takes of the screen: its own, and its window on the world.
   *
   * @returns {Box[]}
   */
  taken() {
    return this.#spot ? [this.#spot, this.#window()] : [];
  }

  /**
   * Return all of its map, in px of that.
   *
   * @returns {Box}
   */
  inside() {
    return { x: 0, y: 0, width: this.#spot?.width ?? 0, height: this.#spot?.height ?? 0 };
  }

  /** @returns {Box} */
  #window() {
    const bounds = /** @type {L.LatLngBounds} */ (this.bounds).pad(PADDING.world);
    const [from, to] = [bounds.getNorthWest(), bounds.getSouthEast()].map((at) =>
      this.world.latLngToContainerPoint(at),
    );
    return { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y };
  }

  /**
   * Return the largest spot of each shape, the largest first.
   *
   * @param {readonly Circle[]} lights
   * @param {Box} free
   */
  #findSpots(lights, free) {
    const { x, y, width, height } = this.#window();
    const west = { x: 0, y: 0, width: x + width, height: free.height }; // rays from there would cross the window
    const taken = [...lights.map(({ x, y, r }) => boxOf({ x, y, r: r + AROUND_PX })), west];
    const home = { x: x + width / 2 + EASTWARD * free.width, y: y + height / 2 };
    const size = { x: free.width, y: free.height };
    /** @param {number} aspect */
    const largest = (aspect) => {
      for (
        let high = CORNER_HEIGHT_SHARE.most * free.height;
        high >= CORNER_HEIGHT_SHARE.least * free.height;
        high -= HEIGHT_STEP_PX
      ) {
        const spot = freeSpot(high * aspect, high, taken, home, size, CORNER_MARGIN_PX);
        if (spot?.covered === 0) return [spot];
      }
      return [];
    };
    return ASPECTS.flatMap(largest)
      .sort((a, b) => b.width * b.height - a.width * a.height)
      .slice(0, MAX_SPOTS);
  }

  /**
   * Draw the window on the world, its places as dots in it, and the rays from it to the box at `spot`.
   *
   * @param {L.LatLngBounds} bounds
   * @param {Box} spot
   */
  #frame(bounds, { x, y, width, height }) {
    const isEast = x > this.world.latLngToContainerPoint(bounds.getCenter()).x;
    /** @param {number} row */
    const at = (row) => this.world.containerPointToLatLng([isEast ? x : x + width, row]);
    const [top, bottom] = isEast
      ? [bounds.getNorthEast(), bounds.getSouthEast()]
      : [bounds.getNorthWest(), bounds.getSouthWest()];
    const rays = [
      [top, at(y + RAY_MARGIN_PX)],
      [bottom, at(y + height - RAY_MARGIN_PX)],
    ];
    this.drawn.clearLayers();
    L.rectangle(bounds, { interactive: false, className: "window" }).addTo(this.drawn);
    L.polyline(rays, { interactive: false, className: "ray" }).addTo(this.drawn);
    for (const { latitude, longitude } of this.places ?? [])
      L.circleMarker([latitude, longitude], { interactive: false, radius: 2, className: "dot" }).addTo(this.drawn);
    this.drawn.addTo(this.world);
  }
}
