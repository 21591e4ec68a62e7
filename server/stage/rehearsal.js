/* A rehearsal on the screen itself: fonts, requests, the phones' address and codes, the size of the screen, every stop. */

/** @import { Card } from "./card.js" */
/** @import { MapFrame } from "./map_frame.js" */
/** @import { PageData, Rehearsal, Words } from "./page_data.js" */
/** @import { Stop } from "../../geo/tour/presentation.js" */
/** @import { Presentation } from "../../geo/tour/presentation.js" */

import { byId } from "../../geo/tour/elements.js";
import { loadedBy } from "./offline.js";
import { isReachable } from "./reachability.js";

const NO_CHARACTER = "\u{10FFFE}"; // no font has it: drawn as the box of a missing glyph
const GLYPH_PX = 64;

/** @typedef {readonly [isGood: boolean, text: string]} Check */
/** @typedef {Record<string, string>} CheckWords */

/** Return a function that draws a character in the page's font and returns its pixels as text. */
function glyphPainter() {
  const canvas = Object.assign(document.createElement("canvas"), { width: GLYPH_PX, height: GLYPH_PX });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("this browser draws on no canvas");
  pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
  return (/** @type {string} */ character) => {
    pen.clearRect(0, 0, GLYPH_PX, GLYPH_PX);
    pen.fillText(character, 8, 48);
    return pen.getImageData(0, 0, GLYPH_PX, GLYPH_PX).data.join();
  };
}

/**
 * Return whether this screen has glyphs of its own for every one of `characters`, not the box of a missing one.
 *
 * @param {string} characters
 */
function hasGlyphs(characters) {
  const paint = glyphPainter();
  const blanks = [NO_CHARACTER, " "].map(paint);
  return [...characters].every((character) => !blanks.includes(paint(character)));
}

/**
 * Return those of the addresses `loaded` that lie on none of the hosts `own`.
 *
 * @param {string[]} loaded
 * @param {string[]} own
 */
export const outsideOf = (loaded, own) =>
  loaded.filter((address) => /^\w+:\/\//.test(address) && !own.includes(new URL(address).origin));

/**
 * Return what is said of the phones' address: phones do not know every name at which the server is reached.
 *
 * @param {string} address
 * @param {{ reached: boolean, known: boolean }} found
 * @param {CheckWords} words
 * @returns {Check}
 */
export function checkAddress(address, { reached, known }, words) {
  const answer = known ? words.reached : words.loopback;
  return [reached && known, `${reached ? answer : words.unreached} ${address}`];
}

/**
 * Return what is said of all stops, of which those numbered `bad` cannot be drawn.
 *
 * @param {number[]} bad
 * @param {number} count
 * @param {CheckWords} words
 * @returns {Check}
 */
export function checkStops(bad, count, words) {
  const named = bad.length ? `: ${bad.join(", ")}` : "";
  return [!bad.length, `${words.stops} ${count - bad.length} / ${count}${named}`];
}

/**
 * Return the numbers of the stops whose words are cut, hidden or illegibly small, or whose place is not on the map. All of
 * them are laid out on the card for it.
 *
 * @param {Stop[]} stops
 * @param {Card} card
 * @param {MapFrame} map
 */
const findUndrawable = (stops, card, map) =>
  stops.flatMap((stop, index) => {
    card.show(stop, index + 1);
    return card.isLegible() && (!stop.city || map.hasPlace(stop.city)) ? [] : [index + 1];
  });

/**
 * Return what was found of everything but the stops.
 *
 * @param {Rehearsal} rehearsal
 * @param {string} address where phones are led from the last stop
 * @param {Window} map
 * @param {Pick<Words, "alive" | "checks">} words
 * @returns {Promise<Check[]>}
 */
async function checkScreen({ known, reach, far, least }, address, map, { alive, checks: words }) {
  const own = [window.location.origin, new URL(address).origin]; // the second is asked by an earlier rehearsal alone
  const outside = outsideOf([...loadedBy(window), ...loadedBy(map)], own);
  const reached = await isReachable(alive);
  const [width, height] = [window.innerWidth, window.innerHeight];
  return [
    [hasGlyphs("城市治理韧智"), words.chinese],
    [hasGlyphs("CityGovernanc"), words.english],
    [!outside.length, `${words.outside} ${outside.join(" ")}`],
    checkAddress(address, { reached, known }, words),
    [reach >= far, `${words.codes} ${reach} / ${far}`],
    [width >= least[0] && height >= least[1], `${words.screen} ${width} × ${height}`],
  ];
}

/** @param {Check} check */
const listItem = ([isGood, text]) =>
  Object.assign(document.createElement("li"), { className: isGood ? "good" : "bad", textContent: text });

/**
 * Rehearse when the button is pressed, and list what was found.
 *
 * @param {{ page: PageData, presentation: Presentation, card: Card, map: MapFrame }} stage
 */
export function offerRehearsal({ page: { plan, words }, presentation, card, map }) {
  const { stops, rehearsal } = plan;
  byId("rehearse").addEventListener("click", async () => {
    const { contentWindow } = map.element;
    if (!contentWindow) return;
    const found = await checkScreen(rehearsal, stops[stops.length - 1].address, contentWindow, words);
    const undrawable = findUndrawable(stops, card, map);
    card.show(presentation.stop, presentation.at);
    found.push(checkStops(undrawable, stops.length, words.checks));
    byId("checks").replaceChildren(...found.map(listItem));
  });
}
