/* The layer of places: what the script of the map's frame calls.

   drawCaseMap(map, options) is called once and fetches everything that does not change (land, places, themes, words);
   showView(view) as often as the selection, the language or the chosen city changes. Every text reaches the page as
   text, never as HTML. */

/** @import { Land, MapData, View } from "./types.d.ts" */

import { CaseMap } from "./case_map.js";
import { fetchJson, stylesLoaded } from "./dom.js";

/**
 * The views that were shown before the map was there.
 *
 * @type {View[]}
 */
const waiting = [];

/**
 * Return whether the page has shown a later view than this already, faster than Streamlit runs.
 *
 * @param {View} view
 */
function isLate({ address }) {
  const shown = window.parent.atlasPage?.shown ?? null;
  return shown !== null && shown !== address;
}

window.showView = (view) => {
  waiting.push(view);
};

window.drawCaseMap = async (map, options) => {
  /** @type {Promise<Land>} */
  const land = fetchJson(options.land);
  /** @type {Promise<MapData>} */
  const data = fetchJson(options.data);
  // The page gives the frame its height; telling it again after every change costs each viewer 15 ms.
  if (window.Streamlit) window.Streamlit.setFrameHeight = () => {};
  await stylesLoaded();
  const caseMap = new CaseMap(map, await data, land);
  window.showView = (view) => {
    if (!isLate(view)) caseMap.show(view);
  };
  waiting.forEach(window.showView);
  window.caseMap = caseMap;
};
