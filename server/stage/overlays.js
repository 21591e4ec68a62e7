/* What lies over the stage: the QR code of the stop, keys and settings, a black screen. */

/** @import { Presentation } from "./presentation.js" */

import { byId, partOf, releaseFocus } from "./elements.js";

export class Overlays {
  #sheets = { code: byId("code"), help: byId("help"), black: byId("black") };

  /** @param {Presentation} presentation */
  constructor(presentation) {
    this.presentation = presentation;
    presentation.addEventListener("overlay", () => this.draw());
    for (const sheet of [this.#sheets.code, this.#sheets.black]) {
      sheet.addEventListener("click", () => presentation.closeOverlay());
    }
  }

  draw() {
    const { overlay } = this.presentation;
    if (overlay === "code") this.#drawCode();
    for (const [name, sheet] of Object.entries(this.#sheets)) sheet.hidden = name !== overlay;
    releaseFocus();
  }

  /** Draw the QR code of the stop. */
  #drawCode() {
    const { address, code, share } = this.presentation.stop;
    const sheet = this.#sheets.code;
    partOf(sheet, ".qr").innerHTML = code;
    partOf(sheet, ".code").dataset.n = String(Math.round(100 * share));
    partOf(sheet, "figcaption").textContent = address;
  }
}
