/* A small tour for tests. */

/** @import { Stop } from "../../geo/tour/presentation.js" */

/**
 * Return a stop at `city`.
 *
 * @param {string | null} city
 * @returns {Stop}
 */
export const makeStop = (city = null) => ({
  kind: city ? "case" : "chapter",
  label: "",
  case: null,
  city,
  theme: "",
  address: "",
  chapter: null,
  foot: "",
  key: "",
  seconds: 0,
});
