/* What may be done to a tour, as functions from what it was to what it is; where it has no room, that is the very same. */

import { MAX_STOPS, tellCase } from "../parts/own_tour.js";

/** @import { TourStop } from "../parts/own_tour.js" */

const MAX_TOGETHER = 6; // cases of one stop, as own_tour.py has it

/**
 * Return what `tour` has at `path` ("stops.3.notes.zh"), undefined if there is nothing.
 *
 * @param {unknown} tour
 * @param {string} path
 * @returns {unknown}
 */
export const readField = (tour, path) =>
  path.split(".").reduce((part, name) => /** @type {Record<string, unknown> | undefined} */ (part)?.[name], tour);

/**
 * Return `whole` with `value` at `path`, itself unchanged.
 *
 * @template T
 * @param {T} whole
 * @param {string[]} path
 * @param {unknown} value
 * @returns {T}
 */
export function writeField(whole, [name, ...rest], value) {
  const parts = /** @type {Record<string, unknown>} */ (whole ?? {});
  const written = rest.length ? writeField(parts[name], rest, value) : value;
  return /** @type {T} */ (
    Array.isArray(parts)
      ? parts.map((part, at) => (String(at) === name ? written : part))
      : { ...parts, [name]: written }
  );
}

/**
 * Return `stops` with the one at `from` at `to`.
 *
 * @param {TourStop[]} stops
 * @param {number} from
 * @param {number} to
 */
export function moveStop(stops, from, to) {
  const left = stops.filter((_, at) => at !== from);
  return [...left.slice(0, to), stops[from], ...left.slice(to)];
}

/**
 * Return `stops` with the cases of the one at `place` shown together with those of the one before.
 *
 * @param {TourStop[]} stops
 * @param {number} place
 */
export function joinStop(stops, place) {
  const [before, stop] = [stops[place - 1], stops[place]];
  if (!before || !("cases" in before) || !("cases" in stop)) return stops;
  const cases = [...new Set([...before.cases, ...stop.cases])];
  if (cases.length > MAX_TOGETHER) return stops;
  const joined = { ...before, cases, fact: "", figure: "auto" };
  return [...stops.slice(0, place - 1), joined, ...stops.slice(place + 1)];
}

/**
 * Return `stops` with the cases of the one at `place` shown one after the other.
 *
 * @param {TourStop[]} stops
 * @param {number} place
 */
export function partStop(stops, place) {
  const stop = stops[place];
  if (!("cases" in stop)) return stops;
  const [first, ...others] = stop.cases;
  if (stops.length + others.length > MAX_STOPS) return stops;
  return [...stops.slice(0, place), { ...stop, cases: [first] }, ...others.map(tellCase), ...stops.slice(place + 1)];
}

/**
 * Return `stops` with the minutes that each took when it was told last, in half minutes and at least one half; a stop of
 * which no time is known keeps its own.
 *
 * @param {TourStop[]} stops
 * @param {Record<string, number>} seconds by the ids of the cases of a stop, with + between them
 */
export const takeTimes = (stops, seconds) =>
  stops.map((stop) => {
    const time = "cases" in stop ? seconds[stop.cases.join("+")] : undefined;
    return time === undefined ? stop : { ...stop, minutes: Math.max(1, Math.round(time / 30)) / 2 };
  });

/**
 * Return `stops` with a chapter that begins at `place`, if there is room for one.
 *
 * @param {TourStop[]} stops
 * @param {number} place
 */
export const divideAt = (stops, place) =>
  stops.length < MAX_STOPS ? [...stops.slice(0, place), newDivider(), ...stops.slice(place)] : stops;

/** @returns {TourStop} */
export const newDivider = () => ({ chapter: { zh: "", en: "" }, speaker: { zh: "", en: "" } });
