/* What lies over the stage: the QR code of the stop, keys and settings, a black screen, the finder, the overview. */

/** @import { Codes } from "./codes.js" */
/** @import { Presentation } from "../../geo/tour/presentation.js" */

import { byId, partOf, releaseFocus } from "../../geo/tour/elements.js";

export class Overlays {
  #sheets = {
    code: byId("code"),
    help: byId("help"),
    black: byId("black"),
    find: byId("find"),
    overview: byId("overview"),
  };

  /**
   * @param {Presentation} presentation
   * @param {Codes} codes
   */
  constructor(presentation, codes) {
    this.presentation = presentation;
    this.codes = codes;
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

  /** Show the address of the stop and its QR code together, or the address alone if no code comes. */
  async #drawCode() {
    const { address } = this.presentation.stop;
    const sheet = this.#sheets.code;
    const [drawing, caption] = [partOf(sheet, ".qr"), partOf(sheet, "figcaption")];
    drawing.replaceChildren();
    caption.textContent = "";
    const code = await this.codes.of(address);
    if (address !== this.presentation.stop.address) return;
    caption.textContent = address;
    if (!code) return;
    drawing.innerHTML = code.svg;
    partOf(sheet, ".code").dataset.n = String(Math.round(100 * code.share));
  }
}
