/* The bar of buttons that fly to a part of the world. */

/** @import { Labels } from "./labels.js" */
/** @import { Part } from "./types.d.ts" */

import { element } from "./dom.js";

const MARGIN_PX = 16; // as in places.css
/** @type {Part[]} what a phone shows of world and inset */
export const PARTS = ["both", "world", "china"];

/** A button for each aim; what it says comes with the language. */
export class JumpBar {
  /** @param {readonly { key: string, jump: () => void }[]} aims */
  constructor(aims) {
    this.bar = element("nav", "bar", document.body);
    this.buttons = aims.map(({ key, jump }) => {
      const button = element("button", key, this.bar);
      button.type = "button";
      button.dataset.jump = key;
      button.addEventListener("click", jump);
      return { key, button };
    });
  }

  /** @param {Labels} labels */
  label(labels) {
    const { jump_to, fit_hint } = labels.words;
    this.bar.setAttribute("aria-label", jump_to);
    for (const { key, button } of this.buttons) {
      button.textContent = labels.jump(key);
      if (key === "fit") button.title = fit_hint;
    }
  }

  /**
   * Mark which of the two maps is shown, if there is a choice between them.
   *
   * @param {Part | null} part
   */
  press(part) {
    for (const { key, button } of this.buttons) {
      if (PARTS.some((one) => one === key)) button.ariaPressed = part && String(key === part);
    }
  }

  /**
   * Stand right of those `boxes` (px) that lie at the bar's height: what does not fit any more is scrolled to.
   *
   * @param {readonly { x: number, y: number, width: number, height: number }[]} boxes
   */
  keepClear(boxes) {
    const { top, bottom } = this.bar.getBoundingClientRect();
    const beside = boxes.filter(({ y, height }) => y < bottom && y + height > top);
    const taken = Math.max(0, ...beside.map(({ x, width }) => x + width + 2 * MARGIN_PX));
    this.bar.style.maxWidth = taken ? `calc(100% - ${taken}px)` : "";
  }
}
