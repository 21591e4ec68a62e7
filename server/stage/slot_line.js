/* The line at the foot of the stage that fills as the time of the talk goes. */

/** @import { Run } from "./run.js" */

import { byId } from "../../geo/tour/elements.js";
import { slotAt } from "./schedule.js";

const REDRAW_MS = 1000;

/**
 * Keep the line drawn, if the stage has one.
 *
 * @param {number} minutes for the talk
 * @param {Run} run
 */
export function showSlotLine(minutes, run) {
  const line = byId("slot");
  if (line.hidden) return;
  const draw = () => {
    const { share, state } = slotAt(minutes, (run.gone ?? 0) / 1000);
    line.dataset.state = state;
    line.style.setProperty("--share", String(share));
  };
  draw();
  window.setInterval(draw, REDRAW_MS);
}
