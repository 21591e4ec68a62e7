/* The real times of the last run of a tour: kept by this browser, so that a plan can be made of them.

   {"tour": "3f5a…", "seconds": {"2024-int-16": 65.2, "chapter:1": 12, "closing": 20}}: what tells the tour, and the seconds
   spent at each stop, by its key in the plan (the id of a case; of several, with + between them). */

/** @typedef {{ tour: string, seconds: Record<string, number> }} TourTimes */
/** @typedef {Pick<Storage, "getItem" | "setItem">} Store */

const TIMES_KEY = "atlas-tour-times"; // in the browser's storage

/**
 * Return the times that `store` keeps; null if it keeps none, or none that can be read.
 *
 * @param {() => Store} store gives the storage, which a browser may refuse
 * @returns {TourTimes | null}
 */
export function readTimes(store = () => window.localStorage) {
  try {
    const { tour, seconds } = JSON.parse(store().getItem(TIMES_KEY) ?? "");
    const told = Object.entries(seconds).filter(([, time]) => Number.isFinite(time));
    return typeof tour === "string" ? { tour, seconds: Object.fromEntries(told) } : null;
  } catch {
    return null;
  }
}

/**
 * Keep `times`; where the storage is full or forbidden they are lost, and nothing else is.
 *
 * @param {TourTimes} times
 * @param {() => Store} store
 */
export function keepTimes(times, store = () => window.localStorage) {
  try {
    store().setItem(TIMES_KEY, JSON.stringify(times));
  } catch {
    // a talk goes on without
  }
}

/**
 * Return `times` with so many more `seconds` at the stop `key`.
 *
 * @param {TourTimes} times
 * @param {string} key
 * @param {number} seconds
 * @returns {TourTimes}
 */
export const addTime = (times, key, seconds) => ({
  ...times,
  seconds: { ...times.seconds, [key]: Math.round(10 * ((times.seconds[key] ?? 0) + seconds)) / 10 },
});
