/* The number of a stop while it is typed: shown on the stage, and forgotten after a while. */

/** @import { Presentation } from "./presentation.js" */

import { byId } from "./elements.js";

const DIGITS_TIMEOUT_MS = 3000;

/** @param {Presentation} presentation */
export function showTypedNumber(presentation) {
  const box = byId("typed");
  let timer = 0;
  presentation.addEventListener("digits", () => {
    window.clearTimeout(timer);
    const { digits } = presentation;
    box.textContent = digits;
    box.hidden = !digits;
    if (digits) timer = window.setTimeout(() => presentation.type(""), DIGITS_TIMEOUT_MS);
  });
}
