/* Links and the form of the stage: settings, other pages, the address for phones. */

/** @import { Navigation } from "./navigation.js" */
/** @import { Presentation } from "../../geo/tour/presentation.js" */
/** @import { Sync } from "./sync.js" */

import { setParameters } from "./query.js";

/**
 * Return the address of the stage with a setting, at the same stop and pace.
 *
 * @param {string} href address of the stage with it, as it was when the page came
 * @param {string | undefined} setting
 * @param {Pick<Presentation, "at" | "side" | "seconds">} presentation
 */
export function addressOfSetting(href, setting, { at, side, seconds }) {
  const address = new URL(href);
  if (setting !== "order") setParameters(address, { stop: at, side: side?.case ?? null }); // another order has other stops
  if (setting !== "auto") setParameters(address, { auto: seconds || null });
  return address.href;
}

/** @param {MouseEvent} event */
const wantsOwnWindow = ({ ctrlKey, metaKey, shiftKey }) => ctrlKey || metaKey || shiftKey;

/** @typedef {{ presentation: Presentation, navigation: Navigation, sync: Sync }} Stage */

/**
 * @param {MouseEvent} event
 * @param {Stage} stage
 */
function followLink(event, { presentation, navigation, sync }) {
  const link = event.target instanceof Element && event.target.closest("a");
  if (!link || wantsOwnWindow(event)) return;
  event.preventDefault();
  const setting = link.parentElement?.dataset.setting;
  if (link.target === "speaker") sync.openSpeaker();
  else if (!link.closest(".choices")) navigation.navigate(link.href);
  else navigation.navigate(addressOfSetting(link.href, setting, presentation), "replace");
}

/**
 * Open the stage with what was written into the field.
 *
 * @param {SubmitEvent} event
 * @param {Stage} stage
 */
function submitSetting(event, { navigation }) {
  event.preventDefault();
  const field = event.target instanceof HTMLFormElement && event.target.querySelector("input");
  if (!field) return;
  const address = new URL(window.location.href);
  setParameters(address, { [field.name]: field.value.trim() || null });
  navigation.navigate(address.href);
}

/** @param {Stage} stage */
export function listenToLinks(stage) {
  document.addEventListener("click", (event) => followLink(event, stage));
  document.addEventListener("submit", (event) => submitSetting(event, stage));
}
