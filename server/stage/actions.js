/* What each action of keys.py does on the stage. */

/** @import { Actions } from "../../geo/tour/keys.js" */
/** @import { MapFrame } from "./map_frame.js" */
/** @import { Navigation } from "./navigation.js" */
/** @import { Presentation } from "../../geo/tour/presentation.js" */
/** @import { Sync } from "./sync.js" */

import { setFullscreen } from "../../geo/tour/fullscreen.js";

/**
 * @param {{ presentation: Presentation, navigation: Navigation, sync: Sync, map: MapFrame, atlas: string }} stage `atlas` is its address
 * @returns {Actions}
 */
export function stageActions({ presentation, navigation, sync, map, atlas }) {
  return {
    next: () => presentation.step(1),
    back: () => presentation.step(-1),
    erase: () => erase(presentation),
    first: () => presentation.move(1),
    last: () => presentation.move(presentation.stops.length),
    find: () => presentation.toggle("find"),
    overview: () => presentation.toggle("overview"),
    digit: (key) => presentation.type(presentation.digits + key),
    closer: () => map.zoom(1),
    farther: () => map.zoom(-1),
    zero: () => (presentation.digits ? presentation.type(`${presentation.digits}0`) : map.zoom(0)),
    black: () => presentation.toggle("black"),
    spotlight: () => presentation.toggleSpotlight(),
    full: () => setFullscreen(!document.fullscreenElement),
    start: () => setFullscreen(true),
    auto: () => presentation.togglePace(),
    code: () => presentation.toggle("code"),
    speaker: () => sync.openSpeaker(),
    out: () => leave(presentation, () => navigation.navigate(atlas)),
    help: () => presentation.toggle("help"),
  };
}

/** @param {Presentation} presentation */
function erase(presentation) {
  if (presentation.digits) presentation.type(presentation.digits.slice(0, -1));
  else presentation.step(-1);
}

/**
 * Leave what was entered last: a number, an overlay, the spotlight, a case beside the tour, full screen, the stage.
 *
 * @param {Presentation} presentation
 * @param {() => void} leaveStage
 */
function leave(presentation, leaveStage) {
  if (presentation.digits || presentation.missing) presentation.type("");
  else if (presentation.overlay) presentation.closeOverlay();
  else if (presentation.spotlight) presentation.toggleSpotlight();
  else if (presentation.side) presentation.go(presentation.at);
  else if (document.fullscreenElement) setFullscreen(false);
  else leaveStage();
}
