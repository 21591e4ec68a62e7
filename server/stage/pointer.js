/* A hand on the mouse: pointer and buttons are there while it moves, and never on the screen of a talk. */

/** @import { Actions } from "../../geo/tour/keys.js" */

import { byId, releaseFocus } from "../../geo/tour/elements.js";

const POINTER_REST_MS = 2500; // after which a hand has left the mouse

export class Pointer {
  #timer = 0;
  /** @type {Window[]} */
  #pages = [];

  /**
   * Watch the pointer over `page`, and show it there.
   *
   * @param {Window} page
   */
  listen(page) {
    this.#pages.push(page);
    for (const kind of /** @type {const} */ (["pointermove", "pointerdown"])) {
      page.addEventListener(kind, (event) => this.#onPointer(event), true);
    }
  }

  /** @param {PointerEvent} event */
  #onPointer({ type, movementX, movementY }) {
    if (type === "pointermove" && !movementX && !movementY) return; // the page has moved under the pointer
    this.#showPointer(true);
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#showPointer(false), POINTER_REST_MS);
  }

  /** @param {boolean} isMoving */
  #showPointer(isMoving) {
    for (const { document } of this.#pages) document.documentElement.classList.toggle("hand", isMoving);
  }
}

/**
 * Have the buttons of the stage, and of its help for those who have no keys, do what the keys do.
 *
 * @param {Actions} actions
 */
export function listenToButtons(actions) {
  for (const place of [byId("hand"), byId("help")]) {
    place.addEventListener("click", ({ target }) => {
      const { value = "" } =
        /** @type {HTMLButtonElement | null} */ (target instanceof Element ? target.closest("button[value]") : null) ??
        {};
      if (!value) return;
      releaseFocus();
      actions[value]("");
    });
  }
}
