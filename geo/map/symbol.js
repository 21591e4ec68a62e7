/* The symbol of a place: a ring with a sector for each theme, and the number of cases or the sign of the theme. */

/** @import { SymbolStyle } from "./types.d.ts" */

import { svg } from "./dom.js";
import { clamp } from "./geometry.js";

const RADIUS_PX = { least: 13, most: 26 };
const SLIT = 0.012; // of a turn, left open on either side between neighbours

/**
 * Return the radius (px) of the symbol of so many cases: its area grows with them, up to a limit.
 *
 * @param {number} cases
 */
export const radius = (cases) => clamp(9 + 4 * Math.sqrt(cases), RADIUS_PX.least, RADIUS_PX.most);

/**
 * Return the arc of sector `index` of `count`; each theme has a sector of its own, so the ring reads without colour.
 *
 * @param {number} index
 * @param {number} count
 * @param {number} r
 */
export function arc(index, count, r) {
  /** @param {number} turn */
  const edge = (turn) => {
    const angle = 2 * Math.PI * turn - Math.PI / 2 - Math.PI / count;
    return `${(r * Math.cos(angle)).toFixed(2)} ${(r * Math.sin(angle)).toFixed(2)}`;
  };
  return `M${edge(index / count + SLIT)}A${r} ${r} 0 0 1 ${edge((index + 1) / count - SLIT)}`;
}

/**
 * Return an empty drawing with room for a symbol of radius `r`.
 *
 * @param {number} r
 * @param {number} scale
 */
function emptyDrawing(r, scale) {
  const size = 2 * r + 4;
  const drawn = size * scale;
  const viewBox = `${-size / 2} ${-size / 2} ${size} ${size}`;
  const drawing = svg("svg", { width: drawn, height: drawn, viewBox });
  drawing.setAttribute("aria-hidden", "true");
  return drawing;
}

/**
 * Return the symbol of `cases` cases with `themes` (the main one first) as a drawing of its own size.
 *
 * @param {number} cases
 * @param {readonly string[]} themes
 * @param {SymbolStyle} style
 */
export function drawSymbol(cases, themes, style) {
  const r = radius(cases);
  const drawing = emptyDrawing(r, style.scale);
  svg("circle", { r: r + 2, cy: 1, class: "shade" }, drawing);
  svg("circle", { r: r + 1, class: "rim" }, drawing);
  svg("circle", { r: r - 1.5, class: "dial" }, drawing);
  style.themes.forEach(({ theme }, index) => {
    if (!themes.includes(theme)) return;
    svg("path", { d: arc(index, style.themes.length, r - 1.5), class: `sector ${theme}` }, drawing);
  });
  const many = cases > 1;
  svg("circle", { r: r - 4.5, class: many ? "core many" : `core ${themes[0] || ""}` }, drawing);
  const main = style.themes.find(({ theme }) => theme === themes[0]);
  const glyph = main ? style.labels.glyph(main) : "";
  svg("text", { class: many ? "count" : "glyph" }, drawing).textContent = many ? String(cases) : glyph;
  return drawing;
}
