/* The symbol of one place as an element that is looked at, clicked and reached by the keyboard. */

/** @import { CaseMap } from "./case_map.js" */
/** @import { Point, ShownPlace } from "./types.d.ts" */

import { element } from "./dom.js";
import { fill } from "./labels.js";
import { drawSymbol } from "./symbol.js";

const TOOLTIP_PX = { width: 110, height: 60 }; // room that one needs beside and above its symbol
/** @type {Record<"top" | "bottom" | "left" | "right", [number, number]>} offsets, px */
const TOOLTIP_SIDES = { top: [0, -12], bottom: [0, 12], left: [-12, 0], right: [12, 0] };

const CHOSEN_Z = 1000; // others: the number of cases
const LIT_Z = 2000;

/**
 * Return the side of a symbol at which its tooltip has room.
 *
 * @param {number} x of the symbol in the window
 * @param {number} y
 */
function tooltipSide(x, y) {
  if (x < TOOLTIP_PX.width) return "right";
  if (x > window.innerWidth - TOOLTIP_PX.width) return "left";
  return y < TOOLTIP_PX.height ? "bottom" : "top";
}

/**
 * Light the rows of a city in the list beside the map.
 *
 * @param {string} city "": none
 */
const lightRows = (city) => window.parent.atlasPage?.lightRows(city);

/**
 * Return an icon that is always the same element, however often its marker comes and goes.
 *
 * @param {string} city
 */
function createIcon(city) {
  const icon = L.divIcon({ className: "place", iconSize: undefined });
  const box = icon.createIcon();
  icon.createIcon = () => box;
  box.dataset.city = city;
  box.tabIndex = 0;
  box.setAttribute("role", "button");
  box.setAttribute("aria-keyshortcuts", "t");
  return { icon, box };
}

/** A place on one map; its element is made once. */
export class PlaceMarker {
  /** What the element was drawn for, as JSON. */
  #drawn = "";
  /** What it says, and whether its cases are in the tour. */
  #said = "";

  /** @type {HTMLElement | undefined} */
  #name;

  /**
   * @param {ShownPlace} place
   * @param {L.LatLngTuple} at
   * @param {CaseMap} caseMap
   */
  constructor(place, at, caseMap) {
    const { icon, box } = createIcon(place.city_id);
    this.place = place;
    this.caseMap = caseMap;
    this.box = box;
    this.marker = L.marker(at, { icon, keyboard: false });
    this.marker.bindTooltip("", { opacity: 1, className: "caption" });
    this.#listen();
  }

  #listen() {
    const choose = () => this.caseMap.choose(this.place.city_id);
    this.marker.on("click", choose);
    this.box.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.toLowerCase() === "t") this.caseMap.tick(this.place.city_id);
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    });
    this.box.addEventListener("pointerenter", () => {
      this.#turnTooltip();
      lightRows(this.place.city_id);
    });
    this.box.addEventListener("pointerleave", () => lightRows(""));
    this.box.addEventListener("focus", () => {
      this.#turnTooltip();
      this.marker.openTooltip();
      lightRows(this.place.city_id);
    });
    this.box.addEventListener("blur", () => {
      this.marker.closeTooltip();
      lightRows("");
    });
  }

  /**
   * Show `place`, which is this one with its cases and themes of now.
   *
   * @param {ShownPlace} place
   */
  show(place) {
    const { view, symbolScale } = this.caseMap;
    this.place = place;
    const wanted = JSON.stringify([place.cases, place.themes, view.language, symbolScale]);
    if (this.#drawn !== wanted) this.#draw();
    this.#drawn = wanted;
    const chosen = place.city_id === view.city;
    this.box.classList.toggle("chosen", chosen);
    this.box.setAttribute("aria-pressed", String(chosen));
    this.markTour();
    this.#rise();
  }

  /** Bear the sign of the tour if cases of the place are in it, and say what the key t would do. */
  markTour() {
    const { box, place, caseMap } = this;
    const { words } = caseMap.labels;
    const state = caseMap.inTour(place.city_id);
    const age = caseMap.labels.age(caseMap.ages[place.city_id], caseMap.latest);
    const counted = caseMap.labels.placeWithCases(place);
    const label = age ? fill(words.place_label, { "%s": counted, "%c": age }) : counted;
    if (this.#said === label + state) return;
    this.#said = label + state;
    box.classList.toggle("in-tour", state !== "none");
    box.setAttribute("aria-label", state === "none" ? label : `${label}${words.in_tour}`);
    box.setAttribute("aria-description", state === "all" ? words.untick_hint : words.tick_hint);
    this.marker.setTooltipContent(this.#caption());
  }

  /**
   * Make the symbol stand out, or no longer.
   *
   * @param {boolean} isLit
   */
  light(isLit) {
    if (this.box.classList.contains("lit") === isLit) return;
    this.box.classList.toggle("lit", isLit);
    this.#rise();
  }

  /** Stand above all that is less asked for. */
  #rise() {
    const { classList } = this.box;
    this.marker.setZIndexOffset(
      classList.contains("lit") ? LIT_Z : classList.contains("chosen") ? CHOSEN_Z : this.place.cases,
    );
  }

  #draw() {
    const { box, place } = this;
    const { labels, symbolStyle } = this.caseMap;
    const drawing = drawSymbol(place.cases, place.themes, symbolStyle);
    const size = Number(drawing.getAttribute("width"));
    const margin = `${-size / 2}px 0 0 ${-size / 2}px`;
    Object.assign(box.style, { width: `${size}px`, height: `${size}px`, margin });
    box.style.setProperty("--scale", String(this.caseMap.symbolScale)); // of its signs
    box.replaceChildren(drawing);
    this.#name = element("span", "name", box, labels.place(place));
    this.#name.setAttribute("aria-hidden", "true");
    box.dataset.cases = String(place.cases);
    box.dataset.age = this.caseMap.ages[place.city_id] ?? "";
  }

  /**
   * Place the name at `spot`, from the centre of the symbol, or hide it where there is none.
   *
   * @param {Point | null} spot
   * @param {number} size px
   */
  placeName(spot, size) {
    const name = this.#name;
    if (!name) return;
    name.hidden = !spot;
    if (!spot) return;
    const [left, top] = [spot.x, spot.y].map((offset) => `calc(50% + ${offset}px)`);
    Object.assign(name.style, { left, top, fontSize: `${size}px` });
  }

  /** Let the tooltip stand where the edge of the map does not cut it. */
  #turnTooltip() {
    const { x, y } = this.box.getBoundingClientRect();
    const direction = tooltipSide(x, y);
    const [dx, dy] = TOOLTIP_SIDES[direction];
    Object.assign(this.marker.getTooltip()?.options ?? {}, { direction, offset: L.point(dx, dy) });
  }

  #caption() {
    const { labels } = this.caseMap;
    const box = element("div", "");
    element("strong", "", box, labels.place(this.place));
    const age = labels.age(this.caseMap.ages[this.place.city_id], this.caseMap.latest);
    element("span", "", box, [labels.cases(this.place.cases), age].filter(Boolean).join(" · "));
    element("small", "", box, this.box.getAttribute("aria-description") ?? "");
    return box;
  }
}
