/* Which cases a view keeps, and how the rest would answer. Pure: no document. */

/** @import { AtlasData, Case, View } from "./types.d.ts" */

/** The values of every facet of every case. */
export class Facets {
  /**
   * @param {AtlasData} data
   * @param {readonly Case[]} cases
   */
  constructor(data, cases) {
    this.regions = data.cases.region;
    const kinds = data.facets.find(({ name }) => name === "known")?.values.map(([value]) => value) ?? [];
    /** @type {Record<string, string[][]>} by facet, those of each case */
    this.values = {
      continent: cases.map(({ continent }) => [continent]),
      theme: cases.map(({ themes }) => themes),
      region: [],
      list: cases.map(({ list }) => [list]),
      edition: cases.map(({ edition }) => [edition]),
      known: cases.map(({ facts }) => [...new Set(facts.map(({ kind }) => kinds[kind]))]),
    };
    this.names = data.facets.map(({ name }) => name);
    this.size = cases.length;
  }

  /**
   * Return the values of `facet` of the case in `row`.
   *
   * @param {string} facet
   * @param {number} row
   * @param {string} scheme
   */
  valuesOf(facet, row, scheme) {
    return facet === "region" ? [this.regions[scheme][row]] : this.values[facet][row];
  }

  /**
   * Return which cases `view` keeps, of those whose text was `found`, and how many each value of a facet would show under
   * the other filters.
   *
   * @param {View} view
   * @param {readonly boolean[] | null} found null: all
   */
  select({ chosen, scheme }, found) {
    /** @type {number[]} */
    const kept = [];
    /** @type {Record<string, Record<string, number>>} */
    const counts = Object.fromEntries(this.names.map((name) => [name, {}]));
    const active = this.names.filter((name) => chosen[name]?.length);
    for (let row = 0; row < this.size; row += 1) {
      if (found && !found[row]) continue;
      const failing = active.filter(
        (name) => !this.valuesOf(name, row, scheme).some((one) => chosen[name].includes(one)),
      );
      if (failing.length > 1) continue;
      if (!failing.length) kept.push(row);
      for (const name of failing.length ? failing : this.names)
        for (const value of this.valuesOf(name, row, scheme)) counts[name][value] = (counts[name][value] ?? 0) + 1;
    }
    return { kept, counts };
  }
}

/**
 * Return the places of `cases`: how many there are, and their themes, those named most often first.
 *
 * @param {readonly Case[]} cases
 * @returns {import("../../map/types.d.ts").Shown}
 */
export function gatherPlaces(cases) {
  /** @type {Map<string, Case[]>} */
  const byCity = new Map();
  for (const one of cases) {
    const its = byCity.get(one.place.city_id);
    if (its) its.push(one);
    else byCity.set(one.place.city_id, [one]);
  }
  return Object.fromEntries([...byCity].map(([city, its]) => [city, [its.length, mergeThemes(its)]]));
}

/** @param {readonly Case[]} cases */
function mergeThemes(cases) {
  if (cases.length === 1) return cases[0].themes;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const theme of cases.flatMap(({ themes }) => themes)) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([theme]) => theme);
}

/**
 * Return for each city of which only some cases are `kept` which: their numbers among its cases.
 *
 * @param {ReadonlySet<string>} kept ids
 * @param {Record<string, string[]>} casesOf ids of the cases of each city
 */
export function findPartly(kept, casesOf) {
  const flags = Object.entries(casesOf).map(([city, ids]) => {
    const numbers = ids.flatMap((id, i) => (kept.has(id) ? [i] : []));
    return { city, numbers, isPart: numbers.length > 0 && numbers.length < ids.length };
  });
  return Object.fromEntries(flags.filter(({ isPart }) => isPart).map(({ city, numbers }) => [city, numbers]));
}
