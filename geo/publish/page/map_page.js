/* The pages of the maps in the file: that of all cases, and that of the stage. Each stands in a frame of its own, which
   the page around it writes, and is given its data by it: nothing is fetched. */

/** @import { Land, MapData } from "../../map/types.d.ts" */

import { CaseMap } from "../../map/case_map.js";
import { TourMap } from "../../map/tour.js";

const OPTIONS = { zoomSnap: 0, zoomControl: false, maxBoundsViscosity: 1, center: [0, 0], zoom: 1 };

/** @param {Partial<L.MapOptions>} more */
const makeMap = (more = {}) => L.map("map_div", { .../** @type {L.MapOptions} */ (OPTIONS), ...more });

/**
 * @param {MapData} data
 * @param {Land} land
 */
window.openCaseMap = (data, land) => {
  window.caseMap = new CaseMap(makeMap(), data, Promise.resolve(land));
  return window.caseMap;
};

/**
 * @param {MapData} data
 * @param {Land} land
 */
window.openTourMap = (data, land) => new TourMap(makeMap(), data, Promise.resolve(land));
