/* Places that stand too close to be told apart, as one symbol with the number of their cases. Pure down to `ClusterLayer`:
   no document, no Leaflet. */

/** @import { Labels } from "./labels.js" */
/** @import { Box, Point } from "./types.d.ts" */

import { svg } from "./dom.js";
import { fill } from "./labels.js";

const CLUSTER_RADIUS_PX = { base: 11, step: 1.5, most: 27 };

/**
 * Return `points` (px, the weightiest first) in groups: each within `reach` of its first point, and no first points
 * nearer to each other than that; each point alone without a reach.
 *
 * @template {Point} T
 * @param {readonly T[]} points
 * @param {number} reach px
 * @returns {T[][]}
 */
export function groupPoints(points, reach) {
  if (!reach) return points.map((point) => [point]);
  /** @type {Map<string, T[][]>} groups by the cell of their first point */
  const cells = new Map();
  const groups = points.map((point) => {
    const [column, row] = [Math.floor(point.x / reach), Math.floor(point.y / reach)];
    const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(`${column + dx} ${row + dy}`) ?? []));
    const group = near.find(([first]) => Math.hypot(first.x - point.x, first.y - point.y) < reach);
    if (group) {
      group.push(point);
      return null;
    }
    const own = [point];
    const key = `${column} ${row}`;
    cells.set(key, [...(cells.get(key) ?? []), own]);
    return own;
  });
  return groups.filter((group) => group !== null);
}

/**
 * Return the radius (px) of the symbol of so many cases.
 *
 * @param {number} cases
 */
export const clusterRadius = (cases) =>
  Math.min(CLUSTER_RADIUS_PX.base + CLUSTER_RADIUS_PX.step * Math.log2(cases), CLUSTER_RADIUS_PX.most);

/** @typedef {{ at: L.LatLngTuple, bounds: L.LatLngBounds, places: number, cases: number }} Cluster */

/** The symbols of clusters on a map. */
export class ClusterLayer {
  #layer;

  /**
   * @param {L.Map} map
   * @param {(bounds: L.LatLngBounds) => void} open goes nearer to the places of a cluster
   */
  constructor(map, open) {
    this.open = open;
    this.#layer = L.layerGroup().addTo(map);
  }

  /**
   * Show `clusters` and nothing else.
   *
   * @param {readonly Cluster[]} clusters
   * @param {Labels} labels
   */
  show(clusters, labels) {
    this.#layer.clearLayers();
    for (const cluster of clusters) this.#draw(cluster, labels).addTo(this.#layer);
  }

  /**
   * @param {Cluster} cluster
   * @param {Labels} labels
   */
  #draw({ at, bounds, places, cases }, labels) {
    const size = 2 * clusterRadius(cases);
    const icon = L.divIcon({ className: "cluster", iconSize: [size, size] });
    const marker = L.marker(at, { icon, keyboard: false, zIndexOffset: cases });
    const open = () => this.open(bounds);
    const create = icon.createIcon.bind(icon);
    icon.createIcon = () => {
      const box = create();
      const counted = fill(labels.words.many_places, { "%d": places });
      const label = fill(labels.words.place_label, { "%s": counted, "%c": labels.cases(cases) });
      Object.assign(box, { tabIndex: 0, title: label });
      box.setAttribute("role", "button");
      box.setAttribute("aria-label", label);
      box.append(drawCluster(size, cases));
      box.addEventListener("keydown", ({ key }) => (key === "Enter" || key === " ") && open());
      return box;
    };
    return marker.on("click", open);
  }
}

/**
 * @param {number} size px
 * @param {number} cases
 */
function drawCluster(size, cases) {
  const drawing = svg("svg", { width: size, height: size, viewBox: `${-size / 2} ${-size / 2} ${size} ${size}` });
  drawing.setAttribute("aria-hidden", "true");
  svg("circle", { r: size / 2 - 1, class: "ground" }, drawing);
  svg("text", { class: "count" }, drawing).textContent = String(cases);
  return drawing;
}

/**
 * Return the box of a cluster whose centre stands at `centre`.
 *
 * @param {Point} centre px
 * @param {number} cases
 * @returns {Box}
 */
export function clusterBox({ x, y }, cases) {
  const r = clusterRadius(cases);
  return { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
}
