/* What the page carries for its scripts. */

/** @import { KeyActions } from "../../geo/tour/keys.js" */
/** @import { Stop } from "../../geo/tour/presentation.js" */

import { byId } from "../../geo/tour/elements.js";

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
 * @property {Stop[]} others cases that the tour does not tell
 * @property {boolean} whole whether these are all cases of the atlas
 * @property {number} longest pace (s)
 * @property {number} minutes for the whole talk; 0: none planned
 * @property {KeyActions} keys
 * @property {Rehearsal} rehearsal
 */

/**
 * @typedef {object} Words
 * @property {string} name of the atlas
 * @property {Record<string, string>} checks what the rehearsal says of each thing that it looks at
 * @property {string} aside what a case beside the tour is called
 * @property {string} missing what is said of a number that no stop has
 * @property {string} nothing that no case was found
 * @property {string} silent that a case cannot be shown without the server
 * @property {Record<string, string>} times what the speaker's view says of planned and real time
 * @property {string} speaker address of the speaker's view, relative to the page
 * @property {string} phone the same for a phone
 * @property {string} alive address at which the server that phones are led to answers pages of any host
 * @property {string} room address below which the rooms are, relative to the page
 * @property {string} code address that draws a QR code
 * @property {string} find address that finds cases
 * @property {string} sought address of what all cases at hand are found by
 * @property {string} other query of a page that tells one case, whose id is to be added
 * @property {string} worker address of the service worker
 * @property {string} scope the pages that it answers for
 */

/** @typedef {{ plan: Plan, words: Words, tour: string, atlas: string }} PageData `tour` tells one tour from another */

/** @returns {PageData} */
export const readPageData = () => JSON.parse(byId("plan").textContent);
