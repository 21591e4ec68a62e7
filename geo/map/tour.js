/* The map of a stage: small lights for all places of a tour, those of the chapter brighter, one unmistakable.

   drawTourMap(map, options) is called once and fetches land, places and themes; `window.tourReady` is the promise of the
   map, and its show(stop, free) flies to a stop. What the tour tells comes from the page around the frame, which also
   takes the keys and answers a click on a place. */

/** @import { LitChapter } from "./lights.js" */
/** @import { Box, Land, Language, MapData, Place, TourPlan, TourStop } from "./types.d.ts" */

import { addColours, boundsOf, drawLand, MAX_ZOOM } from "./basemap.js";
import { fetchJson, prefersReducedMotion, stylesLoaded } from "./dom.js";
import { Enlargement } from "./enlargement.js";
import { clamp } from "./geometry.js";
import { Lights } from "./lights.js";
import { CENTRE, copyAround, eastOfEdge, shortWay } from "./projection.js";
import { centreAround, middleOf, wholeWorldZoom } from "./viewpoint.js";

const CASE_ZOOM = 4.3; // on a screen of 1080 lines: a place with its neighbour countries
const CASE_ZOOM_LIMITS = { least: 2, most: 5.5 };
const CASE_ZOOM_LINES = 1080;
const TOUR_FLIGHT_SECONDS = 1.3;
const ZOOM_STEP = 0.5; // of a key
const ZOOM_SECONDS = 0.4;
const WHEEL_MS = 120; // between two steps of a wheel: a trackpad sends a hundred turns a second
const SAME_ZOOM = 0.01; // levels that nobody sees
const NEAR_ZOOM = 0.6; // above that of the whole world: its corners are near enough without being enlarged
const PADDING_SHARE = { x: 0.07, y: 0.09 }; // of the free part of the screen, on each of its sides
const LIGHTING = ["chapter", "group", "news"]; // kinds of stops that show the places which they light
/** @type {L.LatLngTuple} */
const PACIFIC = [20, 150]; // degrees

/** @typedef {{ centre: L.LatLng, zoom: number }} Viewpoint */

/** The map of a tour; `plan` says which tour, `show` at which of its stops it is. */
export class TourMap {
  /** @type {LitChapter[]} */
  chapters = [];
  /** @type {Place[]} */
  places = [];
  /** @type {Language} */
  language = "zh";
  /** @type {{ stop: TourStop, free: Box } | null} */
  #shown = null;
  #turnedAt = -WHEEL_MS; // ms, of the last step of the wheel

  /**
   * @param {L.Map} map
   * @param {MapData} data
   * @param {Promise<Land>} land
   */
  constructor(map, { places, themes }, land) {
    this.map = map;
    this.all = places;
    this.corner = new Enlargement(map);
    this.lights = new Lights(
      map,
      this.corner,
      themes.map(({ theme }) => theme),
    );
    this.drawn = drawLand([map, this.corner.map], land, { halo: false }); // a promise
    addColours(themes);
    map.setMaxZoom(MAX_ZOOM);
    map.keyboard.disable(); // the arrows move the tour
    map.scrollWheelZoom.disable(); // around the pointer it would lead into the open sea
    map.getContainer().addEventListener("wheel", (event) => this.#onWheel(event), { passive: false });
    map.getContainer().tabIndex = -1; // Tab goes from place to place
    map.attributionControl.remove(); // the closing stop says it, large enough to be read
    map.options.zoomSnap = 0;
    map.setView(PACIFIC, 2, { animate: false });
    map.on("move", () => this.#wrap());
    map.on("dragstart zoomstart", () => this.#leave());
    map.on("moveend", this.#rest);
  }

  /** The lights by the id of their city. */
  get markers() {
    return this.lights.made;
  }

  /**
   * Draw the places of a tour.
   *
   * @param {TourPlan} plan
   */
  plan({ shown, chapters, language, hall }) {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset.theme = hall === "dark" ? "dark" : "light";
    this.chapters = chapters.map((chapter) => ({ ...chapter, cities: new Set(chapter.cities) }));
    this.places = this.all.filter(({ city_id }) => Object.hasOwn(shown, city_id));
    this.corner.plan(this.places);
    this.lights.draw(this.places, shown, language);
    this.language = language;
    const box = this.map.getContainer();
    box.dataset.places = String(this.places.length);
    box.dataset.cases = String(Object.values(shown).reduce((sum, [cases]) => sum + cases, 0));
  }

  /**
   * Light what `stop` is about and go there.
   *
   * @param {TourStop} stop
   * @param {Box} free what the words leave to the map (px)
   */
  show(stop, free, { animate = true } = {}) {
    this.#shown = { stop, free };
    this.#invite(stop);
    this.lights.show(stop, stop.chapter === null ? null : this.chapters[stop.chapter]);
    const own = this.#own();
    if (!own) return;
    this.map.options.minZoom = Math.min(own.zoom, wholeWorldZoom(this.map.getSize()));
    this.#go(own, { animate, seconds: TOUR_FLIGHT_SECONDS });
  }

  /**
   * Go nearer to what the stop is about, or away from it, by `steps`; 0: back to the stop's own view. It stays where it is
   * on the screen, so that no zoom leads into nothing.
   *
   * @param {number} steps
   */
  zoom(steps) {
    const own = this.#own();
    if (!own) return;
    const size = this.map.getSize();
    const zoom = clamp(this.map.getZoom() + steps * ZOOM_STEP, this.map.getMinZoom(), MAX_ZOOM);
    const at = this.map.project(this.#anchor(), zoom);
    const centre = centreAround(at, this.#whereIs(this.#anchor(), own), size, zoom);
    const nearer = { centre: this.map.unproject([centre.x, centre.y], zoom), zoom };
    this.#go(steps ? nearer : own, { animate: true, seconds: ZOOM_SECONDS });
  }

  /**
   * Zoom around what the stop is about, wherever the pointer is.
   *
   * @param {WheelEvent} event
   */
  #onWheel(event) {
    event.preventDefault();
    if (!event.deltaY || event.timeStamp - this.#turnedAt < WHEEL_MS) return;
    this.#turnedAt = event.timeStamp;
    this.zoom(-Math.sign(event.deltaY));
  }

  /**
   * Return where on the screen (px) `at` stands: where it is now, if the words leave it free, else at the stop's own view.
   *
   * @param {L.LatLng} at
   * @param {Viewpoint} own
   */
  #whereIs(at, own) {
    const { map } = this;
    const free = /** @type {{ free: Box }} */ (this.#shown).free;
    const now = map.latLngToContainerPoint(L.latLng(at.lat, copyAround(at.lng, map.getCenter().lng)));
    if (L.bounds([free.x, free.y], [free.x + free.width, free.y + free.height]).contains(now)) return now;
    const corner = map.project(own.centre, own.zoom).subtract(map.getSize().divideBy(2));
    return map.project(at, own.zoom).subtract(corner);
  }

  /** Return the place that the stop is about: its own, or the one in the midst of those that it lights. */
  #anchor() {
    const { stop } = /** @type {{ stop: TourStop }} */ (this.#shown);
    const lit = this.#lit(stop).map(({ latitude, longitude }) => L.latLng(latitude, eastOfEdge(longitude)));
    const place = this.#placeOf(stop);
    if (place) return L.latLng(place.latitude, eastOfEdge(place.longitude));
    return lit.length ? middleOf(lit) : L.latLng(PACIFIC);
  }

  /**
   * Give a place that the tour does not lead to a light for as long as a case of it is shown beside the tour.
   *
   * @param {TourStop} stop
   */
  #invite(stop) {
    const place = this.#placeOf(stop);
    const isGuest = place && !this.places.includes(place);
    this.lights.invite(isGuest ? place : null, stop.theme, this.language);
  }

  /** @param {TourStop} stop */
  #placeOf(stop) {
    return this.all.find(({ city_id }) => city_id === stop.city);
  }

  /** Take the names away while the map moves. */
  #leave() {
    this.map.getContainer().dataset.rest = "false";
    this.lights.leave();
  }

  #rest = () => {
    if (!this.#shown) return;
    this.#comeHome();
    this.#wrap();
    const { stop, free } = this.#shown;
    this.lights.rest(free, { isWorld: this.#isWorld() && !stop.city && stop.kind !== "closing" });
    this.map.getContainer().dataset.rest = "true";
  };

  /** Stand in the copy of the world that the Atlantic cuts, wherever a flight has led. */
  #comeHome() {
    const { lat, lng } = this.map.getCenter();
    const home = copyAround(lng, CENTRE);
    if (home !== lng) this.#jump(L.latLng(lat, home));
  }

  /**
   * Stand elsewhere, at the same zoom, as if nothing had moved.
   *
   * @param {L.LatLng} at
   */
  #jump(at) {
    this.map.off("moveend", this.#rest);
    this.map.setView(at, this.map.getZoom(), { animate: false });
    this.map.on("moveend", this.#rest);
  }

  /** Return whether all of the world is in view, or nearly all. */
  #isWorld() {
    return this.map.getZoom() < wholeWorldZoom(this.map.getSize()) + NEAR_ZOOM;
  }

  /** Keep the lights in the copy of the world that is in view; where all of it is, they stand from edge to edge. */
  #wrap() {
    const { lng } = this.map.getCenter();
    this.lights.wrap(this.#isWorld() && !this.#shown?.stop.city ? copyAround(CENTRE, lng) : lng);
  }

  /**
   * Go to a viewpoint the short way round the world; to one that is in view already without zooming out.
   *
   * @param {Viewpoint} target
   * @param {{ animate: boolean, seconds: number }} options
   */
  #go({ centre, zoom }, { animate, seconds }) {
    const { map } = this;
    const here = map.getCenter();
    const [from, to] = shortWay(here.lng, centre.lng);
    const there = L.latLng(centre.lat, to);
    this.#leave();
    if (from !== here.lng) this.#jump(L.latLng(here.lat, from));
    if (!animate || prefersReducedMotion()) map.setView(there, zoom, { animate: false });
    else if (this.#isInView(there, zoom)) map.panTo(there, { animate: true, duration: seconds });
    else map.flyTo(there, zoom, { duration: seconds });
  }

  /**
   * Return whether `at` is in view at this `zoom` already.
   *
   * @param {L.LatLng} at
   * @param {number} zoom
   */
  #isInView(at, zoom) {
    return Math.abs(this.map.getZoom() - zoom) < SAME_ZOOM && this.map.getBounds().contains(at);
  }

  /**
   * Return where the map must stand for the stop to lie in the middle of the free part of the screen.
   *
   * @returns {Viewpoint | null} null before the first stop
   */
  #own() {
    if (!this.#shown) return null;
    const { map } = this;
    const { stop, free } = this.#shown;
    const size = map.getSize();
    const { at, zoom } = this.#subject(stop, free);
    const height = stop.kind === "opening" ? this.#heightOf(this.places, zoom, free) : free.height;
    const offset = L.point(free.x + free.width / 2, free.y + height / 2).subtract(size.divideBy(2));
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
    const place = this.#placeOf(stop);
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
    if (!LIGHTING.includes(kind) || chapter === null) return this.places;
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
    const wide = (free.width * (1 - 2 * PADDING_SHARE.x)) / Math.max(southEast.x - northWest.x, 1e-9);
    const high = (free.height * (1 - 2 * PADDING_SHARE.y)) / Math.max(southEast.y - northWest.y, 1e-9);
    return clamp(Math.log2(Math.min(wide, high)), 0, this.#caseZoom());
  }

  /**
   * Return how much (px) of the height of `free` the `places` need, so that the south is left to the enlarged corner.
   *
   * @param {readonly Place[]} places
   * @param {number} zoom
   * @param {Box} free
   */
  #heightOf(places, zoom, free) {
    if (!places.length) return free.height;
    const [northWest, southEast] = this.#corners(boundsOf(places));
    const high = ((southEast.y - northWest.y) * 2 ** zoom) / (1 - 2 * PADDING_SHARE.y);
    return Math.min(high, free.height);
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
