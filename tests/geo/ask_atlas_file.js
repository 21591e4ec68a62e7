/* Asks the page of the atlas, without a browser, what it shows for each of many queries: {data, queries} on standard
   input, one answer a query on standard output, as JSON. */

import { text } from "node:stream/consumers";

import { makeSearch, readCases } from "../../geo/publish/page/records.js";
import { Facets } from "../../geo/publish/page/selection.js";
import { readView, writeView } from "../../geo/publish/page/view.js";

const { data, queries } = JSON.parse(await text(process.stdin));
const cases = readCases(data);
const search = makeSearch(data, cases);
const facets = new Facets(data, cases);
const known = {
  values: Object.fromEntries(data.facets.map(({ name, values }) => [name, values.map(([value]) => value)])),
  schemes: Object.fromEntries(data.schemes.map(({ name, values }) => [name, values.map(([value]) => value)])),
  cases: new Set(cases.map(({ id }) => id)),
  cities: new Set(data.map.places.map(({ city_id }) => city_id)),
  language: data.language,
};

/** @param {string} query */
function ask(query) {
  const view = readView(new URLSearchParams(query), known);
  const { scores, also } = search.find(view.q);
  const found = view.q ? scores.map((score) => score > 0) : null;
  const { kept, counts } = facets.select(view, found);
  return {
    kept: kept.map((row) => cases[row].id),
    counts,
    scores: scores.map((score) => Math.round(score * 1e6) / 1e6),
    also,
    near: search.index.suggest(view.q),
    query: writeView(view, known, known.language),
  };
}

process.stdout.write(JSON.stringify(queries.map(ask)));
