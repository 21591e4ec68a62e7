/* What the page carries for its scripts. */

/** @import { KeyActions } from "./keys.js" */

import { byId } from "./elements.js";

/**
 * @typedef {object} Stop
 * @property {"opening" | "chapter" | "case" | "group" | "closing"} kind
 * @property {string} label for the title of the window
 * @property {string | null} city id of the city of a case
 * @property {string} theme main theme of a case, or ""
 * @property {string} address where phones are led
 * @property {number | null} chapter index
 * @property {string} foot what stands beside the ticks
 */

/**
 * @typedef {object} Rehearsal
 * @property {boolean} known whether phones know the address at which the server is reached
 * @property {number} reach distance (m) from which the finest code is read
 * @property {number} far distance (m) from which it should be
 * @property {[number, number]} least screen (px)
 */

/**
 * @typedef {object} Plan
 * @property {Stop[]} stops
 * @property {number} longest pace (s)
 * @property {KeyActions} keys
 * @property {Rehearsal} rehearsal
 */

/**
 * @typedef {object} Words
 * @property {string} name of the atlas
 * @property {Record<string, string>} checks what the rehearsal says of each thing that it looks at
 * @property {string} speaker address of the speaker's view, relative to the page
 * @property {string} phone the same for a phone
 * @property {string} alive address at which the server that phones are led to answers pages of any host
 * @property {string} room address below which the rooms are, relative to the page
 * @property {string} code address that draws a QR code
 * @property {string} worker address of the service worker
 * @property {string} scope the pages that it answers for
 */

/** @typedef {{ plan: Plan, words: Words, tour: string, atlas: string }} PageData `tour` tells one tour from another */

/** @returns {PageData} */
export const readPageData = () => JSON.parse(byId("plan").textContent);
