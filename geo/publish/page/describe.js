/* What is said of a case, wherever it stands: titles, themes, list, facts and sources, as elements. */

/** @import { AtlasData, Case, Fact, Pair } from "./types.d.ts" */
/** @import { Words } from "./words.js" */

import { make } from "./elements.js";

const CONFIDENCES = ["confidence: high", "confidence: medium", "confidence: low"];

/** What is said of cases in one language. */
export class Describing {
  /**
   * @param {AtlasData} data
   * @param {Words} words
   */
  constructor(data, words) {
    this.data = data;
    this.words = words;
    this.themes = new Map(data.map.themes.map((theme) => [theme.theme, theme]));
    const lists = data.facets.find(({ name }) => name === "list")?.values ?? [];
    this.lists = new Map(lists.map(([value, zh, en]) => [value, words.choose([zh, en])]));
    this.hasEditions = data.editions.length > 1;
  }

  /** @param {import("../../map/types.d.ts").Place} place */
  city(place) {
    return this.words.choose([place.city_zh, place.city_en]);
  }

  /** @param {Case} one */
  title(one) {
    return this.words.choose(one.title);
  }

  /**
   * Return the language (as HTML names it) of the title that stands first.
   *
   * @param {Pair} pair
   */
  tagOf(pair) {
    return pair[this.words.first] ? this.words.tag : this.words.otherTag;
  }

  /** @param {Case} one */
  position(one) {
    const values = { list: this.lists.get(one.list) ?? one.list, position: one.position };
    const place = this.words.say("%(list)s, no. %(position)d", values);
    return this.hasEditions ? `${one.edition} · ${place}` : place;
  }

  /**
   * Return the disc of a theme.
   *
   * @param {string} id
   */
  disc(id) {
    const theme = this.themes.get(id);
    if (!theme) return null;
    const glyph = this.words.choose([theme.glyph_zh, theme.glyph_en]);
    const style = `--colour-light: ${theme.color_light}; --colour-dark: ${theme.color_dark}`;
    return make("i", { class: "disc", "aria-hidden": "true", style }, glyph);
  }

  /** @param {string} id */
  themeName(id) {
    const theme = this.themes.get(id);
    return theme ? this.words.choose([theme.name_zh, theme.name_en]) : id;
  }

  /** @param {Case} one */
  tags(one) {
    const tags = one.themes.map((id) => make("span", { class: "tag" }, this.disc(id), this.themeName(id)));
    return make("p", { class: "tags" }, tags);
  }

  /**
   * Return on which words the themes rest, and how surely.
   *
   * @param {Case} one
   */
  reading({ evidence, confidence }) {
    const { words } = this;
    const pieces = evidence.split("|").filter(Boolean);
    if (!pieces.length) return null;
    const quoted = words.join(pieces.map((piece) => `“${piece}”`));
    const said = words.say("Themes assigned by us, based on %s").replace("%s", () => quoted);
    return make("p", { class: "meta" }, `${said} · ${words.say(CONFIDENCES[confidence])}`);
  }

  /**
   * Return the sources of `facts` once, in the order in which they are needed: their numbers in the file.
   *
   * @param {readonly Fact[]} facts
   */
  sourcesOf(facts) {
    return [...new Set(facts.map(({ source }) => source))];
  }

  /**
   * Return the sentence of a fact, with the number of its source among `sources`.
   *
   * @param {Fact} fact
   * @param {readonly number[]} sources
   */
  sentence(fact, sources) {
    const number = sources.indexOf(fact.source) + 1;
    const [title, publisher, date, url] = this.data.sources[fact.source];
    const named = [title, publisher, date].filter(Boolean).join(" · ");
    const label = this.words.say("Source %(number)d: %(name)s", { number, name: named });
    const link = { class: "mark", href: url, target: "_blank", rel: "noopener noreferrer", title: named };
    return make(
      "p",
      {},
      this.words.choose(fact.text),
      "\u2060",
      make("a", { ...link, "aria-label": label }, String(number)),
      fact.isUnsure && make("span", { class: "unsure" }, ` ${this.words.say("confidence: low")}`),
    );
  }

  /**
   * Return every question with what `facts` answer to it.
   *
   * @param {readonly Fact[]} facts
   * @param {readonly number[]} sources
   */
  questions(facts, sources) {
    return this.data.kinds.map((question, kind) => {
      const answers = facts.filter((fact) => fact.kind === kind).map((fact) => this.sentence(fact, sources));
      const gap = make("p", { class: "gap" }, this.words.say("No source found."));
      return make(
        "section",
        { class: "question" },
        make("h3", {}, this.words.choose(question)),
        answers.length ? answers : gap,
      );
    });
  }

  /** @param {readonly number[]} sources */
  sources(sources) {
    const items = sources.map((source) => {
      const [title, publisher, date, url] = this.data.sources[source];
      const link = make("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "address" }, url);
      return make(
        "li",
        {},
        `${title} `,
        make("span", { class: "meta" }, [publisher, date].filter(Boolean).join(" · ")),
        link,
      );
    });
    return make(
      "section",
      { class: "sources" },
      make("h3", {}, this.words.say("Sources of these facts")),
      make("ol", {}, items),
    );
  }

  /** @param {Case} one */
  notes({ row }) {
    const notes = this.data.notes.filter(([of]) => of === row);
    return notes.map(([, kind, zh, en]) =>
      make(
        "section",
        { class: "question" },
        make("h3", {}, this.words.choose(this.data.noted[kind])),
        make("p", { class: "note" }, this.words.choose([zh, en])),
      ),
    );
  }
}
