/* The bar of buttons that fly to a part of the world. */

/** @import { Labels } from "./labels.js" */

import { element } from "./dom.js";

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
}
