/* The panel beside the map: what was found, the cases of a city, or one case with all that is known. */

/** @import { Atlas } from "./atlas.js" */
/** @import { Case, View } from "./types.d.ts" */
/** @import { Describing } from "./describe.js" */

import { find, make, markSpans } from "./elements.js";
import { findSentences, locateReadings } from "./found_words.js";

const MAX_LISTED = 300; // cases that a list shows

export class Panel {
  /** @type {Map<number, HTMLElement>} the rows of the list, without what was found in them */
  #rows = new Map();
  #language = "";

  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.box = find("panel");
  }

  /**
   * @param {View} view
   * @param {readonly number[]} kept rows
   * @param {Describing} describing
   */
  show(view, kept, describing) {
    if (this.#language !== view.language) this.#rows.clear();
    this.#language = view.language;
    const one = this.atlas.caseOf(view.case);
    if (one) this.box.replaceChildren(...this.#tellCase(one, view, describing));
    else if (view.city) this.box.replaceChildren(...this.#tellCity(view, kept, describing));
    else this.box.replaceChildren(...this.#list(view, kept, describing));
  }

  /**
   * Light the rows of a city.
   *
   * @param {string} city "": none
   */
  light(city) {
    for (const row of this.box.querySelectorAll("[data-city]"))
      row.classList.toggle("lit", /** @type {HTMLElement} */ (row).dataset.city === city);
  }

  /**
   * @param {View} view
   * @param {readonly number[]} kept
   * @param {Describing} describing
   */
  #list(view, kept, describing) {
    const { data, cases } = this.atlas;
    if (!kept.length) return [this.#tellEmpty(view, describing)];
    const shown = kept.slice(0, MAX_LISTED).map((row) => cases[row]);
    const editions = data.editions.toReversed().flatMap((edition) => {
      const its = shown.filter((one) => one.edition === edition.edition);
      return its.length ? [this.#tellEdition(edition, describing), ...this.#group(its, view, describing)] : [];
    });
    const left = kept.length - shown.length;
    const more =
      left > 0 && make("p", { class: "note" }, describing.words.say("%d more are found: narrow the filters.", left));
    return [...editions, more, this.#tellOurs(describing)].filter((part) => part !== false);
  }

  /**
   * @param {import("./types.d.ts").AtlasData["editions"][number]} edition
   * @param {Describing} describing
   */
  #tellEdition({ edition, title, announced }, { words }) {
    const its = this.atlas.cases.filter((one) => one.edition === edition);
    const places = new Set(its.map(({ place }) => place.city_id)).size;
    const said = announced
      ? "Announced: %(announced)s cases. Listed: %(listed)d, in %(places)d places."
      : "Listed: %(listed)d cases, in %(places)d places.";
    const totals = words.say(said, { announced, listed: its.length, places });
    return make(
      "header",
      { class: "edition" },
      make("h2", {}, words.choose(title)),
      make("p", { class: "meta" }, totals),
    );
  }

  /**
   * @param {readonly Case[]} cases
   * @param {View} view
   * @param {Describing} describing
   */
  #group(cases, view, describing) {
    return [...describing.lists].flatMap(([list, name]) => {
      const its = cases.filter((one) => one.list === list);
      if (!its.length) return [];
      const heading = make("h3", { class: "heading" }, name, make("span", {}, String(its.length)));
      const rows = its.map((one) => this.#rowOf(one, view, describing));
      return [make("section", { class: "group" }, heading, make("ul", {}, rows))];
    });
  }

  /**
   * Return the row of a case; one without a search is made once.
   *
   * @param {Case} one
   * @param {View} view
   * @param {Describing} describing
   */
  #rowOf(one, view, describing) {
    const known = view.q ? undefined : this.#rows.get(one.row);
    if (known) return known;
    const found = view.q ? this.#tellFound(one, view, describing) : [];
    const summary = !found.length && one.facts[0] && make("small", {}, describing.words.choose(one.facts[0].text));
    const button = make(
      "button",
      {
        type: "button",
        "data-city": one.place.city_id,
        onclick: () => this.atlas.open({ city: one.place.city_id, case: one.id }),
        onpointerenter: () => this.atlas.light(one.place.city_id),
        onpointerleave: () => this.atlas.light(""),
      },
      make("b", {}, this.#mark(describing.city(one.place), view, { isName: true })),
      make(
        "em",
        {},
        one.themes.map((theme) => describing.disc(theme)),
      ),
      make("span", { lang: describing.tagOf(one.title) }, this.#mark(describing.title(one), view)),
      found,
      summary,
    );
    const row = make("li", {}, button);
    if (!view.q) this.#rows.set(one.row, row);
    return row;
  }

  /**
   * Return `text` with the words that were searched for marked where they are written.
   *
   * @param {string} text
   * @param {View} view
   * @param {{ isName?: boolean }} [options]
   */
  #mark(text, view, options) {
    if (!view.q) return [text];
    const { index } = this.atlas.search;
    return markSpans(text, locateReadings(index, text, index.readWords(view.q).of_titles, options));
  }

  /**
   * @param {Case} one
   * @param {View} view
   * @param {Describing} describing
   */
  #tellFound(one, view, { words }) {
    const sentences = findSentences(this.atlas.search.index, one, view.q, words.first);
    return sentences.map(({ language, text, spans }) =>
      make("span", { class: "found-in", lang: language ? "en" : "zh-CN" }, markSpans(text, spans)),
    );
  }

  /**
   * @param {View} view
   * @param {Describing} describing
   */
  #tellEmpty(view, { words }) {
    const { atlas } = this;
    const ways = atlas.listWays().map(({ label, count, view: to }) => {
      const text = words.say("%(what)s: %(cases)s", { what: label, cases: words.count("%d case", "%d cases", count) });
      return make("p", {}, make("button", { type: "button", class: "link", onclick: () => atlas.go(to) }, text));
    });
    const unfound = view.q && !atlas.search.find(view.q).scores.some(Boolean);
    const said = "%(text)s is found in no case at all, whatever the filters.";
    return make(
      "div",
      { class: "empty" },
      make("p", {}, words.say("No cases match these filters.")),
      unfound && make("p", {}, words.say(said, { text: `“${view.q}”` })),
      ways,
      make(
        "p",
        {},
        make("button", { type: "button", class: "link", onclick: () => atlas.clear() }, words.say("Clear all filters")),
      ),
    );
  }

  /** @param {Describing} describing */
  #back({ words }) {
    const press = () => this.atlas.open({ city: "", case: "" });
    return make("button", { type: "button", class: "back", onclick: press }, words.say("All cases found"));
  }

  /**
   * @param {View} view
   * @param {readonly number[]} kept
   * @param {Describing} describing
   */
  #tellCity(view, kept, describing) {
    const { words } = describing;
    const its = this.atlas.cases.filter(({ place }) => place.city_id === view.city);
    const { place, country } = its[0];
    const inside = its.filter(({ row }) => kept.includes(row));
    const outside = its.filter(({ row }) => !kept.includes(row));
    const count = words.count("%d case", "%d cases", its.length);
    const other = words.first ? place.city_zh : place.city_en;
    return [
      this.#back(describing),
      make(
        "header",
        { class: "city" },
        make("p", { class: "meta" }, words.choose(country)),
        make("h2", { tabindex: "-1" }, describing.city(place)),
        make("p", { class: "meta" }, `${other} · ${count}`),
      ),
      ...inside.map((one) => this.#article(one, view, describing)),
      ...(outside.length ? [make("p", { class: "aside" }, words.say("Outside the present filters"))] : []),
      ...outside.map((one) => this.#article(one, view, describing)),
      this.#tellOurs(describing),
    ];
  }

  /**
   * @param {Case} one
   * @param {View} view
   * @param {Describing} describing
   */
  #article(one, view, describing) {
    const summary = one.facts[0] && make("p", { class: "summary" }, describing.words.choose(one.facts[0].text));
    const open = () => this.atlas.open({ case: one.id });
    const title = make(
      "button",
      { type: "button", class: "title", onclick: open },
      this.#mark(describing.title(one), view),
    );
    return make(
      "article",
      { class: "case" },
      make("h3", { lang: describing.tagOf(one.title) }, title),
      this.#other(one, describing),
      summary,
      describing.tags(one),
      make("p", { class: "meta" }, describing.position(one)),
    );
  }

  /**
   * Return the title in the other language, if there are two.
   *
   * @param {Case} one
   * @param {Describing} describing
   */
  #other({ title }, { words }) {
    const isSecond = title[0] && title[1];
    return isSecond && make("p", { class: "other", lang: words.otherTag }, title[words.second]);
  }

  /**
   * @param {Case} one
   * @param {View} view
   * @param {Describing} describing
   */
  #tellCase(one, view, describing) {
    const { words } = describing;
    const sources = describing.sourcesOf([...one.facts].sort((a, b) => a.kind - b.kind));
    const link = this.atlas.addressOf("case", one.id);
    return [
      this.#back(describing),
      make(
        "article",
        { class: "case whole" },
        make("p", { class: "meta" }, [describing.city(one.place), words.choose(one.country)].join(" · ")),
        make("h2", { lang: describing.tagOf(one.title), tabindex: "-1" }, this.#mark(describing.title(one), view)),
        this.#other(one, describing),
        describing.tags(one),
        make("p", { class: "meta" }, describing.position(one)),
        make(
          "p",
          { class: "buttons" },
          this.#compareButton(one, view, describing),
          link && make("a", { href: link }, words.say("Open in the full atlas")),
        ),
        one.facts.length > 0 && describing.questions(one.facts, sources),
        describing.notes(one),
        describing.reading(one),
      ),
      ...(sources.length ? [describing.sources(sources)] : []),
      this.#tellOurs(describing, one.facts.length > 0),
    ];
  }

  /**
   * @param {Case} one
   * @param {View} view
   * @param {Describing} describing
   */
  #compareButton(one, view, { words }) {
    const isChosen = view.compare.includes(one.id);
    const press = () => this.atlas.toggleCompared(one.id);
    const attributes = { type: "button", "aria-pressed": isChosen, onclick: press };
    return make("button", attributes, words.say("Compare"), isChosen && " ✓");
  }

  /**
   * @param {Describing} describing
   * @param {boolean} withFacts
   */
  #tellOurs({ words }, withFacts = true) {
    const whose =
      "These sentences are ours, drafted with machine assistance from the public sources named; neither the publisher nor the cities have reviewed them.";
    return make(
      "footer",
      { class: "ours" },
      make("p", {}, words.say("Published: the Chinese titles and their lists.")),
      make("p", {}, words.say("Ours: English titles, themes, countries, regions and coordinates.")),
      withFacts && this.atlas.data.facts.case.length > 0 && make("p", {}, words.say(whose)),
    );
  }
}
