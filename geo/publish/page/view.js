/* What a reader looks at, and how it stands in the address: the same parameters as those of the pages of the atlas, behind
   the number sign. Pure: no document. */

/** @import { View } from "./types.d.ts" */

import { splitWords } from "./folding.js";

const MAX_TEXT_CHARS = 200;
const MAX_COMPARED = 4;
const PAGES = /** @type {const} */ (["map", "compare", "stage"]);
const LOOKS = ["light", "dark"];

/** @typedef {{ values: Record<string, string[]>, schemes: Record<string, string[]>, cases: ReadonlySet<string>, cities: ReadonlySet<string>, language: "zh" | "en" }} Known */

/**
 * Return the view that `query` asks for; what is not known is dropped.
 *
 * @param {URLSearchParams} query
 * @param {Known} known
 * @returns {View}
 */
export function readView(query, known) {
  const last = (/** @type {string} */ name) => query.getAll(name).at(-1) ?? "";
  const scheme = Object.hasOwn(known.schemes, last("scheme")) ? last("scheme") : Object.keys(known.schemes)[0];
  /** @type {Record<string, string[]>} */
  const chosen = {};
  for (const [facet, values] of Object.entries({ ...known.values, region: known.schemes[scheme] })) {
    const asked = query.getAll(facet);
    chosen[facet] = values.filter((value) => asked.includes(value));
  }
  const page = PAGES.find((one) => one === last("page"));
  return {
    language: last("lang") === "zh" ? "zh" : last("lang") === "en" ? "en" : known.language,
    chosen,
    scheme,
    q: readText(last("q")),
    city: known.cities.has(last("city")) ? last("city") : "",
    case: known.cases.has(last("case")) ? last("case") : "",
    compare: [...new Set(query.getAll("compare"))].filter((id) => known.cases.has(id)).slice(0, MAX_COMPARED),
    page: page ?? "map",
    stop: Number.parseInt(last("stop"), 10) || 1,
    look: LOOKS.find((look) => look === last("look")) ?? "",
  };
}

/**
 * Return a text as a search takes it: on one line, and no longer than an address bears.
 *
 * @param {string} text
 */
export const readText = (text) => [...splitWords(text).join(" ")].slice(0, MAX_TEXT_CHARS).join("").trim();

/**
 * Return `view` as the pages of the atlas are asked for it; what is empty or the default is left out, the language only
 * if it is the `implied` one.
 *
 * @param {View} view
 * @param {Pick<Known, "schemes">} known
 * @param {string} [implied]
 */
export function writeView(view, known, implied = "") {
  const query = new URLSearchParams();
  if (view.language !== implied) query.set("lang", view.language);
  for (const [facet, values] of Object.entries(view.chosen)) for (const value of values) query.append(facet, value);
  if (view.q) query.set("q", view.q);
  if (view.scheme !== Object.keys(known.schemes)[0]) query.set("scheme", view.scheme);
  if (view.city) query.set("city", view.city);
  if (view.case) query.set("case", view.case);
  for (const id of view.compare) query.append("compare", id);
  if (view.page !== "map") query.set("page", view.page);
  if (view.page === "stage") query.set("stop", String(view.stop));
  if (view.look) query.set("look", view.look);
  return query.toString();
}
