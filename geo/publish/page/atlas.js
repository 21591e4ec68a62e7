/* The page of the atlas that needs no server: everything that it shows came with it. The address is the home of what is
   looked at; whatever changes goes through `go`. */

/** @import { AtlasData, Case, View } from "./types.d.ts" */

import { Comparison } from "./compare.js";
import { Describing } from "./describe.js";
import { find, make } from "./elements.js";
import { Filters } from "./filters.js";
import { openFrame, setLook } from "./frames.js";
import { Panel } from "./panel.js";
import { decodeLand, makeSearch, readCases } from "./records.js";
import { Facets, findPartly, gatherPlaces } from "./selection.js";
import { AtlasStage } from "./stage.js";
import { readText, readView, writeView } from "./view.js";
import { Words } from "./words.js";

const TYPING_MS = 120; // after the last letter
const OWN_NAMES = { zh: "中文", en: "EN" };
const MAX_SYNONYMS = 5; // that are named
const MAX_CHIP_CHARS = 24;
const NARROW_PX = 760; // window, as in atlas.css: the panel stands under the map

/** The atlas: its tables, what is looked at, and the parts that show it. */
export class Atlas {
  /** @type {import("../../map/case_map.js").CaseMap | null} */
  map = null;
  /** @type {Window | null} */
  frame = null;
  /** @type {ReturnType<typeof makeSearch> | null} */
  #search = null;
  #typing = 0;
  #framed = ""; // language and colours in which the fixed words stand

  /** @param {AtlasData} data */
  constructor(data) {
    this.data = data;
    this.cases = readCases(data);
    this.byId = new Map(this.cases.map((one) => [one.id, one]));
    this.facets = new Facets(data, this.cases);
    this.known = {
      values: Object.fromEntries(data.facets.map(({ name, values }) => [name, values.map(([value]) => value)])),
      schemes: Object.fromEntries(data.schemes.map(({ name, values }) => [name, values.map(([value]) => value)])),
      cases: new Set(this.byId.keys()),
      cities: new Set(data.map.places.map(({ city_id }) => city_id)),
      language: data.language,
    };
    this.land = decodeLand(data.land);
    this.view = this.#readAddress();
    this.words = new Words(this.view.language, data.words);
    this.describing = new Describing(data, this.words);
    const actions = { toggle: this.toggle.bind(this), choose: this.#chooseScheme.bind(this) };
    this.filters = new Filters(data, this.facets.select(this.#bare(), null).counts, actions);
    this.panel = new Panel(this);
    this.comparison = new Comparison(this);
    this.stage = new AtlasStage(this);
  }

  get search() {
    this.#search ??= makeSearch(this.data, this.cases);
    return this.#search;
  }

  /** @param {string} id */
  caseOf(id) {
    return this.byId.get(id);
  }

  /** Return the view that the address asks for: behind the number sign, or else as the pages of the atlas are asked. */
  #readAddress() {
    const { hash, search } = window.location;
    return readView(new URLSearchParams(hash.length > 1 ? hash.slice(1) : search), this.known);
  }

  /**
   * Return this view without filters.
   *
   * @returns {View}
   */
  #bare() {
    return { ...this.view, chosen: {}, q: "" };
  }

  /**
   * Return which cases answer a text, null: all.
   *
   * @param {string} text
   */
  #match(text) {
    return text ? this.search.find(text).scores.map((score) => score > 0) : null;
  }

  /**
   * Return the rows that `view` keeps, and how many cases each value would show.
   *
   * @param {View} view
   */
  select(view) {
    return this.facets.select(view, this.#match(view.q));
  }

  /* ---- what changes the view ---- */

  /**
   * Look at `view`, and leave the last one in the history.
   *
   * @param {View} view
   * @param {"pushState" | "replaceState"} way
   */
  go(view, way = "pushState") {
    this.view = view;
    // Served, the language that goes without saying may be another next time, and what stands behind ? holds no longer.
    const query = writeView(view, this.known, isServed() ? "" : this.known.language);
    const { pathname } = window.location;
    window.history[way](null, "", query ? `${pathname}#${query}` : pathname);
    this.show();
  }

  /** @param {Partial<View>} changes */
  open(changes) {
    this.go({ ...this.view, page: "map", ...changes });
    this.panel.box.scrollTop = 0;
    if (changes.city || changes.case) this.#comeToPanel();
    const heading = this.panel.box.querySelector("h2[tabindex]");
    if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
  }

  /** Come to what was opened, where it stands under the map. */
  #comeToPanel() {
    if (window.innerWidth < NARROW_PX) this.panel.box.scrollIntoView();
  }

  /**
   * @param {string} facet
   * @param {string} value
   */
  toggle(facet, value) {
    const chosen = this.view.chosen[facet] ?? [];
    const values = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    this.narrow({ [facet]: this.#valuesOf(facet).filter((one) => values.includes(one)) });
  }

  /** @param {string} facet */
  #valuesOf(facet) {
    return facet === "region" ? this.known.schemes[this.view.scheme] : this.known.values[facet];
  }

  /** @param {Record<string, string[]>} chosen */
  narrow(chosen) {
    this.go({ ...this.view, chosen: { ...this.view.chosen, ...chosen } });
  }

  clear() {
    this.go({ ...this.view, chosen: {}, q: "" });
  }

  /**
   * @param {"scheme"} _name
   * @param {string} scheme
   */
  #chooseScheme(_name, scheme) {
    const region = (this.view.chosen.region ?? []).filter((value) => this.known.schemes[scheme].includes(value));
    this.go({ ...this.view, scheme, chosen: { ...this.view.chosen, region } });
  }

  /** @param {string} id */
  toggleCompared(id) {
    const { compare } = this.view;
    const isChosen = compare.includes(id);
    const next = isChosen ? compare.filter((one) => one !== id) : [...compare, id].slice(-4);
    this.go({ ...this.view, compare: next });
  }

  /** @param {View["page"]} page */
  turnTo(page) {
    this.go({ ...this.view, page });
  }

  /**
   * Return what else could be asked where nothing is found: each with how many cases it brings.
   *
   * @returns {{ label: string, count: number, view: View }[]}
   */
  listWays() {
    const { view, words } = this;
    const near = view.q ? this.search.index.suggest(view.q) : [];
    const said = near.map((q) => ({ label: words.say("Perhaps %(text)s", { text: `“${q}”` }), view: { ...view, q } }));
    const chosen = Object.entries(view.chosen).filter(([, values]) => values.length);
    const less = chosen.map(([facet, values]) => ({
      label: words.say("Without %(name)s", { name: words.join(values.map((value) => this.nameOf(facet, value))) }),
      view: { ...view, chosen: { ...view.chosen, [facet]: [] } },
    }));
    const text =
      view.q && chosen.length
        ? [{ label: words.say("Without %(name)s", { name: `“${view.q}”` }), view: { ...view, q: "" } }]
        : [];
    const ways = [...said, ...less, ...text].map((way) => ({ ...way, count: this.select(way.view).kept.length }));
    return ways.filter(({ count }) => count);
  }

  /**
   * Return the name of a value of a facet.
   *
   * @param {string} facet
   * @param {string} value
   */
  nameOf(facet, value) {
    const scheme = this.data.schemes.find(({ name }) => name === this.view.scheme);
    const values = facet === "region" ? scheme?.values : this.data.facets.find(({ name }) => name === facet)?.values;
    const [, zh, en] = values?.find(([one]) => one === value) ?? [value, value, value];
    return this.words.choose([zh, en]);
  }

  /**
   * Return the address of a page of the full atlas at this view; "" if none is known.
   *
   * @param {string} page
   * @param {string} [id] of a case
   */
  addressOf(page, id) {
    const root = isServed() && /\/atlas$/.test(window.location.pathname) ? "./" : this.data.address;
    if (!root) return "";
    const query = new URLSearchParams(writeView({ ...this.view, page: "map", look: "" }, this.known));
    if (id) query.set("case", id);
    return `${root}${page}?${query}`;
  }

  /* ---- what shows it ---- */

  /** Show what is looked at now. */
  show() {
    const { view } = this;
    if (this.words.language !== view.language) {
      this.words = new Words(view.language, this.data.words);
      this.describing = new Describing(this.data, this.words);
    }
    const { kept, counts } = this.select(view);
    const cases = kept.map((row) => this.cases[row]);
    this.#showFound(cases); // first: names on the map keep clear of it
    this.#showMap(cases);
    this.filters.show(view, counts, this.describing);
    this.panel.show(view, kept, this.describing);
    this.comparison.show(view, this.describing);
    this.stage.show(view, kept);
    this.#showFrame();
  }

  /** @param {readonly Case[]} cases */
  #showMap(cases) {
    const { view } = this;
    const shown = gatherPlaces(cases);
    const partly = findPartly(new Set(cases.map(({ id }) => id)), this.data.map.cases);
    const city = this.caseOf(view.case)?.place.city_id ?? (view.city || null);
    const address = JSON.stringify([view.chosen, view.q, city, view.language]);
    this.map?.show({ shown, partly, language: view.language, city, themes: view.chosen.theme ?? [], address });
  }

  /** Write what stands around the map in the language of the view. */
  #showFrame() {
    const { view, words } = this;
    document.title = [this.#subject(), words.say("City Governance Case Map")].filter(Boolean).join(" · ");
    const framed = `${view.language} ${view.look}`;
    if (framed !== this.#framed) this.#sayAgain(); // seldom: it makes the browser style both pages anew
    this.#framed = framed;
    this.#showLinks();
    const field = /** @type {HTMLInputElement} */ (find("search"));
    if (document.activeElement !== field) field.value = view.q;
  }

  /** Write every fixed word in the language of the view, and let both pages have its colours. */
  #sayAgain() {
    const { view, words } = this;
    const root = document.documentElement;
    root.lang = words.tag;
    root.style.colorScheme = view.look || "light dark";
    for (const element of document.querySelectorAll("[data-say]")) {
      const { say = "", into } = /** @type {HTMLElement} */ (element).dataset;
      if (into) element.setAttribute(into, words.say(say));
      else element.textContent = words.say(say);
    }
    const method = this.data.method[words.first].flatMap(([name, text]) => [
      make("dt", {}, name),
      make("dd", {}, text),
    ]);
    find("method").replaceChildren(...method);
    for (const frame of document.querySelectorAll("iframe")) frame.title = words.say("World map of the cases");
    this.#showTools();
    if (this.frame) setLook(this.frame, view.look);
  }

  #subject() {
    const { view } = this;
    const one = this.caseOf(view.case);
    if (one) return this.describing.title(one);
    const place = this.data.map.places.find(({ city_id }) => city_id === view.city);
    return place ? this.describing.city(place) : "";
  }

  #showTools() {
    const { view, words } = this;
    const languages = Object.entries(OWN_NAMES).map(([language, name]) => {
      const press = () => this.go({ ...this.view, language: /** @type {"zh" | "en"} */ (language) });
      return make("button", { type: "button", "aria-pressed": language === view.language, onclick: press }, name);
    });
    find("languages").replaceChildren(...languages);
    const next = { "": "dark", dark: "light", light: "" }[view.look] ?? "";
    const looks = { "": "Colours as the system has them", dark: "Dark colours", light: "Light colours" };
    const look = /** @type {HTMLButtonElement} */ (find("look"));
    look.textContent = { "": "◐", dark: "☾", light: "☀" }[view.look] ?? "◐";
    look.title = words.say(looks[/** @type {keyof typeof looks} */ (view.look)]);
    look.setAttribute("aria-label", look.title);
    look.onclick = () => this.go({ ...this.view, look: next }, "replaceState");
  }

  #showLinks() {
    const { view, words } = this;
    const compared = find("compared");
    compared.hidden = !view.compare.length;
    compared.textContent = `${words.say("Compare")} ${view.compare.length}`;
    const full = /** @type {HTMLAnchorElement} */ (find("full"));
    full.href = this.addressOf("");
    full.hidden = !this.addressOf("");
  }

  /** @param {readonly Case[]} cases */
  #showFound(cases) {
    const { view, words } = this;
    const places = new Set(cases.map(({ place }) => place.city_id)).size;
    const values = { found: cases.length, all: this.cases.length };
    const ofPlaces = { found: places, all: this.data.map.places.length };
    find("count").textContent = [
      words.say("%(found)s of %(all)d cases", values),
      words.say("%(found)s of %(all)d places", ofPlaces),
    ].join(" · ");
    const chosen = Object.entries(view.chosen).flatMap(([facet, values]) => values.map((value) => ({ facet, value })));
    const chips = chosen.map(({ facet, value }) =>
      this.#chip(this.nameOf(facet, value), () => this.toggle(facet, value)),
    );
    const text = view.q ? [this.#chip(`“${shorten(view.q)}”`, () => this.go({ ...this.view, q: "" }))] : [];
    const all = [...chips, ...text];
    const clear = make(
      "button",
      { type: "button", class: "clear", onclick: () => this.clear() },
      words.say("Clear all"),
    );
    find("chips").replaceChildren(...(all.length ? [...all, clear] : []));
    find("also").textContent = this.#sayAlso();
  }

  /** Return which synonyms found more than the text itself. */
  #sayAlso() {
    const { view, words } = this;
    const also = view.q ? this.search.find(view.q).also : [];
    const isOwn = (/** @type {string} */ word) => /^[\x20-\x7e]*$/.test(word) === (view.language === "en");
    const own = [...also.filter(isOwn), ...also.filter((word) => !isOwn(word))];
    return own.length ? words.say("also: %(words)s", { words: words.join(own.slice(0, MAX_SYNONYMS)) }) : "";
  }

  /**
   * @param {string} name
   * @param {() => void} remove
   */
  #chip(name, remove) {
    const label = this.words.say("Remove %(name)s", { name });
    return make("button", { type: "button", "aria-label": label, onclick: remove }, `${name} ✕`);
  }

  /**
   * Light a city on the map.
   *
   * @param {string} city "": none
   */
  light(city) {
    this.map?.light(city);
  }

  /* ---- how it begins ---- */

  async start() {
    /** @type {HTMLDetailsElement} */ (find("narrow")).open = window.innerWidth >= NARROW_PX;
    this.#listen();
    this.show();
    document.body.classList.add("ready");
    if (this.view.case || this.view.city) this.#comeToPanel();
    const said = { title: this.words.say("World map of the cases"), language: this.words.tag };
    this.frame = await openFrame(find("map"), "places-style", said);
    setLook(this.frame, this.view.look);
    this.map = this.frame.openCaseMap(this.data.map, this.land);
    this.#showMap(this.select(this.view).kept.map((row) => this.cases[row]));
  }

  #listen() {
    const again = () => {
      this.view = this.#readAddress();
      this.show();
    };
    window.addEventListener("popstate", again);
    window.addEventListener("hashchange", again);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      if (this.frame) setLook(this.frame, this.view.look);
    });
    const field = /** @type {HTMLInputElement} */ (find("search"));
    field.addEventListener("input", () => {
      window.clearTimeout(this.#typing);
      this.#typing = window.setTimeout(() => this.#seek(field.value), TYPING_MS);
    });
    field.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#seek(field.value);
    });
    // Followed, the link would put its target in the place of what is looked at.
    document.querySelector(".skip")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.panel.box.focus();
    });
    find("compared").addEventListener("click", () => this.turnTo("compare"));
    find("present").addEventListener("click", () => this.go({ ...this.view, page: "stage", stop: 1 }));
    find("show").addEventListener("click", () => this.panel.box.scrollIntoView());
  }

  /** @param {string} text */
  #seek(text) {
    const q = readText(text);
    if (q !== this.view.q) this.go({ ...this.view, q, page: "map" }, this.view.q ? "replaceState" : "pushState");
  }
}

/** Return whether a server gave the page, and no disk. */
const isServed = () => window.location.protocol.startsWith("http");

/** @param {string} text */
const shorten = (text) =>
  [...text].length > MAX_CHIP_CHARS ? `${[...text].slice(0, MAX_CHIP_CHARS).join("")}…` : text;

const atlas = new Atlas(JSON.parse(find("atlas").textContent ?? ""));
// What the map in its frame asks of the page around it.
Object.assign(window, {
  atlasPage: {
    above: () => [find("found").getBoundingClientRect()],
    set: (/** @type {string} */ name, /** @type {string} */ value) => atlas.open({ case: "", [name]: value }),
    toggle: (/** @type {string} */ facet, /** @type {string} */ value) => atlas.toggle(facet, value),
    lightRows: (/** @type {string} */ city) => atlas.panel.light(city),
    tourCases: () => [],
    tick: () => {},
  },
});
atlas.start();
