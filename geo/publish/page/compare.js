/* Two to four cases side by side, question by question. */

/** @import { Atlas } from "./atlas.js" */
/** @import { Case, View } from "./types.d.ts" */
/** @import { Describing } from "./describe.js" */

import { find, make } from "./elements.js";

export class Comparison {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.box = find("compare");
  }

  /**
   * @param {View} view
   * @param {Describing} describing
   */
  show(view, describing) {
    this.box.hidden = view.page !== "compare";
    if (this.box.hidden) return;
    const { words } = describing;
    const cases = view.compare.flatMap((id) => this.atlas.caseOf(id) ?? []);
    const sources = describing.sourcesOf(cases.flatMap(({ facts }) => facts));
    const hint =
      cases.length < 2 && make("p", { class: "lead" }, words.say("Choose two to four cases: on each, press Compare."));
    this.box.style.setProperty("--columns", String(Math.max(cases.length, 1)));
    this.box.replaceChildren(
      make(
        "header",
        {},
        make("h1", { tabindex: "-1" }, words.say("Compare")),
        make("button", { type: "button", onclick: () => this.atlas.turnTo("map") }, words.say("Back to the map")),
      ),
      ...(hint ? [hint] : []),
      make(
        "div",
        { class: "columns" },
        cases.map((one) => this.#column(one, describing)),
      ),
      ...(cases.length ? this.#questions(cases, sources, describing) : []),
      ...(sources.length ? [describing.sources(sources)] : []),
    );
  }

  /**
   * @param {Case} one
   * @param {Describing} describing
   */
  #column(one, describing) {
    const { words } = describing;
    const name = describing.city(one.place);
    const remove = { type: "button", class: "drop", "aria-label": words.say("Remove %(name)s", { name }) };
    return make(
      "section",
      {},
      make("button", { ...remove, onclick: () => this.atlas.toggleCompared(one.id) }, "✕"),
      make("p", { class: "meta" }, [name, words.choose(one.country)].join(" · ")),
      make("h2", { lang: describing.tagOf(one.title) }, describing.title(one)),
      one.title[0] && one.title[1] && make("p", { class: "other", lang: words.otherTag }, one.title[words.second]),
      describing.tags(one),
      make("p", { class: "meta" }, describing.position(one)),
    );
  }

  /**
   * @param {readonly Case[]} cases
   * @param {readonly number[]} sources
   * @param {Describing} describing
   */
  #questions(cases, sources, describing) {
    const { words } = describing;
    const gap = () => make("p", { class: "gap" }, words.say("No source found."));
    return this.atlas.data.kinds.map((question, kind) => {
      const answers = cases.map(({ facts, place }) => {
        const its = facts.filter((fact) => fact.kind === kind).map((fact) => describing.sentence(fact, sources));
        return make("div", {}, make("p", { class: "who" }, describing.city(place)), its.length ? its : gap());
      });
      return make(
        "section",
        { class: "question" },
        make("h3", {}, words.choose(question)),
        make("div", { class: "columns" }, answers),
      );
    });
  }
}
