/* Keys of the stage, wherever the focus is: on the page, on the map in its frame, on a place or a link. */

/** @import { Actions, KeyActions } from "./keys.js" */
/** @import { Overlay, Presentation } from "./presentation.js" */

import { byId } from "./elements.js";
import { actionOf, keyOf, requireActions } from "./keys.js";

const REPEATABLE = ["next", "back", "closer", "farther"]; // a thumb that rests on B must not flicker
const SCROLL_STEP = 0.4; // of the window's height

/**
 * Return whether `press` presses the button or follows the link that has the focus.
 *
 * @param {KeyboardEvent} press
 */
const isPress = ({ key }) => key === "Enter" || key === " ";

/**
 * Return the element that a key was pressed on. It may be one of the frame, whose classes are others than those of this
 * page, or a window, which is no element.
 *
 * @param {KeyboardEvent} press
 */
const targetOf = (press) => /** @type {Partial<HTMLElement>} */ (press.target ?? {});

/**
 * Return whether a key is for the element that has the focus: text for a field, Enter and Space for a link or a button.
 *
 * @param {KeyboardEvent} press
 * @param {string} action
 */
function isForElement(press, action) {
  const target = targetOf(press);
  const field = target.closest?.("input, textarea");
  const control = target.closest?.("a, button");
  return Boolean((field && action !== "out") || (control && isPress(press)));
}

export class Keyboard {
  #help = byId("help");
  #hasTabbed = false; // a focus that was reached by Tab is the keyboard's own way to a place or a link

  /**
   * @param {KeyActions} keys
   * @param {Actions} actions
   * @param {Presentation} presentation
   * @param {Partial<Record<Overlay, (key: string) => boolean>>} sheets what lies over the stage and has keys of its own: each says whether it took one
   */
  constructor(keys, actions, presentation, sheets) {
    requireActions(keys, actions);
    this.sheets = { help: (/** @type {string} */ key) => this.#scrollHelp(key), ...sheets };
    this.keys = keys;
    this.actions = actions;
    this.presentation = presentation;
  }

  /** @param {Window} page */
  listen(page) {
    page.addEventListener("keydown", (event) => this.#onKey(event), true);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key === "Tab") this.#hasTabbed = true;
    const action = actionOf(event, this.keys);
    if (!action || isForElement(event, action)) return;
    const city = isPress(event) && this.#hasTabbed ? targetOf(event).dataset?.city : undefined;
    if (!isPress(event)) this.#hasTabbed = false;
    if (action === "start" && !document.fullscreenEnabled) return;
    event.preventDefault();
    event.stopPropagation();
    if (city) this.presentation.openCity(city);
    else this.#act(event, action);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} action
   */
  #act(event, action) {
    const { presentation } = this;
    const key = keyOf(event);
    if (event.key === "Enter" && presentation.digits) presentation.jump();
    else if (presentation.overlay && this.sheets[presentation.overlay]?.(key)) return;
    else if (event.repeat && !REPEATABLE.includes(action)) return;
    else this.actions[action](key);
  }

  /** @param {string} key */
  #scrollHelp(key) {
    if (!/^Arrow(Up|Down)$/.test(key)) return false;
    this.#help.scrollBy(0, (key === "ArrowDown" ? SCROLL_STEP : -SCROLL_STEP) * window.innerHeight);
    return true;
  }
}
