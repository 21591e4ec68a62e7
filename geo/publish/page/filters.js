/* The filters: every value stands open with the number of cases it would show. They are made once for a language and a
   division of China; a change of the view changes numbers and marks alone. */

/** @import { AtlasData, View } from "./types.d.ts" */
/** @import { Describing } from "./describe.js" */

import { find, make } from "./elements.js";

const FOLDED = "known"; // the facet that few ask for

export class Filters {
  /** @type {{ facet: string, value: string, button: HTMLElement, count: HTMLElement, bar: HTMLElement }[]} */
  #values = [];
  #made = "";

  /**
   * @param {AtlasData} data
   * @param {Record<string, Record<string, number>>} totals cases of each value, without filters
   * @param {{ toggle: (facet: string, value: string) => void, choose: (name: "scheme", value: string) => void }} actions
   */
  constructor(data, totals, actions) {
    this.data = data;
    this.totals = totals;
    this.actions = actions;
  }

  /**
   * Show the filters of `view` and how many cases each value would show.
   *
   * @param {View} view
   * @param {Record<string, Record<string, number>>} counts
   * @param {Describing} describing
   */
  show(view, counts, describing) {
    const made = `${view.language} ${view.scheme} ${describing.words.language}`;
    if (made !== this.#made) this.#make(view, describing);
    this.#made = made;
    for (const { facet, value, button, count, bar } of this.#values) {
      const number = counts[facet][value] ?? 0;
      const largest = Math.max(1, ...Object.values(counts[facet]));
      if (count.textContent !== String(number)) {
        count.textContent = String(number);
        button.classList.toggle("none", !number);
      }
      bar.style.setProperty("--share", String(number / largest));
      button.setAttribute("aria-pressed", String(view.chosen[facet]?.includes(value) ?? false));
    }
  }

  /**
   * @param {View} view
   * @param {Describing} describing
   */
  #make(view, describing) {
    this.#values = [];
    const facets = this.data.facets.map(({ name, label, note, values }) => {
      const scheme = this.data.schemes.find((one) => one.name === view.scheme);
      const own = name === "region" ? (scheme?.values ?? []) : values;
      return (
        this.#tellsApart(name, own.length) && this.#makeFacet({ name, label, note, values: own }, view, describing)
      );
    });
    find("facets").replaceChildren(...facets.filter((facet) => facet !== false));
  }

  /**
   * Return whether a facet has several values, or one that not all cases have.
   *
   * @param {string} name
   * @param {number} values
   */
  #tellsApart(name, values) {
    const all = this.data.cases.case_id.length;
    return values > 1 || Object.values(this.totals[name] ?? {}).some((count) => count < all);
  }

  /**
   * @param {import("./types.d.ts").Facet} facet
   * @param {View} view
   * @param {Describing} describing
   */
  #makeFacet({ name, label, note, values }, view, describing) {
    const { words } = describing;
    const buttons = values.map(([value, zh, en]) => this.#makeValue(name, value, words.choose([zh, en]), describing));
    const noted = note && make("small", {}, words.choose(note));
    const heading = make("h2", {}, words.choose(label), noted);
    const list = make("ul", {}, buttons);
    if (name === FOLDED) {
      const open = view.chosen[name]?.length ? { open: "" } : {};
      return make("details", { class: "facet", ...open }, make("summary", {}, words.choose(label)), list);
    }
    const schemes = name === "region" && this.#makeSchemes(view, describing);
    return make("section", { class: "facet" }, heading, schemes, list);
  }

  /**
   * @param {string} facet
   * @param {string} value
   * @param {string} name
   * @param {Describing} describing
   */
  #makeValue(facet, value, name, describing) {
    const count = make("span", { class: "count" });
    const bar = make("span", { class: "bar", "aria-hidden": "true" });
    const disc = facet === "theme" && describing.disc(value);
    const press = () => this.actions.toggle(facet, value);
    const button = make("button", { type: "button", onclick: press }, disc, make("span", {}, name), count, bar);
    Object.assign(button.dataset, { facet, value });
    this.#values.push({ facet, value, button, count, bar });
    return make("li", {}, button);
  }

  /**
   * @param {View} view
   * @param {Describing} describing
   */
  #makeSchemes(view, { words }) {
    const buttons = this.data.schemes.map(({ name, label }) => {
      const press = () => this.actions.choose("scheme", name);
      const attributes = { type: "button", "aria-pressed": name === view.scheme, onclick: press };
      return make("button", attributes, words.choose(label));
    });
    return make("p", { class: "switch" }, buttons);
  }
}
