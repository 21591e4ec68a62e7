/* Leaving the stage for another page, or for the stage with other settings: only if the server is there to show it. */

/** @import { Presentation } from "../../geo/tour/presentation.js" */

import { byId } from "../../geo/tour/elements.js";
import { hasPage } from "./reachability.js";

export class Navigation {
  #away = byId("away"); // keys and settings say it if the server does not answer

  /** @param {Presentation} presentation */
  constructor(presentation) {
    this.presentation = presentation;
  }

  /**
   * Return whether the server shows `address` and nobody has gone on meanwhile.
   *
   * @param {string} address
   */
  async canOpen(address) {
    const { at } = this.presentation;
    const answers = await hasPage(address);
    this.#away.hidden = answers;
    return answers && this.presentation.at === at;
  }

  /**
   * @param {string} address
   * @param {"assign" | "replace"} way whether Back leads to this stage again
   */
  async navigate(address, way = "assign") {
    if (await this.canOpen(address)) window.location[way](address);
  }
}
