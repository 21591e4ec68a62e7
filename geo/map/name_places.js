/* Where the names beside the symbols stand. Pure: no document, no Leaflet. */

/** @import { Box, Circle, Point } from "./types.d.ts" */

import { boxOf, distance, overlaps, shrink, within } from "./geometry.js";
import { Grid } from "./grid.js";

const NAME_GAPS_PX = [2, 7, 14, 22]; // between a symbol and its name
const EDGE_OF_NAMES_PX = 2; // between a name and the edge of the frame
const CLEARLY_PX = 3; // by which a name is nearer to its own symbol than to any other: Leaflet rounds, twice
const MAX_CAREFUL = 100; // names; of thousands none stands far off, or moves for another's sake
const MAX_DEPTH = 3; // of names that make room for each other
const MOVE_PX = { step: 6, most: 180, apart: 3, inside: 8 }; // of a symbol whose name has no room where it stands
const TURNS = 24; // directions in which it may move
const DIRECTIONS = Array.from({ length: TURNS }, (_, i) => {
  const turn = (2 * Math.PI * i) / TURNS;
  return { x: Math.cos(turn), y: Math.sin(turn) };
});

/**
 * A circle with the width of its name (0: it bears none), and whether that is placed before all others.
 *
 * @typedef {Circle & { width: number, isFirst?: boolean }} Named
 */

/**
 * Return the boxes that a name may take, the best first: right of its circle, left of it, under it, over it, askew.
 *
 * @param {Named} circle
 * @param {number} height of the name
 * @param {number} gap between circle and name
 * @returns {Box[]}
 */
function boxesAround({ x, y, r, width }, height, gap) {
  const [right, left] = [x + r + gap, x - r - gap - width];
  const [under, over] = [y + r + gap - NAME_GAPS_PX[0], y - r - gap + NAME_GAPS_PX[0] - height];
  const columns = [x - width / 2, x - r, x + r - width];
  const spots = [
    [right, y - height / 2],
    [left, y - height / 2],
    ...columns.map((column) => [column, under]),
    ...columns.map((column) => [column, over]),
    [right, y],
    [right, y - height],
    [left, y],
    [left, y - height],
  ];
  return spots.map(([column, row]) => ({ x: column, y: row, width, height }));
}

/** The names that stand already, and where the others might. */
class Names {
  #taken = new Grid();
  #symbols = new Grid();
  /**
   * Numbers of symbols that moved after boxes had been allowed.
   *
   * @type {Set<number>}
   */
  #moved = new Set();

  /**
   * @param {readonly Named[]} circles
   * @param {number} height of a name
   * @param {Box} frame
   * @param {readonly Box[]} covered
   */
  constructor(circles, height, frame, covered) {
    this.circles = [...circles];
    this.height = height;
    this.frame = shrink(frame, EDGE_OF_NAMES_PX);
    this.covered = covered;
    this.boxes = circles.map(boxOf);
    this.boxes.forEach((box, i) => {
      this.#symbols.add(box, i);
    });
    /** @type {(Box | null)[]} */
    this.placed = circles.map(() => null);
    /** @type {Box[][]} */
    this.choices = circles.map(() => []);
  }

  /**
   * Let name `i` stand so far from its symbol too, wherever it may.
   *
   * @param {number} i
   * @param {number} gap
   */
  allow(i, gap) {
    for (const box of boxesAround(this.circles[i], this.height, gap))
      if (this.#mayStand(box, i)) this.choices[i].push(box);
  }

  /**
   * Return whether the name of symbol `i` may stand at `box`: not over a symbol, nor nearer to another than to its own.
   *
   * @param {Box} box
   * @param {number} i
   */
  #mayStand(box, i) {
    if (!within(box, this.frame) || this.covered.some((other) => overlaps(box, other))) return false;
    const reach = distance(box, this.boxes[i]) + CLEARLY_PX;
    const around = { x: box.x - reach, y: box.y - reach, width: box.width + 2 * reach, height: box.height + 2 * reach };
    return !this.#symbols.some(around, (other) => other !== i && distance(box, this.boxes[other]) <= reach);
  }

  /**
   * Return the names that stand where `box` would: no more than two, as more are no other case.
   *
   * @param {Box} box
   */
  #inTheWay(box) {
    /** @type {number[]} */
    const found = [];
    this.#taken.some(box, (i) => {
      const there = this.placed[i];
      if (there && overlaps(there, box) && !found.includes(i)) found.push(i);
      return found.length > 1;
    });
    return found;
  }

  /**
   * @param {number} i
   * @param {Box} box
   */
  #put(i, box) {
    this.placed[i] = box;
    this.#taken.add(box, i);
  }

  /**
   * Let name `i` stand at the first of its boxes that is free, if any is; return whether it does.
   *
   * @param {number} i
   */
  putFirst(i) {
    const free = this.choices[i].find((box) => !this.#inTheWay(box).length && this.#isClearOfMoved(box, i));
    if (free) this.#put(i, free);
    return Boolean(free);
  }

  /**
   * Return whether the name of symbol `i` may still stand at `box`, now that others moved.
   *
   * @param {Box} box
   * @param {number} i
   */
  #isClearOfMoved(box, i) {
    const reach = distance(box, this.boxes[i]) + CLEARLY_PX;
    return [...this.#moved].every((other) => other === i || distance(box, this.boxes[other]) > reach);
  }

  /**
   * Let name `i` stand where a single other one stands, which finds room elsewhere; return whether it does.
   *
   * @param {number} i
   * @param {number} depth how many others may have to move, one for the next
   * @returns {boolean}
   */
  putInstead(i, depth) {
    return this.choices[i].some((box) => {
      const [other, ...more] = this.#inTheWay(box);
      if (other === undefined || more.length || !this.#isClearOfMoved(box, i)) return false;
      const before = /** @type {Box} */ (this.placed[other]);
      this.placed[other] = null;
      this.#put(i, box);
      if (this.putFirst(other) || (depth > 1 && this.putInstead(other, depth - 1))) return true;
      this.placed[i] = null;
      this.placed[other] = before;
      return false;
    });
  }

  /**
   * Let symbol `i` and its name stand at the nearest point where both have room, if there is any no farther than `reach`;
   * else at the nearest where the name of another one makes room.
   *
   * @param {number} i
   * @param {number} reach px
   */
  move(i, reach) {
    if (!this.#moveTo(i, reach, () => this.putFirst(i))) this.#moveTo(i, reach, () => this.putInstead(i, 1));
  }

  /**
   * Let symbol `i` stand at the nearest point where its name can be `put`; return whether there is any.
   *
   * @param {number} i
   * @param {number} reach px
   * @param {() => boolean} put
   */
  #moveTo(i, reach, put) {
    const [circle, box] = [this.circles[i], this.boxes[i]];
    this.#moved.add(i);
    for (const point of pointsAround(circle, reach)) {
      this.circles[i] = { ...circle, ...point };
      this.boxes[i] = boxOf(this.circles[i]);
      this.choices[i] = [];
      if (this.#symbolMayStand(i)) for (const gap of NAME_GAPS_PX) this.allow(i, gap);
      if (put()) {
        this.#symbols.add(this.boxes[i], i);
        return true;
      }
    }
    this.circles[i] = circle;
    this.boxes[i] = box;
    this.#moved.delete(i);
    return false;
  }

  /**
   * Return whether symbol `i` stands over nothing, and no name of another is nearer to it than to its own.
   *
   * @param {number} i
   */
  #symbolMayStand(i) {
    const box = this.boxes[i];
    if (!within(boxOf({ ...this.circles[i], r: this.circles[i].r + MOVE_PX.inside }), this.frame)) return false;
    if (this.covered.some((other) => overlaps(box, other))) return false;
    return this.boxes.every((there, other) => {
      if (other === i) return true;
      if (distance(there, box) < MOVE_PX.apart) return false;
      const name = this.placed[other];
      return !name || distance(name, box) > distance(name, there) + CLEARLY_PX;
    });
  }
}

/**
 * Yield points around a centre no farther than `reach`, the nearest first: of hundreds the first few are mostly enough.
 *
 * @param {Point} centre
 * @param {number} reach px
 * @returns {Generator<Point>}
 */
function* pointsAround({ x, y }, reach) {
  for (let r = MOVE_PX.step; r <= reach; r += MOVE_PX.step)
    for (const direction of DIRECTIONS) yield { x: x + r * direction.x, y: y + r * direction.y };
}

/**
 * Return where `circles` stand, and where the names of each stand from its centre: in `frame`, over no circle, no other name and
 * none of the `covered` boxes, and nearer to their own circle than to any other; null for a name without room.
 *
 * Those that are to be first choose first, then those with the fewest places to stand; then the others make room for those that are left. If circles
 * `mayMove`, one whose name has no room at all moves to where both have it, within `reach` (px).
 *
 * @param {readonly Named[]} circles
 * @param {number} height of a name
 * @param {Box} frame
 * @param {readonly Box[]} covered
 * @param {{ mayMove?: boolean, reach?: number }} [options]
 * @returns {{ centre: Point, name: Point | null }[]}
 */
export function placeNames(circles, height, frame, covered, { mayMove = false, reach = MOVE_PX.most } = {}) {
  const names = new Names(circles, height, frame, covered);
  const order = circles.flatMap(({ width }, i) => (width ? [i] : []));
  for (const i of order) names.allow(i, NAME_GAPS_PX[0]);
  const rank = (/** @type {number} */ i) => (circles[i].isFirst ? 0 : 1 + names.choices[i].length);
  order.sort((a, b) => rank(a) - rank(b));
  let left = order.filter((i) => !names.putFirst(i));
  for (const gap of circles.length > MAX_CAREFUL ? [] : NAME_GAPS_PX.slice(1)) {
    for (const i of left) names.allow(i, gap);
    left = left.filter((i) => !names.putFirst(i) && !names.putInstead(i, MAX_DEPTH));
  }
  if (mayMove) for (const i of left) names.move(i, reach);
  return names.circles.map(({ x, y }, i) => {
    const box = names.placed[i];
    return { centre: { x, y }, name: box && { x: box.x - x, y: box.y - y } };
  });
}
