/* Boxes are found by where they are. */
import assert from "node:assert/strict";
import test from "node:test";

import { Grid } from "../../geo/map/grid.js";

/**
 * Return the numbers of the boxes that `grid` has around `box`.
 *
 * @param {Grid} grid
 * @param {import("../../geo/map/types.d.ts").Box} box
 */
function found(grid, box) {
  const numbers = new Set();
  grid.some(box, (number) => {
    numbers.add(number);
    return false;
  });
  return [...numbers].sort();
}

test("boxes near by are found, far ones are not", () => {
  const grid = new Grid();
  grid.add({ x: -10, y: -10, width: 30, height: 30 }, 0);
  grid.add({ x: 1000, y: -500, width: 200, height: 5 }, 1);
  assert.deepEqual(found(grid, { x: 0, y: 0, width: 1, height: 1 }), [0]);
  assert.deepEqual(found(grid, { x: 1150, y: -510, width: 20, height: 20 }), [1]);
  assert.deepEqual(found(grid, { x: 400, y: 400, width: 20, height: 20 }), []);
});

test("nothing more is asked once something holds", () => {
  const grid = new Grid();
  for (const number of [0, 1, 2]) grid.add({ x: 0, y: 0, width: 1, height: 1 }, number);
  /** @type {number[]} */
  const asked = [];
  assert(grid.some({ x: 0, y: 0, width: 1, height: 1 }, (number) => Boolean(asked.push(number))));
  assert.deepEqual(asked, [0]);
});
