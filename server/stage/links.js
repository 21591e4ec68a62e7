/* Links and the form of the stage: settings, other pages, the address for phones. */

/** @import { Navigation } from "./navigation.js" */
/** @import { Presentation } from "./presentation.js" */
/** @import { Sync } from "./sync.js" */

import { setParameters } from "./query.js";

/**
 * Return the address of the stage with a setting, at the same stop and pace.
 *
 * @param {string} href address of the stage with it, as it was when the page came
 * @param {string | undefined} setting
 * @param {{ at: number, seconds: number }} presentation
 */
export function addressOfSetting(href, setting, { at, seconds }) {
  const address = new URL(href);
  if (setting !== "order") setParameters(address, { stop: at }); // another order has other stops
  if (setting !== "auto") setParameters(address, { auto: seconds || null });
  return address.href;
}

/** @param {MouseEvent} event */
const wantsOwnWindow = ({ ctrlKey, metaKey, shiftKey }) => ctrlKey || metaKey || shiftKey;

/** @param {{ presentation: Presentation, navigation: Navigation, sync: Sync }} stage */
export function listenToLinks({ presentation, navigation, sync }) {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link || wantsOwnWindow(event)) return;
    event.preventDefault();
    const choices = link.closest(".choices");
    if (link.target === "speaker") sync.openSpeaker();
    else if (!choices) navigation.navigate(link.href);
    else navigation.navigate(addressOfSetting(link.href, settingOf(link), presentation), "replace");
  });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = event.target instanceof HTMLFormElement && event.target.querySelector("input");
    if (!input) return;
    const address = new URL(window.location.href);
    setParameters(address, { [input.name]: input.value.trim() || null });
    navigation.navigate(address.href);
  });
}

/** @param {HTMLAnchorElement} link */
const settingOf = (link) => link.parentElement?.dataset.setting;
