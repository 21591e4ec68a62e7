/* The legend: a button for each theme, which filters by it and, while it is pointed at, hints at what that would leave. */

/** @import { Age, SymbolStyle, Theme } from "./types.d.ts" */

import { element } from "./dom.js";
import { drawSymbol } from "./symbol.js";

/** @type {Age[]} that symbols show */
const MARKED = ["new", "again"];

/** A button for each theme; what it says comes with the language. */
export class Legend {
  /**
   * @param {readonly Theme[]} themes
   * @param {{ toggle: (theme: string) => void, hint: (theme: string | null) => void }} actions
   * @param {HTMLElement} parent
   */
  constructor(themes, { toggle, hint }, parent) {
    this.box = element("section", "legend", parent);
    this.buttons = themes.map((theme) => {
      const button = element("button", "", this.box);
      button.type = "button";
      button.dataset.theme = theme.theme;
      button.addEventListener("click", () => toggle(theme.theme));
      for (const on of ["pointerenter", "focus"]) button.addEventListener(on, () => hint(theme.theme));
      for (const off of ["pointerleave", "blur"]) button.addEventListener(off, () => hint(null));
      return { theme, button };
    });
    this.ages = element("p", "ages", this.box);
  }

  /**
   * @param {SymbolStyle} style
   * @param {string} latest the edition whose new places bear a sign; "": there is only one
   */
  label(style, latest) {
    const { labels } = style;
    this.ages.replaceChildren();
    for (const age of latest ? MARKED : []) element("span", age, this.ages, labels.age(age, latest));
    if (latest) element("span", "before", this.ages, labels.unmarked(latest));
    this.box.setAttribute("aria-label", labels.words.legend);
    for (const { theme, button } of this.buttons) {
      button.replaceChildren(drawSymbol(1, [theme.theme], style));
      element("span", "", button, labels.theme(theme));
      button.title = labels.themeHint(theme);
    }
  }

  /**
   * Show which themes the selection asks for.
   *
   * @param {readonly string[]} themes
   */
  press(themes) {
    for (const { theme, button } of this.buttons) {
      button.setAttribute("aria-pressed", String(themes.includes(theme.theme)));
    }
  }
}
