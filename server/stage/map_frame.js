/* The map of the stage, a page in a frame: tour.js in it hands out the map. */

/** @import { Box, Card } from "./card.js" */
/** @import { Plan } from "./page_data.js" */
/** @import { Stop } from "../../geo/tour/presentation.js" */
/** @import { Presentation } from "../../geo/tour/presentation.js" */

/**
 * @typedef {object} TourMap
 * @property {(plan: Plan) => void} plan draws the places of a tour
 * @property {(stop: Stop, free: Box, options: { animate: boolean }) => void} show
 * @property {(free: Box) => void} resize
 * @property {(steps: number) => void} zoom nearer by `steps`; 0: back to the stop's own view
 * @property {Map<string, unknown>} markers by the id of their city
 * @property {Promise<void>} drawn that the land is drawn
 */

/** @typedef {Window & { tourReady?: Promise<TourMap> }} MapPage */

export class MapFrame {
  /** @type {TourMap | null} */
  #map = null;

  /**
   * @param {HTMLIFrameElement} element
   * @param {Presentation} presentation
   * @param {Card} card
   */
  constructor(element, presentation, card) {
    this.element = element;
    this.presentation = presentation;
    this.card = card;
    presentation.addEventListener("stop", () => this.show({ animate: true }));
  }

  /**
   * Show the stop on the map as soon as that is there. `onPage` gets the page in the frame before, `onMap` the page with
   * its map.
   *
   * @param {Plan} plan
   * @param {{ onPage: (page: Window) => void, onMap: (page: Window, map: TourMap) => void }} receivers
   */
  initMap(plan, { onPage, onMap }) {
    const init = async () => {
      const page = /** @type {MapPage} */ (this.element.contentWindow); // a frame in the document has a window
      if (!page.tourReady) return; // the empty page before the map's
      onPage(page);
      this.#map = await page.tourReady;
      this.#map.plan(plan);
      this.show({ animate: false });
      onMap(page, this.#map);
    };
    this.element.addEventListener("load", init);
    if (this.element.contentDocument?.readyState === "complete") init();
  }

  /** @param {{ animate: boolean }} options */
  show(options) {
    const { stop } = this.presentation;
    this.#map?.show(stop, this.card.freeBox(stop.kind), options);
  }

  /** @param {number} steps nearer; 0: back to the stop's own view */
  zoom(steps) {
    this.#map?.zoom(steps);
  }

  resize() {
    this.#map?.resize(this.card.freeBox(this.presentation.stop.kind));
  }

  /** @param {string} city */
  hasPlace(city) {
    return Boolean(this.#map?.markers.has(city));
  }
}
