/* The page that the map stands in: elements, style sheets, files. */

/**
 * Return a new element, in `parent` if one is given.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {HTMLElement} [parent]
 * @param {string} [text]
 */
export function element(tag, className, parent, text) {
  const made = L.DomUtil.create(tag, className, parent);
  if (text !== undefined) made.textContent = text;
  return made;
}

/**
 * Return a new SVG element, in `parent` if one is given.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @param {SVGElement} [parent]
 */
export function svg(tag, attributes, parent) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  parent?.appendChild(made);
  return made;
}

/**
 * Return a promise of a style sheet, whether it comes or not.
 *
 * @param {HTMLLinkElement} link
 */
const settled = (link) =>
  new Promise((done) => {
    link.addEventListener("load", done);
    link.addEventListener("error", done);
  });

/** Return a promise of the style sheets: measured before they are applied, elements have other sizes. */
export function stylesLoaded() {
  const selector = "link[rel=stylesheet]";
  const links = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll(selector)); // of <link> alone
  return Promise.all([...links].filter((link) => !link.sheet).map(settled));
}

/** @param {string} url */
export const fetchJson = async (url) => (await fetch(url)).json();

/** Return whether this person's system asks for no movement. */
export const prefersReducedMotion = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Return the boxes (px) that the page around the frame lays over it, in the frame's own pixels. */
export function boxesOfPage() {
  const { top = 0, left = 0 } = window.frameElement?.getBoundingClientRect() ?? {};
  const above = window.parent.atlasPage?.above() ?? [];
  return above.map(({ x, y, width, height }) => ({ x: x - left, y: y - top, width, height }));
}
