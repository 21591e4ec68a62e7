/* Elements of the page. Whatever the data say becomes text, never HTML. */

/** @typedef {Node | string | null | false | undefined} Child */

/**
 * Return a new element with `properties` (attributes; "on…" listens) and `children`; what is empty is left out.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} properties
 * @param {...(Child | Child[])} children
 */
export function make(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  for (const child of children.flat()) if (child) made.append(child);
  return made;
}

/**
 * Return the element `id`, which the page must have.
 *
 * @param {string} id
 */
export function find(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/**
 * Return `text` with each of `spans` (start, end) in a mark.
 *
 * @param {string} text
 * @param {readonly [number, number][]} spans in order, none touching another
 * @returns {(string | HTMLElement)[]}
 */
export function markSpans(text, spans) {
  let at = 0;
  const parts = spans.flatMap(([start, end]) => {
    const before = text.slice(at, start);
    at = end;
    return [before, make("mark", {}, text.slice(start, end))];
  });
  return [...parts, text.slice(at)].filter((part) => part !== "");
}
