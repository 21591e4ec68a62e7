/* The tour that a person makes by hand: kept by this browser, for all its windows, and by no server.

   geo/tour/own_tour.py tells its form. */

/** @typedef {{ zh: string, en: string }} Both a text in both languages, either of which may be empty */
/** @typedef {{ chapter: Both, speaker: Both }} Divider a chapter begins */
/**
 * @typedef {object} Told
 * @property {string[]} cases ids of the cases that are shown together; mostly one
 * @property {string} fact the number of the fact that the card shows; "": the atlas chooses
 * @property {string} figure what the card shows large: "auto", "none", or the figure itself
 * @property {number} minutes 0: an equal part of what is left
 * @property {Both} notes
 */
/** @typedef {Divider | Told} TourStop */
/**
 * @typedef {object} OwnTour
 * @property {string} format
 * @property {number} version
 * @property {Both} title
 * @property {Both} speaker
 * @property {Both} date
 * @property {number} minutes for the whole; 0: none planned
 * @property {TourStop[]} stops
 */

const TOUR_KEY = "atlas-tour"; // in the browser's storage
const TOUR_FORMAT = "city-governance-tour";
const TOUR_VERSION = 1;
const MAX_CASES = 300; // as stops.py has it
export const MAX_STOPS = 360; // with dividers, as own_tour.py has it

/** @returns {Both} */
const nothingSaid = () => ({ zh: "", en: "" });

/** @returns {OwnTour} */
export const emptyTour = () => ({
  format: TOUR_FORMAT,
  version: TOUR_VERSION,
  title: nothingSaid(),
  speaker: nothingSaid(),
  date: nothingSaid(),
  minutes: 0,
  stops: [],
});

/**
 * Return whether `stop` can be one of a tour: what the browser has kept may come from anywhere.
 *
 * @param {unknown} stop
 */
const isStop = (stop) =>
  typeof stop === "object" &&
  stop !== null &&
  ("chapter" in stop || ("cases" in stop && Array.isArray(stop.cases) && stop.cases.every(isText)));

/** @param {unknown} value */
const isText = (value) => typeof value === "string";

/** Return the text that this browser keeps as its tour; "" if there is none, or none may be read. */
export function readKept() {
  try {
    return window.atlasTour ?? window.localStorage.getItem(TOUR_KEY) ?? "";
  } catch {
    return "";
  }
}

/**
 * Return the tour that `text` holds, null if there is none that can be read here.
 *
 * @param {string} text
 * @returns {OwnTour | null}
 */
function parseTour(text) {
  try {
    const tour = JSON.parse(text);
    const isOurs = tour?.format === TOUR_FORMAT && tour.version === TOUR_VERSION;
    return isOurs && Array.isArray(tour.stops) && tour.stops.every(isStop) ? tour : null;
  } catch {
    return null;
  }
}

/** Return the tour of this browser; an empty one if there is none, or none that can be read. */
export const readTour = () => parseTour(readKept()) ?? emptyTour();

/** Return whether this browser keeps as its tour what cannot be read here, as one of a later version: none may replace it unasked. */
export const keepsStrange = () => readKept() !== "" && parseTour(readKept()) === null;

/**
 * Keep `tour`, and return whether the browser does.
 *
 * @param {OwnTour} tour
 */
export const keepTour = (tour) => keepText(JSON.stringify(tour));

/**
 * Keep the `text` of a tour, and return whether the browser does: its storage may be full or forbidden, and then the page
 * alone has it.
 *
 * @param {string} text
 */
export function keepText(text) {
  try {
    window.localStorage.setItem(TOUR_KEY, text);
    delete window.atlasTour;
  } catch {
    window.atlasTour = text; // as long as the page lasts, for all its scripts
  }
  window.dispatchEvent(new Event("atlas-tour"));
  return window.atlasTour === undefined;
}

/**
 * Call `act` whenever the tour has changed, here or in another window (`elsewhere`).
 *
 * @param {(change: { elsewhere: boolean }) => void} act
 */
export function onTourChange(act) {
  window.addEventListener("atlas-tour", () => act({ elsewhere: false }));
  window.addEventListener("storage", ({ key }) => {
    if (key === TOUR_KEY || key === null) act({ elsewhere: true });
  });
}

/**
 * Return the ids of the cases of `tour`, in its order, each once.
 *
 * @param {OwnTour} tour
 */
export const casesOf = (tour) => [...new Set(tour.stops.flatMap((stop) => ("cases" in stop ? stop.cases : [])))];

/**
 * Return a stop that tells one case, and says nothing of its own yet.
 *
 * @param {string} id of the case
 * @returns {Told}
 */
export const tellCase = (id) => ({ cases: [id], fact: "", figure: "auto", minutes: 0, notes: nothingSaid() });

/**
 * Return `tour` with the case `id` at its end, or without it if it has it.
 *
 * @param {OwnTour} tour
 * @param {string} id
 * @returns {OwnTour}
 */
export const toggleCase = (tour, id) => (casesOf(tour).includes(id) ? dropCases : addCases)(tour, [id]);

/**
 * Return `tour` with those of `ids` at its end, in their order, that it does not have, until it is full.
 *
 * @param {OwnTour} tour
 * @param {readonly string[]} ids of cases
 * @returns {OwnTour}
 */
export function addCases(tour, ids) {
  const told = new Set(casesOf(tour));
  const room = Math.max(0, Math.min(MAX_CASES - told.size, MAX_STOPS - tour.stops.length));
  const added = [...new Set(ids)].filter((id) => !told.has(id)).slice(0, room);
  return { ...tour, stops: [...tour.stops, ...added.map(tellCase)] };
}

/**
 * Return `tour` without the cases `ids`, and without the stops that told nothing else.
 *
 * @param {OwnTour} tour
 * @param {readonly string[]} ids of cases
 * @returns {OwnTour}
 */
export function dropCases(tour, ids) {
  const left = tour.stops.map((stop) =>
    "cases" in stop ? { ...stop, cases: stop.cases.filter((one) => !ids.includes(one)) } : stop,
  );
  return { ...tour, stops: left.filter((stop) => !("cases" in stop) || stop.cases.length) };
}
