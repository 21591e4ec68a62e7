/* What a speaker has written for his own tour, which his browser keeps: it stands on his view alone. */

/** @import { Both, OwnTour } from "../../pages/parts/own_tour.js" */
/** @import { Stop } from "../../geo/tour/presentation.js" */

/**
 * Return the notes that `tour` has for the cases of `stop`, in `language` or else in the other; "" if there are none.
 *
 * @param {OwnTour} tour
 * @param {Pick<Stop, "key" | "case">} stop
 * @param {keyof Both} language
 */
export function ownNotes(tour, { key, case: id }, language) {
  const told = tour.stops.find((stop) => "cases" in stop && [id, key].includes(stop.cases.join("+")));
  if (!told || !("cases" in told)) return "";
  const { zh = "", en = "" } = told.notes ?? {};
  return language === "zh" ? zh || en : en || zh;
}

/**
 * Return who speaks next after stop `at` (from 1), and in how many stops; null if nobody else does.
 *
 * @param {Stop[]} stops
 * @param {number} at
 */
export function nextSpeaker(stops, at) {
  const index = stops.findIndex(({ speaker }, place) => place >= at && speaker);
  return index < 0 ? null : { name: stops[index].speaker ?? "", left: index + 1 - at };
}
