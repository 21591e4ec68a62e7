/* The tour on a stage: the map, one card, and the keys that the stage of the atlas has. */

/** @import { Atlas } from "./atlas.js" */
/** @import { Case, Pair, Stop, View } from "./types.d.ts" */
/** @import { Actions } from "../../tour/keys.js" */

import { setFullscreen } from "../../tour/fullscreen.js";
import { Keyboard } from "../../tour/keyboard.js";
import { Presentation } from "../../tour/presentation.js";
import { find, make } from "./elements.js";
import { openFrame } from "./frames.js";

const USUAL_SECONDS = 12; // a stop, when it goes on by itself
const MAX_FOUND = 8;
const MOVES = { ArrowDown: 1, PageDown: 1, ArrowUp: -1, PageUp: -1 };

export class AtlasStage {
  /** @type {import("../../map/tour.js").TourMap | null} */
  #map = null;
  /** @type {Presentation | null} */
  #presentation = null;
  #timer = 0;
  #chosen = 0; // in the list of what was found
  /** @type {Case[]} */
  #found = [];
  #isOpening = false;
  #isDrawn = false;

  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.box = find("stage");
    this.field = /** @type {HTMLInputElement} */ (find("sought"));
    this.field.addEventListener("input", () => this.#seek());
    this.field.addEventListener("keydown", (event) => this.#onFinderKey(event));
    for (const button of this.box.querySelectorAll("[data-action]"))
      button.addEventListener("click", () =>
        this.#actions()[/** @type {HTMLElement} */ (button).dataset.action ?? ""]?.(""),
      );
  }

  /**
   * Open or close the stage as the view asks; while it is open it writes its stop into the address itself.
   *
   * @param {View} view
   * @param {readonly number[]} _kept
   */
  show(view, _kept) {
    const isOpen = view.page === "stage";
    document.body.classList.toggle("on-stage", isOpen);
    this.box.hidden = !isOpen;
    if (!isOpen) {
      window.clearTimeout(this.#timer);
      return;
    }
    if (this.#presentation) {
      if (this.#presentation.at !== view.stop) this.#presentation.go(view.stop);
      this.#draw();
    } else this.#open(view);
  }

  /** @param {View} view */
  async #open(view) {
    if (this.#isOpening) return;
    this.#isOpening = true;
    const { data, words } = this.atlas;
    const first = Math.min(Math.max(view.stop, 1), data.stops.length);
    const presentation = new Presentation(data.stops, first, { seconds: 0, usual: USUAL_SECONDS });
    this.#presentation = presentation;
    const keyboard = new Keyboard(data.keys, this.#actions(), presentation, {});
    presentation.addEventListener("stop", () => this.#onStop());
    presentation.addEventListener("overlay", () => this.#drawOverlay());
    presentation.addEventListener("digits", () => this.#drawDigits());
    presentation.addEventListener("pace", () => this.#goOn());
    presentation.addEventListener("spotlight", () => this.box.classList.toggle("spotlit", presentation.spotlight));
    this.box.addEventListener("pointermove", ({ clientX, clientY }) => {
      this.box.style.setProperty("--x", `${clientX}px`);
      this.box.style.setProperty("--y", `${clientY}px`);
    });
    const page = await openFrame(find("stage-map"), "tour-style", {
      title: words.say("World map of the cases"),
      language: words.tag,
    });
    this.#map = page.openTourMap(data.map, this.atlas.land);
    this.#map.plan({ ...data.plan, language: words.language });
    const listen = (/** @type {Window} */ target) =>
      target.addEventListener("keydown", (event) => this.box.hidden && event.stopImmediatePropagation(), true);
    listen(page);
    this.#guard(keyboard);
    keyboard.listen(page);
    Object.assign(window, { atlasStage: { openCity: (/** @type {string} */ city) => presentation.openCity(city) } });
    new ResizeObserver(() => this.#resize()).observe(this.box);
    this.#draw();
  }

  /**
   * Let the keys of the stage be heard while it is open alone.
   *
   * @param {Keyboard} keyboard
   */
  #guard(keyboard) {
    const heard = new EventTarget();
    const page = /** @type {Window} */ (/** @type {unknown} */ (heard));
    keyboard.listen(page);
    window.addEventListener("keydown", (event) => {
      if (this.box.hidden) return;
      if (event.target === this.field && event.key !== "Escape") return;
      const copy = new KeyboardEvent("keydown", event);
      Object.defineProperty(copy, "target", { value: event.target });
      heard.dispatchEvent(copy);
      if (copy.defaultPrevented) event.preventDefault();
    });
  }

  /** @returns {Actions} */
  #actions() {
    const presentation = () => /** @type {Presentation} */ (this.#presentation);
    return {
      next: () => presentation().step(1),
      back: () => presentation().step(-1),
      erase: () => this.#erase(),
      first: () => presentation().move(1),
      last: () => presentation().move(presentation().stops.length),
      find: () => presentation().toggle("find"),
      overview: () => presentation().toggle("overview"),
      digit: (key) => presentation().type(presentation().digits + key),
      closer: () => this.#map?.zoom(1),
      farther: () => this.#map?.zoom(-1),
      zero: () => (presentation().digits ? presentation().type(`${presentation().digits}0`) : this.#map?.zoom(0)),
      black: () => presentation().toggle("black"),
      spotlight: () => presentation().toggleSpotlight(),
      full: () => setFullscreen(!document.fullscreenElement),
      start: () => setFullscreen(true),
      auto: () => presentation().togglePace(),
      help: () => presentation().toggle("help"),
      out: () => this.#leave(),
    };
  }

  #erase() {
    const presentation = /** @type {Presentation} */ (this.#presentation);
    if (presentation.digits) presentation.type(presentation.digits.slice(0, -1));
    else presentation.step(-1);
  }

  /** Leave what was entered last, at the end the stage. */
  #leave() {
    const presentation = /** @type {Presentation} */ (this.#presentation);
    if (presentation.digits || presentation.missing) presentation.type("");
    else if (presentation.overlay) presentation.closeOverlay();
    else if (presentation.spotlight) presentation.toggleSpotlight();
    else if (presentation.side) presentation.go(presentation.at);
    else if (document.fullscreenElement) setFullscreen(false);
    else this.atlas.turnTo("map");
  }

  #onStop() {
    const { at } = /** @type {Presentation} */ (this.#presentation);
    if (this.atlas.view.stop !== at) this.atlas.go({ ...this.atlas.view, stop: at }, "replaceState");
    else this.#draw();
    this.#goOn();
  }

  /** Go on by itself, if it was asked to. */
  #goOn() {
    const presentation = /** @type {Presentation} */ (this.#presentation);
    window.clearTimeout(this.#timer);
    this.box.classList.toggle("auto", presentation.seconds > 0);
    if (presentation.seconds)
      this.#timer = window.setTimeout(() => presentation.goRound(), presentation.seconds * 1000);
  }

  /* ---- what is seen ---- */

  #draw() {
    const presentation = this.#presentation;
    if (!presentation || this.box.hidden) return;
    const stop = /** @type {Stop} */ (presentation.stop);
    const { words } = this.atlas;
    this.box.dataset.kind = stop.kind;
    const card = find("card");
    Object.assign(card.dataset, { stop: presentation.at, stops: presentation.stops.length });
    card.replaceChildren(...this.#tell(stop));
    const aside = presentation.side ? words.say("side step") : "";
    find("stage-count").textContent = [`${presentation.at} / ${presentation.stops.length}`, aside]
      .filter(Boolean)
      .join(" · ");
    const hall = getComputedStyle(this.box).colorScheme.includes("light") ? "bright" : "dark";
    this.#map?.plan({ ...this.atlas.data.plan, language: words.language, hall });
    find("progress").style.setProperty("--done", String(presentation.at / presentation.stops.length));
    this.#map?.show(stop, this.#free(), { animate: this.#isDrawn });
    this.#isDrawn ||= this.#map !== null; // the first stop is not flown to
    this.#drawOverlay();
  }

  /** Return the part of the screen that the card leaves to the map. */
  #free() {
    const { left, top } = find("card").getBoundingClientRect();
    const { innerWidth: width, innerHeight: height } = window;
    const { kind } = /** @type {Presentation} */ (this.#presentation).stop;
    if (kind === "closing") return { x: 0, y: 0, width, height };
    const isBeside = left > width / 3;
    return isBeside ? { x: 0, y: 0, width: left, height } : { x: 0, y: 0, width, height: Math.max(top, height / 3) };
  }

  #resize() {
    if (!this.box.hidden) this.#map?.resize(this.#free());
  }

  /**
   * Return the words of a card.
   *
   * @param {Stop} stop
   */
  #tell(stop) {
    const { atlas } = this;
    const one = atlas.caseOf(stop.case ?? "");
    return one ? this.#tellCase(one) : this.#tellOther(stop);
  }

  /**
   * Return a text in both languages, the first one large.
   *
   * @param {"h1" | "h2" | "p"} tag
   * @param {Readonly<Pair>} text
   */
  #both(tag, text) {
    const { words } = this.atlas;
    const isSame = text[0] === text[1];
    return make(
      tag,
      {},
      make("span", { lang: text[words.first] ? words.tag : words.otherTag }, words.choose(text)),
      !isSame && text[0] && text[1] && make("span", { class: "second", lang: words.otherTag }, text[words.second]),
    );
  }

  /** @param {Case} one */
  #tellCase(one) {
    const { describing } = this.atlas;
    const fact = one.facts.find(({ kind, isUnsure }) => kind === this.#resultKind && !isUnsure) ?? one.facts[0];
    const [, publisher, date] = fact ? this.atlas.data.sources[fact.source] : ["", "", ""];
    const source = this.atlas.words.say("Source: %(source)s", {
      source: [publisher, date.slice(0, 4)].filter(Boolean).join(" · "),
    });
    return [
      describing.tags(one),
      this.#both("h1", [one.place.city_zh, one.place.city_en]),
      this.#both("h2", one.title),
      ...(fact ? [this.#both("p", fact.text), make("p", { class: "small" }, source)] : []),
      make("p", { class: "small" }, describing.position(one)),
    ];
  }

  get #resultKind() {
    return (
      this.atlas.data.facets.find(({ name }) => name === "known")?.values.findIndex(([value]) => value === "result") ??
      -1
    );
  }

  /** @param {Stop} stop */
  #tellOther({ title, lines, kind }) {
    const { words, data } = this.atlas;
    const code = kind === "closing" ? data.code : null;
    const figure = code && [
      make("img", { class: "code", src: code.picture, alt: words.say("QR code") }),
      make("figcaption", { class: "small" }, words.choose(code.caption)),
    ];
    return [
      this.#both("h1", title),
      ...lines.filter((line) => line.some(Boolean)).map((line) => this.#both("p", line)),
      ...(figure ? [make("figure", {}, figure)] : []),
    ];
  }

  #drawDigits() {
    const { digits, missing } = /** @type {Presentation} */ (this.#presentation);
    const typed = find("typed");
    typed.hidden = !(digits || missing);
    typed.textContent = digits || (missing && this.atlas.words.say("There is no stop %d", Number(missing)));
  }

  #drawOverlay() {
    const { overlay } = /** @type {Presentation} */ (this.#presentation);
    for (const name of ["help", "find", "overview", "black"]) {
      const sheet = find(name);
      const wasHidden = sheet.hidden;
      sheet.hidden = overlay !== name;
      if (!sheet.hidden && wasHidden && name === "overview") this.#listStops();
      if (!sheet.hidden && wasHidden && name === "find") this.#startFinder();
    }
    if (overlay !== "find" && document.activeElement === this.field) this.field.blur();
  }

  #listStops() {
    const presentation = /** @type {Presentation} */ (this.#presentation);
    const rows = this.atlas.data.stops.map((stop, i) => {
      const attributes = {
        type: "button",
        "aria-current": i + 1 === presentation.at ? "true" : null,
        class: stop.kind,
      };
      const press = () => presentation.move(i + 1);
      return make(
        "li",
        {},
        make("button", { ...attributes, onclick: press }, `${i + 1}  ${this.atlas.words.choose(stop.names)}`),
      );
    });
    find("overview").replaceChildren(make("ol", {}, rows));
    find("overview").querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  }

  /* ---- the finder ---- */

  #startFinder() {
    this.field.value = "";
    this.#found = [];
    this.#listFound();
    this.field.focus();
  }

  #seek() {
    const text = this.field.value.trim();
    const scores = text ? this.atlas.search.find(text).scores : [];
    const found = scores.flatMap((score, row) => (score ? [{ score, row }] : [])).sort((a, b) => b.score - a.score);
    this.#found = found.slice(0, MAX_FOUND).map(({ row }) => this.atlas.cases[row]);
    this.#chosen = 0;
    this.#listFound(text && !found.length ? this.atlas.words.say("No cases match these filters.") : "");
  }

  /** @param {string} said */
  #listFound(said = "") {
    const { describing } = this.atlas;
    const rows = this.#found.map((one, i) => {
      const attributes = { role: "option", id: `found-${i}`, "aria-selected": i === this.#chosen };
      const text = [make("b", {}, describing.city(one.place)), make("span", {}, describing.title(one))];
      return make("li", { ...attributes, onclick: () => this.#stepAside(one) }, text);
    });
    find("sought-list").replaceChildren(...rows);
    find("unfound").textContent = said;
    this.field.setAttribute("aria-activedescendant", rows.length ? `found-${this.#chosen}` : "");
  }

  /** @param {KeyboardEvent} event */
  #onFinderKey(event) {
    if (event.isComposing) return;
    const step = MOVES[/** @type {keyof typeof MOVES} */ (event.key)];
    if (!step && event.key !== "Enter") return;
    event.preventDefault();
    const count = this.#found.length;
    if (step && count) {
      this.#chosen = (this.#chosen + step + count) % count;
      this.#listFound();
    } else if (!step && count) this.#stepAside(this.#found[this.#chosen]);
  }

  /**
   * Show a case beside the tour, or at its stop.
   *
   * @param {Case} one
   */
  #stepAside(one) {
    const presentation = /** @type {Presentation} */ (this.#presentation);
    const side = {
      ...this.atlas.data.stops[0],
      kind: /** @type {const} */ ("case"),
      case: one.id,
      city: one.place.city_id,
    };
    presentation.stepAside({ ...side, theme: one.themes[0] ?? "", chapter: null, label: "" });
  }
}
