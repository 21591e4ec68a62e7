/* The map of a stage: small lights for all places of a tour, those of the chapter brighter, one unmistakable.

   drawTourMap(map, options) is called once and fetches land, places and themes; `window.tourReady` is the promise of the
   map, and its show(stop, free) flies to a stop. What the tour tells comes from the page around the frame, which also
   takes the keys and answers a click on a place. */

/** @import { Box, Land, Language, MapData, Place, TourPlan, TourStop } from "./types.d.ts" */

import { addColours, boundsOf, drawLand, MAX_ZOOM } from "./basemap.js";
import { element, fetchJson, prefersReducedMotion, stylesLoaded } from "./dom.js";
import { clamp } from "./geometry.js";
import { placeName } from "./labels.js";
import { eastOfEdge } from "./projection.js";

const CASE_ZOOM = 4.3; // on a screen of 1080 lines: a place with its neighbour countries
const CASE_ZOOM_LIMITS = { least: 2, most: 5.5 };
const CASE_ZOOM_LINES = 1080;
const FLIGHT_SECONDS = 1.3;
const PADDING_SHARE = 0.09; // of the free part of the screen, on each of its sides
/** @type {L.LatLngTuple} */
const PACIFIC = [20, 150]; // degrees

/**
 * Return a new marker for `place`, on no map yet.
 *
 * @param {Place} place
 */
function createMarker({ latitude, longitude }) {
  const icon = L.divIcon({ className: "place", iconSize: undefined });
  return L.marker([latitude, eastOfEdge(longitude)], { icon, keyboard: false });
}

/** The map of a tour; `plan` says which tour, `show` at which of its stops it is. */
export class TourMap {
  /** @type {{ theme: string, cities: Set<string> }[]} */
  chapters = [];
  /** @type {Place[]} */
  places = [];
  /**
   * By city.
   *
   * @type {Map<string, { marker: L.Marker, box: HTMLElement }>}
   */
  markers = new Map();
  /** @type {{ stop: TourStop, free: Box } | null} */
  #shown = null;

  /**
   * @param {L.Map} map
   * @param {MapData} data
   * @param {Promise<Land>} land
   */
  constructor(map, { places, themes }, land) {
    this.map = map;
    this.all = places;
    this.themes = themes.map(({ theme }) => theme);
    this.drawn = drawLand([map], land, { halo: false }); // a promise
    addColours(themes);
    map.setMaxZoom(MAX_ZOOM); // by hand
    map.keyboard.disable(); // the arrows move the tour
    map.getContainer().tabIndex = -1; // Tab goes from place to place
    map.attributionControl.remove(); // the closing stop says it, large enough to be read
    map.options.zoomSnap = 0;
    map.setView(PACIFIC, 2, { animate: false });
  }

  /**
   * Draw the places of a tour.
   *
   * @param {TourPlan} plan
   */
  plan({ shown, chapters, language, hall }) {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset.theme = hall === "dark" ? "dark" : "light";
    this.chapters = chapters.map(({ theme, cities }) => ({ theme, cities: new Set(cities) }));
    this.places = this.all.filter(({ city_id }) => Object.hasOwn(shown, city_id));
    for (const { marker } of this.markers.values()) marker.remove();
    this.markers = new Map(
      this.places.map((place) => [place.city_id, this.#draw(place, shown[place.city_id], language)]),
    );
    const box = this.map.getContainer();
    box.dataset.places = String(this.places.length);
    box.dataset.cases = String(Object.values(shown).reduce((sum, [cases]) => sum + cases, 0));
  }

  /**
   * Put the light of a place on the map.
   *
   * @param {Place} place
   * @param {[cases: number, themes: string[]]} shown
   * @param {Language} language
   */
  #draw(place, [cases, themes], language) {
    const marker = createMarker(place).addTo(this.map);
    const box = /** @type {HTMLElement} */ (marker.getElement()); // undefined only before it is on a map
    const name = placeName(place, language);
    Object.assign(box.dataset, { city: place.city_id, cases, theme: themes[0] || "" });
    box.tabIndex = 0;
    box.title = name;
    box.setAttribute("role", "button");
    box.setAttribute("aria-label", `${name}, ${cases}`);
    element("i", "", box);
    marker.on("click", () => window.parent.atlasStage?.openCity(place.city_id));
    return { marker, box };
  }

  /**
   * Light what `stop` is about and go there.
   *
   * @param {TourStop} stop
   * @param {Box} free what the words leave to the map (px)
   */
  show(stop, free, { animate = true } = {}) {
    this.#shown = { stop, free };
    for (const city of this.markers.keys()) this.#light(city, stop);
    this.#go(this.#target(stop, free), animate && !prefersReducedMotion());
  }

  /**
   * Give the light of `city` its colour and brightness at `stop`.
   *
   * @param {string} city
   * @param {TourStop} stop
   */
  #light(city, stop) {
    const { marker, box } = /** @type {{ marker: L.Marker, box: HTMLElement }} */ (this.markers.get(city));
    const chapter = stop.chapter === null ? null : this.chapters[stop.chapter];
    const focus = city === stop.city;
    const lit = focus || !chapter || chapter.cities.has(city);
    const theme = focus ? stop.theme : (lit && chapter?.theme) || box.dataset.theme;
    box.classList.remove(...this.themes);
    if (theme) box.classList.add(theme);
    box.classList.toggle("focus", focus);
    box.classList.toggle("lit", lit && (!stop.city || Boolean(chapter)));
    box.setAttribute("aria-pressed", String(focus));
    marker.setZIndexOffset(focus ? 2000 : lit ? 1000 : 0);
  }

  /**
   * @param {{ centre: L.LatLng, zoom: number }} target
   * @param {boolean} animate
   */
  #go({ centre, zoom }, animate) {
    if (animate) this.map.flyTo(centre, zoom, { duration: FLIGHT_SECONDS });
    else this.map.setView(centre, zoom, { animate: false });
  }

  /**
   * Return where the map must stand for the stop to lie in the middle of the free part of the screen.
   *
   * @param {TourStop} stop
   * @param {Box} free
   */
  #target(stop, free) {
    const { map } = this;
    const size = map.getSize();
    const { at, zoom } = this.#subject(stop, free);
    const offset = L.point(free.x + free.width / 2, free.y + free.height / 2).subtract(size.divideBy(2));
    return { centre: map.unproject(map.project(at, zoom).subtract(offset), zoom), zoom };
  }

  /**
   * Return what is to be seen at `stop`: its place, else the places of its chapter, else all, else the world.
   *
   * @param {TourStop} stop
   * @param {Box} free
   * @returns {{ at: L.LatLngExpression, zoom: number }}
   */
  #subject(stop, free) {
    const place = this.places.find(({ city_id }) => city_id === stop.city);
    if (place) return { at: [place.latitude, eastOfEdge(place.longitude)], zoom: this.#caseZoom() };
    const lit = this.#lit(stop);
    if (!lit.length) return { at: PACIFIC, zoom: Math.log2(this.map.getSize().x / 256) };
    const bounds = boundsOf(lit);
    return { at: this.#middle(bounds), zoom: this.#zoomFor(bounds, free) };
  }

  /**
   * Return the places of the chapter that `stop` opens, or all.
   *
   * @param {TourStop} stop
   */
  #lit({ kind, chapter }) {
    if (kind !== "chapter" || chapter === null) return this.places;
    return this.places.filter(({ city_id }) => this.chapters[chapter].cities.has(city_id));
  }

  /**
   * Return the upper left and the lower right corner of `bounds`, in px of zoom 0.
   *
   * @param {L.LatLngBounds} bounds
   */
  #corners(bounds) {
    return [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => this.map.project(corner, 0));
  }

  /**
   * Return the zoom at which `bounds` fill the free part of the screen, no closer than a case is shown.
   *
   * @param {L.LatLngBounds} bounds
   * @param {Box} free
   */
  #zoomFor(bounds, free) {
    const [northWest, southEast] = this.#corners(bounds);
    const wide = (free.width * (1 - 2 * PADDING_SHARE)) / Math.max(southEast.x - northWest.x, 1e-9);
    const high = (free.height * (1 - 2 * PADDING_SHARE)) / Math.max(southEast.y - northWest.y, 1e-9);
    return clamp(Math.log2(Math.min(wide, high)), 0, this.#caseZoom());
  }

  /** Return the zoom at which a case is shown: the same part of the world on every screen. */
  #caseZoom() {
    const { least, most } = CASE_ZOOM_LIMITS;
    return clamp(CASE_ZOOM + Math.log2(this.map.getSize().y / CASE_ZOOM_LINES), least, most);
  }

  /** @param {L.LatLngBounds} bounds */
  #middle(bounds) {
    const [northWest, southEast] = this.#corners(bounds);
    return this.map.unproject(northWest.add(southEast).divideBy(2), 0);
  }

  /**
   * Stand at the same stop on a screen of another size.
   *
   * @param {Box} free
   */
  resize(free) {
    this.map.invalidateSize({ animate: false });
    if (this.#shown) this.show(this.#shown.stop, free, { animate: false });
  }
}

/** @type {(map: TourMap) => void} */
let ready;
window.tourReady = new Promise((done) => {
  ready = done;
});

window.drawTourMap = async (map, options) => {
  /** @type {Promise<Land>} */
  const land = fetchJson(options.land);
  /** @type {Promise<MapData>} */
  const data = fetchJson(options.data);
  await stylesLoaded();
  ready(new TourMap(map, await data, land));
};
