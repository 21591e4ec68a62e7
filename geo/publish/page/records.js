/* The tables that the file brings (geo/publish/page/atlas_data.py), as records. Pure: no document. */

/** @import { AtlasData, Case, Fact } from "./types.d.ts" */

import { Folding } from "./folding.js";
import { SearchIndex } from "./search.js";
import { Spelling } from "./spelling.js";
import { Search } from "./synonyms.js";

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%()*+,-./:;=?@[]^_{|}"; // land_code.py
const BASE = DIGITS.length / 2;
const STEPS = 100; // of a degree
const VALUE_OF = new Map([...DIGITS].map((char, value) => [char, value]));

/**
 * Return the land as GeoJSON.
 *
 * @param {string} code
 */
export function decodeLand(code) {
  const coordinates = code.split(" ").map((ring) => [decodeRing(ring)]);
  return { geometry: { type: /** @type {const} */ ("MultiPolygon"), coordinates } };
}

/** @param {string} ring */
function decodeRing(ring) {
  const points = [];
  let [x, y, number, isLatitude] = [0, 0, 0, false];
  for (const char of ring) {
    const value = /** @type {number} */ (VALUE_OF.get(char));
    number = number * BASE + (value % BASE);
    if (value >= BASE) continue;
    const step = number % 2 ? -(number + 1) / 2 : number / 2;
    if (isLatitude) y += step;
    else x += step;
    if (isLatitude) points.push([x / STEPS, y / STEPS]);
    isLatitude = !isLatitude;
    number = 0;
  }
  return points;
}

/**
 * Return the facts of each case, in their order.
 *
 * @param {AtlasData} data
 * @returns {Fact[][]}
 */
function groupFacts({ facts, cases }) {
  /** @type {Fact[][]} */
  const grouped = cases.case_id.map(() => []);
  const unsure = new Set(facts.unsure);
  facts.case.forEach((row, i) => {
    const text = facts.texts[facts.text[i]];
    grouped[row].push({ kind: facts.kind[i], text, source: facts.source[i], isUnsure: unsure.has(i) });
  });
  return grouped;
}

/**
 * Return the cases, in the order of the publication.
 *
 * @param {AtlasData} data
 * @returns {Case[]}
 */
export function readCases(data) {
  const { cases, map, countries } = data;
  const facts = groupFacts(data);
  return cases.case_id.map((id, row) => {
    const place = map.places[cases.city[row]];
    return {
      id,
      row,
      place,
      edition: cases.edition[row],
      list: cases.list[row],
      position: cases.position[row],
      continent: cases.continent[row],
      title: [cases.set[row] ?? cases.zh[row], cases.en[row]],
      written: cases.zh[row],
      country: countries[place.country],
      themes: cases.theme[row],
      evidence: cases.evidence[row],
      confidence: cases.confidence[row],
      facts: facts[row],
    };
  });
}

/**
 * Return the search of `cases`.
 *
 * @param {AtlasData} data
 * @param {readonly Case[]} cases
 */
export function makeSearch({ search }, cases) {
  const folding = new Folding(search.simplified);
  const spelling = new Spelling(search.first, search.second, search.spelt);
  const searched = cases.map(({ written, title, place, country, facts }) => ({
    zh: written,
    en: title[1],
    city: /** @type {[string, string]} */ ([place.city_zh, place.city_en]),
    country,
    facts: facts.flatMap(({ text }) => text),
  }));
  return new Search(new SearchIndex(searched, folding, spelling), search.synonyms);
}
