/* Elements of the page. */

/**
 * Return the element `id`, which the page must have and which must be of this `kind`.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function elementOf(id, kind) {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`the page has no #${id} of kind ${kind.name}`);
}

/** @param {string} id */
export const byId = (id) => elementOf(id, HTMLElement);

/**
 * Return the first element in `whole` that answers to `selector`, which the page must have.
 *
 * @param {HTMLElement} whole
 * @param {string} selector
 */
export function partOf(whole, selector) {
  const part = whole.querySelector(selector);
  if (part instanceof HTMLElement) return part;
  throw new Error(`the page has no ${selector} in #${whole.id}`);
}

/** Take the focus from whatever has it, so that a clicker's Enter goes on and presses no button. */
export function releaseFocus() {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement !== document.body) activeElement.blur();
}
