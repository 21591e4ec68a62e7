/* A round light that follows the pointer, on a stage that is dark around it. */

/** @import { Presentation } from "../../geo/tour/presentation.js" */

import { byId } from "../../geo/tour/elements.js";

export class Spotlight {
  #light = byId("spotlight");
  /** @type {Window[]} */
  #pages = [];

  /** @param {Presentation} presentation */
  constructor(presentation) {
    this.presentation = presentation;
    presentation.addEventListener("spotlight", () => this.#draw());
  }

  /**
   * Follow the pointer over `page`, which fills the window as the page of the stage does.
   *
   * @param {Window} page
   */
  listen(page) {
    this.#pages.push(page);
    page.addEventListener(
      "pointermove",
      ({ clientX, clientY }) => {
        this.#light.style.setProperty("--x", `${clientX}px`);
        this.#light.style.setProperty("--y", `${clientY}px`);
      },
      true,
    );
  }

  #draw() {
    const isOn = this.presentation.spotlight;
    this.#light.hidden = !isOn;
    for (const { document } of this.#pages) document.documentElement.classList.toggle("pointing", isOn);
  }
}
