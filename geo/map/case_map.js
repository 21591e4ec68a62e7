/* The map of all cases: the world, the inset, the jump bar and the legend. */

/** @import { Land, MapData, Part, Place, ShownPlace, SymbolStyle, View } from "./types.d.ts" */

import { addColours, boundsOf, CHINA, drawLand, MAX_ZOOM } from "./basemap.js";
import { boxesOfPage, element, prefersReducedMotion } from "./dom.js";
import { clamp } from "./geometry.js";
import { Inset } from "./inset.js";
import { JumpBar, PARTS } from "./jump_bar.js";
import { Labels } from "./labels.js";
import { Legend } from "./legend.js";
import { CENTRE } from "./projection.js";
import { Symbols } from "./symbols.js";

const MIN_INSET_PLACES = 6; // fewer need no inset
const INSET_PADDING = 0.11; // of the bounds of its places
const MIN_FRAME_METRES = 1.2e6; // across; a jump to one city shows its neighbours
const FLIGHT_SECONDS = 0.8;
const NARROW_PX = 560; // map
const ATLANTIC_DEGREES = 12; // of it that stand at both edges of the world: no place lies at the cut itself
const AT_EDGE_PX = 45; // what begins within stands at the edge
const HOME_PX = { side: 55, names: 30 }; // around the places at first
/** @type {L.LatLngTuple[]} */
const LIMITS = [
  [-84, -540],
  [85, 540],
]; // degrees; nobody gets lost beyond

/** Return how much larger than on a laptop symbols and names are drawn: a projector's last row reads them too. */
const magnification = () => clamp(window.innerHeight / 820, 1, 1.5);

/** Return how large symbols are drawn, as a multiple of their size; on a narrow map the names need the room. */
const shrinkage = () => (window.innerWidth < NARROW_PX ? 0.8 : 1);

/** The map of all cases; `show` is called as often as the selection, the language or the chosen city changes. */
export class CaseMap {
  /** @type {View} */
  view = { language: "zh", shown: {}, partly: {}, city: null, themes: [], address: "" };
  scale = magnification();
  symbolScale = magnification() * shrinkage();
  homeZoom = 0; // at which the world fills the window; 0 until the window has a size
  /** @type {Inset | null} */
  inset = null;
  /** The view that is shown, as JSON. */
  #seen = "";
  /** The language that bar and legend are written in. */
  #labelled = "";
  /** The size (px) of the window that the map is arranged for. */
  #size = "";
  /** @type {[L.LatLng, number] | null} what was seen before printing, unless it was the whole world */
  #left = null;

  /**
   * @param {L.Map} map
   * @param {MapData} data
   * @param {Promise<Land>} land
   */
  constructor(map, data, land) {
    this.map = map;
    this.places = data.places;
    this.themes = data.themes;
    this.words = data.words;
    this.casesOf = data.cases;
    this.ages = data.ages;
    this.latest = Object.keys(data.ages).length ? data.latest : "";
    this.approvals = data.approval;
    this.labels = new Labels(this.view.language, this.words[this.view.language]);
    this.#prepare();
    const chinaNow = () => (this.inset?.active() ? this.inset.bounds : null);
    this.symbols = new Symbols(map, this, ".inset, .bar, .legend, .approval, .leaflet-control", chinaNow);
    this.chinese = this.places.filter(({ country }) => CHINA.includes(country));
    if (this.chinese.length >= MIN_INSET_PLACES) this.inset = this.#createInset();
    this.bar = new JumpBar(this.#aims(data.continents));
    const corner = element("div", "corner", document.body);
    this.legend = this.#createLegend(corner);
    this.approval = element("p", "approval", corner);
    this.#resize();
    map.setMaxBounds(LIMITS);
    this.#listen();
    this.#followTheme();
    drawLand(this.inset ? [map, this.inset.map] : [map], land, { halo: true });
  }

  #prepare() {
    const { map } = this;
    addColours(this.themes);
    map.options.renderer = L.svg({ padding: 0.3 });
    map.getContainer().setAttribute("role", "application");
    map.attributionControl.setPrefix(false);
    map.setMaxZoom(MAX_ZOOM);
    map.options.maxBounds = L.latLngBounds(LIMITS); // for the first view; set as usual, the map would glide there
    L.control.zoom({ position: "bottomright", zoomInText: "+", zoomOutText: "−" }).addTo(map);
  }

  #createInset() {
    /** @type {L.LatLngTuple[]} */
    const points = this.chinese.map(({ latitude, longitude }) => [latitude, longitude]);
    return new Inset(this, L.latLngBounds(points).pad(INSET_PADDING));
  }

  /** @param {HTMLElement} corner */
  #createLegend(corner) {
    const actions = {
      /** @param {string} theme */
      toggle: (theme) => window.parent.atlasPage?.toggle("theme", theme),
      /** @param {string | null} theme */
      hint: (theme) => {
        this.symbols.dim(theme);
        this.inset?.symbols.dim(theme);
      },
    };
    return new Legend(this.themes, actions, corner);
  }

  #listen() {
    this.map.on("zoomend", () => {
      if (this.inset && this.inset.active() === this.inset.box.hidden) this.#refresh();
    });
    this.map.on("moveend", () => this.#recentre());
    new ResizeObserver(() => this.#resize()).observe(document.documentElement);
    window.addEventListener("message", () => this.#followTheme()); // Streamlit tells of each change by a message
    window.addEventListener("beforeprint", () => this.#prepareForPaper());
    window.addEventListener("afterprint", () => this.#return());
  }

  /**
   * All that the look of a symbol depends on beside its place.
   *
   * @returns {SymbolStyle}
   */
  get symbolStyle() {
    return { themes: this.themes, scale: this.symbolScale, labels: this.labels };
  }

  /* ---- what is shown ---- */

  /** @param {View} view */
  show(view) {
    const wanted = JSON.stringify(view);
    if (wanted === this.#seen) return;
    this.#seen = wanted;
    this.view = view;
    this.#label();
    this.#refresh();
    this.legend.press(view.themes);
  }

  /**
   * Return the places that the view shows, in the order of `places`.
   *
   * @returns {ShownPlace[]}
   */
  #shown() {
    const { shown } = this.view;
    return this.places
      .filter(({ city_id }) => Object.hasOwn(shown, city_id))
      .map((place) => {
        const [cases, themes] = shown[place.city_id];
        return { ...place, cases, themes };
      });
  }

  #refresh() {
    const { inset } = this;
    const shown = this.#shown();
    const box = this.map.getContainer();
    box.dataset.places = String(shown.length);
    box.dataset.cases = String(shown.reduce((sum, { cases }) => sum + cases, 0));
    box.setAttribute("aria-label", this.labels.words.map_label);
    this.bar.keepClear(boxesOfPage());
    this.symbols.show(shown.filter((place) => !(inset?.active() && inset.holds(place))));
    inset?.show(shown.filter((place) => inset.holds(place)));
  }

  /**
   * Choose a city; again: let it go. The page around the map decides what follows.
   *
   * @param {string} city
   */
  choose(city) {
    window.parent.atlasPage?.set("city", city === this.view.city ? "" : city);
  }

  /**
   * Light the symbol of the city that is pointed at beside the map.
   *
   * @param {string} city "": none
   */
  light(city) {
    this.symbols.light(city);
    this.inset?.symbols.light(city);
  }

  /* ---- the tour that the browser keeps ---- */

  /**
   * Return the ids of the cases of a city that the view shows.
   *
   * @param {string} city
   */
  #casesAt(city) {
    const cases = this.casesOf[city] ?? [];
    return this.view.partly[city]?.map((number) => cases[number]) ?? cases;
  }

  /**
   * Return how many of the cases of a city that are shown are in the tour: "none", "some" or "all" of them.
   *
   * @param {string} city
   */
  inTour(city) {
    const told = new Set(window.parent.atlasPage?.tourCases());
    const cases = this.#casesAt(city);
    const count = cases.filter((id) => told.has(id)).length;
    return !count ? "none" : count < cases.length ? "some" : "all";
  }

  /**
   * Put the cases of a city that are shown into the tour, or take them out if all are in.
   *
   * @param {string} city
   */
  tick(city) {
    window.parent.atlasPage?.tick(this.#casesAt(city));
  }

  /** Mark the places whose cases are in the tour: it has changed. */
  markTour() {
    this.symbols.markTour();
    this.inset?.symbols.markTour();
  }

  /* ---- where we are ---- */

  /** Return whether the whole world is in view, or nothing yet. */
  #isHome() {
    return !this.homeZoom || this.map.getZoom() <= this.homeZoom + 0.01;
  }

  /** Show the whole world. */
  #goHome({ animate = false } = {}) {
    const { map } = this;
    const { x, y } = map.getSize();
    if (!x || !y) return;
    const bounds = boundsOf(this.places);
    map.options.minZoom = 0; // that of a larger window would not let the world become smaller
    const whole = Math.log2((x / 256) * (360 / (360 + ATLANTIC_DEGREES)));
    const { top, bottom } = this.#margins();
    this.homeZoom = Math.max(whole, map.getBoundsZoom(bounds, false, L.point(2 * HOME_PX.side, top + bottom)));
    map.options.minZoom = this.homeZoom;
    const corners = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => map.project(corner, this.homeZoom));
    const middle = corners[0]
      .add(corners[1])
      .add([0, bottom - top])
      .divideBy(2);
    map.setView(map.unproject(middle, this.homeZoom), this.homeZoom, {
      animate: animate && !prefersReducedMotion(),
    });
  }

  /**
   * Return how much of the map (px) what stands at its edges, and the names, need above and below the places; chips
   * that come and go do not count, or home would be elsewhere with each filter.
   */
  #margins() {
    const names = HOME_PX.names * this.scale;
    const { y: height } = this.map.getSize();
    const legend = this.inset?.docked ? [this.legend.box.getBoundingClientRect()] : [];
    const boxes = [this.bar.bar.getBoundingClientRect(), ...legend, ...boxesOfPage()].filter(({ width }) => width);
    const high = boxes.filter(({ y }) => y < AT_EDGE_PX);
    const low = boxes.filter((box) => height - box.y - box.height < AT_EDGE_PX);
    return {
      top: names + Math.max(0, ...high.map((box) => box.y + box.height)),
      bottom: names + Math.max(0, ...low.map((box) => height - box.y)),
    };
  }

  /** @param {L.LatLngBounds} bounds */
  jump(bounds) {
    if (this.inset?.part === "china") this.#turnTo("world");
    const animate = !prefersReducedMotion();
    this.map.flyToBounds(bounds, { padding: [70, 70], maxZoom: MAX_ZOOM - 1, duration: FLIGHT_SECONDS, animate });
  }

  /**
   * Fly to `places`, never so close that the map is less than 1,200 km across.
   *
   * @param {readonly Place[]} places
   */
  #jumpTo(places) {
    if (!places.length) return;
    const bounds = boundsOf(places);
    this.jump(bounds.extend(bounds.getCenter().toBounds(MIN_FRAME_METRES)));
  }

  /** Stay in the copy of the world that has its places. */
  #recentre() {
    const { lat, lng } = this.map.getCenter();
    if (Math.abs(lng - CENTRE) <= 190) return;
    const wrapped = lng - 360 * Math.round((lng - CENTRE) / 360);
    this.map.setView([lat, wrapped], this.map.getZoom(), { animate: false });
  }

  #resize() {
    const size = `${window.innerWidth} ${window.innerHeight}`;
    if (size === this.#size) return;
    this.#size = size;
    this.#arrange();
  }

  /** Give each map its part of the window. */
  #arrange() {
    const { map } = this;
    this.scale = magnification();
    this.symbolScale = this.scale * shrinkage();
    this.inset?.dock();
    const home = this.#isHome();
    map.invalidateSize({ animate: false });
    if (home) this.#goHome();
    this.inset?.settle();
    this.bar.press(this.inset?.divisible ? this.inset.part : null);
    this.#refresh();
  }

  /**
   * Show the world or China alone, where a phone has room for one of them; elsewhere, fly there.
   *
   * @param {Part} part
   */
  #turnTo(part) {
    if (this.inset?.divisible) {
      this.inset.part = part;
      this.#arrange();
      if (part === "world") this.#fillHeight();
      else this.#goHome();
    } else if (part === "china") this.#jumpTo(this.chinese);
    else this.#goHome({ animate: true });
  }

  /** Show the world so near that its places fill the height, from its western edge on: the rest is swiped to. */
  #fillHeight() {
    const { map } = this;
    const bounds = boundsOf(this.places);
    const { top, bottom } = this.#margins();
    const middle = bounds.getCenter().lng;
    const upright = L.latLngBounds([bounds.getSouth(), middle], [bounds.getNorth(), middle]);
    const zoom = map.getBoundsZoom(upright, false, L.point(0, top + bottom));
    const west = map.project([bounds.getCenter().lat, bounds.getWest()], zoom);
    const centre = west.add([map.getSize().x / 2 - HOME_PX.side, (bottom - top) / 2]);
    map.setView(map.unproject(centre, zoom), zoom, { animate: false });
  }

  /** Show the whole world, in light colours, at the size that the page around has just given it on paper. */
  #prepareForPaper() {
    this.#left = this.#isHome() ? null : [this.map.getCenter(), this.map.getZoom()];
    document.documentElement.dataset.theme = "light";
    this.#resize();
    this.#goHome();
    this.#refresh();
  }

  /** Show again what was seen before printing. */
  #return() {
    this.#followTheme();
    this.#resize();
    if (this.#left) this.map.setView(...this.#left, { animate: false });
    this.#left = null;
  }

  #followTheme() {
    const [red, green] = getComputedStyle(document.body).backgroundColor.match(/\d+/g) || ["255", "255"];
    document.documentElement.dataset.theme = Number(red) + Number(green) < 256 ? "dark" : "light";
  }

  /**
   * Return where the jump bar leads: a key of its words each, and how to get there.
   *
   * @param {readonly string[]} continents
   */
  #aims(continents) {
    const parts = [
      ...continents.map((key) => ({ key, places: this.places.filter(({ continent }) => continent === key) })),
    ].filter(({ places }) => places.length);
    const maps = this.chinese.length ? PARTS : PARTS.filter((part) => part !== "china");
    return [
      ...maps.map((part) => ({ key: part, jump: () => this.#turnTo(part) })),
      ...parts.map(({ key, places }) => ({ key, jump: () => this.#jumpTo(places) })),
      { key: "fit", jump: () => this.#jumpTo(this.#shown()) },
    ];
  }

  /* ---- the language of the view ---- */

  /** Write bar, legend and buttons, which stay while places come and go, in the language of the view. */
  #label() {
    const { language } = this.view;
    if (this.#labelled === language) return;
    this.#labelled = language;
    this.labels = new Labels(language, this.words[language]);
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    this.#labelZoom();
    this.bar.label(this.labels);
    this.legend.label(this.symbolStyle, this.latest);
    this.approval.textContent = this.approvals[language];
    for (const { attribution } of Object.values(this.words)) this.map.attributionControl.removeAttribution(attribution);
    this.map.attributionControl.addAttribution(this.labels.words.attribution);
    if (this.#isHome()) this.#goHome(); // bar and legend have changed their size
    this.inset?.settle();
  }

  #labelZoom() {
    const { zoom_in, zoom_out } = this.labels.words;
    for (const [way, text] of Object.entries({ in: zoom_in, out: zoom_out })) {
      const button = document.querySelector(`.leaflet-control-zoom-${way}`);
      button?.setAttribute("title", text);
      button?.setAttribute("aria-label", text);
    }
  }
}
