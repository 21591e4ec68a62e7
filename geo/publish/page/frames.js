/* The frames of the maps: pages that this one writes, for the map takes its whole window. */

import { find, make } from "./elements.js";

/** @param {string} id of a part of the file */
const readPart = (id) => find(id).textContent ?? "";

/**
 * Return the page of a map, with the style sheet `style` (the id of a part of the file).
 *
 * @param {string} style
 * @param {string} language
 */
function writePage(style, language) {
  const wrap = (/** @type {string} */ tag, /** @type {string} */ id) => `<${tag}>${readPart(id)}</${tag}>`;
  const styles = ["leaflet-style", "tokens", style].map((id) => wrap("style", id)).join("");
  const scripts = ["leaflet", "map-script"].map((id) => wrap("script", id)).join("");
  const head = `<head><meta charset="utf-8">${styles}</head>`;
  return `<!doctype html><html lang="${language}">${head}<body><div id="map_div" class="folium-map"></div>${scripts}</body></html>`;
}

/**
 * Put the page of a map into `place` and return its window when it stands.
 *
 * @param {HTMLElement} place
 * @param {string} style
 * @param {{ title: string, language: string }} said
 * @returns {Promise<Window>}
 */
export function openFrame(place, style, { title, language }) {
  return new Promise((done) => {
    const frame = make("iframe", { title });
    frame.addEventListener("load", () => done(/** @type {Window} */ (frame.contentWindow)), { once: true });
    frame.srcdoc = writePage(style, language);
    place.append(frame);
  });
}

/**
 * Let the page of a map be light or dark.
 *
 * @param {Window} page
 * @param {string} look "light", "dark", or "" as the system is
 */
export function setLook(page, look) {
  page.document.documentElement.style.colorScheme = look || "light dark";
  page.dispatchEvent(new MessageEvent("message")); // the map looks at its ground again
}
