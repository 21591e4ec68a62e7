/* The lights of a tour: one for each place, and its name where the stop tells it. */

/** @import { Symbolic } from "./find_room.js" */
/** @import { Enlargement } from "./enlargement.js" */
/** @import { Box, Language, Place, Point, Shown, TourStop } from "./types.d.ts" */

import { element } from "./dom.js";
import { findRoom } from "./find_room.js";
import { boxOf, distance, within } from "./geometry.js";
import { placeName } from "./labels.js";
import { placeNames } from "./name_places.js";
import { copyAround, eastOfEdge } from "./projection.js";

const MIN_LINE_PX = 4; // a light that stands closer to its true point needs no hair line
// Lines of a screen of 1080; farther from its place a light would mislead in spite of its hair line, and has no name.
const REACH = 170;
const STATES = /** @type {const} */ (["focus", "lit", "dim"]); // their radii stand in tour.css, by these names

/** Return the length (px) of --u of tour.css. */
const unit = () => Math.min(window.innerHeight / 1080, window.innerWidth / 1350);

/** @typedef {{ theme: string, cities: Set<string>, signs?: Record<string, string> }} LitChapter `signs` by city */

/**
 * @typedef {object} Light
 * @property {Place} place
 * @property {L.Marker} marker
 * @property {L.Map} map that it is on: the world, or its enlarged corner
 * @property {HTMLElement} box
 * @property {HTMLElement} name
 */

/**
 * Return a new marker for `place`, on no map yet, and its element, which stays the same on every map.
 *
 * @param {Place} place
 */
function createMarker({ latitude, longitude }) {
  const icon = L.divIcon({ className: "place", iconSize: undefined });
  const box = icon.createIcon();
  icon.createIcon = () => box;
  return { box, marker: L.marker([latitude, eastOfEdge(longitude)], { icon, keyboard: false }) };
}

/** The lights on the map of a tour. */
export class Lights {
  /**
   * By city.
   *
   * @type {Map<string, Light>}
   */
  made = new Map();
  /** @type {Light | null} */
  #guest = null;
  #middle = 0; // degrees of longitude around which the lights stand
  /** @type {TourStop | null} */
  #stop = null;

  /**
   * @param {L.Map} map
   * @param {Enlargement} corner
   * @param {readonly string[]} themes
   */
  constructor(map, corner, themes) {
    this.map = map;
    this.corner = corner;
    this.themes = themes;
    this.lines = [L.layerGroup().addTo(map), L.layerGroup().addTo(corner.map)];
  }

  /**
   * Put a light for each of `places` on the map, and take those away that were there.
   *
   * @param {readonly Place[]} places
   * @param {Shown} shown
   * @param {Language} language
   */
  draw(places, shown, language) {
    for (const { marker } of this.made.values()) marker.remove();
    this.made = new Map(places.map((place) => [place.city_id, this.#draw(place, shown[place.city_id], language)]));
  }

  /**
   * Put a light on the map for the `guest`, a place of no stop, and take away that of the guest before.
   *
   * @param {Place | null} guest
   * @param {string} theme of its case, or ""
   * @param {Language} language
   */
  invite(guest, theme, language) {
    if (this.#guest?.place === guest) return;
    if (this.#guest) {
      this.#guest.marker.remove();
      this.made.delete(this.#guest.place.city_id);
    }
    this.#guest = guest && this.#draw(guest, [1, theme ? [theme] : []], language);
    if (this.#guest) this.made.set(this.#guest.place.city_id, this.#guest);
  }

  /**
   * @param {Place} place
   * @param {[cases: number, themes: string[]]} shown
   * @param {Language} language
   * @returns {Light}
   */
  #draw(place, [cases, themes], language) {
    const { marker, box } = createMarker(place);
    const text = placeName(place, language);
    Object.assign(box.dataset, { city: place.city_id, cases, theme: themes[0] || "" });
    box.tabIndex = 0;
    box.title = text;
    box.setAttribute("role", "button");
    box.setAttribute("aria-label", `${text}, ${cases}`);
    element("i", "", box);
    const name = element("span", "name", box, text);
    name.setAttribute("aria-hidden", "true");
    marker.on("click", () => window.parent.atlasStage?.openCity(place.city_id));
    marker.addTo(this.map);
    return { place, marker, map: this.map, box, name };
  }

  /**
   * Give each light its colour and brightness at `stop`; those of its chapter are lit, all if it has none.
   *
   * @param {TourStop} stop
   * @param {LitChapter | null} chapter
   */
  show(stop, chapter) {
    this.#stop = stop;
    this.corner.box.classList.toggle("of-all", stop.kind === "opening");
    for (const [city, { marker, box, name }] of this.made) {
      const focus = city === stop.city;
      const lit = focus || !chapter || chapter.cities.has(city);
      const theme = focus ? stop.theme : (lit && chapter?.theme) || box.dataset.theme;
      box.classList.remove(...this.themes);
      if (theme) box.classList.add(theme);
      box.classList.toggle("focus", focus);
      box.classList.toggle("lit", lit && (!stop.city || Boolean(chapter)));
      box.setAttribute("aria-pressed", String(focus));
      name.dataset.sign = (!focus && chapter?.signs?.[city]) || "";
      marker.setZIndexOffset(focus ? 2000 : lit ? 1000 : 0);
    }
  }

  /** Take all names from the map, and every light back to its place. */
  leave() {
    this.corner.close();
    for (const lines of this.lines) lines.clearLayers();
    for (const light of this.made.values()) {
      light.box.classList.remove("named");
      light.marker.setLatLng(this.#position(light.place));
      this.#move(light, this.map);
    }
  }

  /**
   * @param {Light} light
   * @param {L.Map} map
   */
  #move(light, map) {
    if (light.map === map) return;
    light.marker.remove().addTo(map);
    light.map = map;
  }

  /**
   * Stand in the copy of the world around `middle` (degrees of longitude).
   *
   * @param {number} middle
   */
  wrap(middle) {
    this.#middle = middle;
    for (const { place, marker } of this.made.values()) {
      const at = this.#position(place);
      if (marker.getLatLng().lng !== at[1]) marker.setLatLng(at);
    }
  }

  /**
   * @param {Place} place
   * @returns {L.LatLngTuple}
   */
  #position({ latitude, longitude }) {
    return [latitude, copyAround(longitude, this.#middle)];
  }

  /**
   * Put out what the edge of `free` cuts, and give the others their names: at a case its own alone, which keeps its place;
   * at another stop those that are lit, which give way to each other.
   *
   * @param {Box} free part of the screen
   * @param {{ isWorld: boolean }} view whether all of the world is in view, so that its corner is enlarged
   */
  rest(free, { isWorld }) {
    if (isWorld) this.#enlarge(free);
    const lights = [...this.made.values()];
    const taken = this.corner.taken();
    this.#arrange(
      lights.filter(({ map }) => map === this.map),
      free,
      taken,
    );
    this.#arrange(
      lights.filter(({ map }) => map !== this.map),
      this.corner.inside(),
      [],
    );
  }

  /**
   * Show the crowded corner enlarged, if there is room for it, and its lights there.
   *
   * @param {Box} free
   */
  #enlarge(free) {
    const lights = [...this.made.values()];
    const held = lights.filter(({ place }) => this.corner.holds(place));
    const others = lights.filter((light) => !held.includes(light));
    const lit = held.filter(({ box }) => box.classList.contains("lit")).length;
    const circles = others.map((light) => this.#circle(light));
    this.corner.open(lit, circles, free, () => this.#haveRoom(held));
  }

  /**
   * Return whether the names of the lights `held` by the corner have room in it, as it stands now.
   *
   * @param {readonly Light[]} held
   */
  #haveRoom(held) {
    for (const light of held) this.#move(light, this.corner.map);
    const circles = held.map((light) => this.#circle(light));
    return this.#findRooms(circles, this.corner.inside(), []).every(({ name }, i) => name || !circles[i].width);
  }

  /**
   * @param {readonly Light[]} lights all on one map
   * @param {Box} frame part of that map, px
   * @param {readonly Box[]} taken of it
   */
  #arrange(lights, frame, taken) {
    const circles = lights.map((light) => this.#circle(light));
    const isIn = circles.map((circle) => within(boxOf(circle), frame));
    lights.forEach(({ box }, i) => {
      box.classList.toggle("away", !isIn[i]);
    });
    const seen = lights.filter((_, i) => isIn[i]);
    const there = circles.filter((_, i) => isIn[i]);
    const rooms = this.#findRooms(there, frame, taken);
    const focus = there.findIndex(({ width }) => width);
    if (this.#stop?.city && rooms[focus] && !rooms[focus].name)
      rooms[focus] = this.#makeRoom(seen, there, focus, frame);
    rooms.forEach((room, i) => {
      this.#settle(seen[i], there[i], room);
    });
  }

  /**
   * Return where the name of the light in focus stands though others are in its way, and put these out.
   *
   * @param {readonly Light[]} lights
   * @param {readonly Symbolic[]} circles
   * @param {number} focus its number
   * @param {Box} frame
   */
  #makeRoom(lights, circles, focus, frame) {
    const own = circles[focus];
    const [room] = placeNames([own], lights[focus].name.offsetHeight, frame, []);
    const { x, y } = room.name ?? { x: 0, y: 0 };
    const name = { x: own.x + x, y: own.y + y, width: own.width, height: lights[focus].name.offsetHeight };
    const gap = distance(name, boxOf(own));
    lights.forEach(({ box }, i) => {
      if (i !== focus && distance(name, boxOf(circles[i])) <= gap) box.classList.add("away");
    });
    return room;
  }

  /**
   * @param {readonly Symbolic[]} circles
   * @param {Box} frame
   * @param {readonly Box[]} taken
   */
  #findRooms(circles, frame, taken) {
    const heights = [...this.made.values()].map(({ name }) => name.offsetHeight);
    const height = Math.max(0, ...heights);
    if (this.#stop?.kind === "closing") return [];
    return this.#stop?.city
      ? placeNames(circles, height, frame, taken)
      : findRoom(circles, height, frame, taken, REACH * unit());
  }

  /**
   * Return the circle of a light where it lies, in px of its map's container.
   *
   * @param {Light} light
   * @returns {Symbolic}
   */
  #circle({ place, map, box, name }) {
    const { x, y } = map.latLngToContainerPoint(this.#position(place));
    const state = STATES.find((one) => box.classList.contains(one)) ?? "dim";
    const isTold = this.#stop?.city ? state === "focus" : state === "lit";
    return {
      x,
      y,
      r: this.#radius(box, state),
      width: isTold ? name.offsetWidth + 1 : 0,
      isFirst: Number(box.dataset.cases) > 1,
    };
  }

  /**
   * Return the radius (px) of a light in a `state`, on the map where its `box` is.
   *
   * @param {HTMLElement} box
   * @param {typeof STATES[number]} state
   */
  #radius(box, state) {
    return Number(getComputedStyle(box).getPropertyValue(`--${state}`)) * unit();
  }

  /**
   * Let a light stand in its `room`, with its name.
   *
   * @param {Light} light
   * @param {Point} from where its place lies
   * @param {{ centre: Point, name: Point | null }} room
   */
  #settle({ marker, map, box, name }, from, { centre, name: spot }) {
    const far = Math.hypot(centre.x - from.x, centre.y - from.y);
    if (far > MIN_LINE_PX) this.#lead(map, from, centre);
    if (far) marker.setLatLng(map.containerPointToLatLng([centre.x, centre.y]));
    box.classList.toggle("named", Boolean(spot));
    if (spot) Object.assign(name.style, { left: `${spot.x}px`, top: `${spot.y}px` });
  }

  /**
   * Draw a hair line from where a place lies to its light.
   *
   * @param {L.Map} map
   * @param {Point} from
   * @param {Point} to
   */
  #lead(map, from, to) {
    const ends = [from, to].map(({ x, y }) => map.containerPointToLatLng([x, y]));
    const lines = this.lines[map === this.map ? 0 : 1];
    L.polyline(ends, { interactive: false, className: "leader" }).addTo(lines);
    L.circleMarker(ends[0], { interactive: false, radius: 2, className: "dot" }).addTo(lines);
  }
}
