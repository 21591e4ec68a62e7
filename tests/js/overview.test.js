import assert from "node:assert/strict";
import test from "node:test";

import { neighbourAcross } from "../../server/stage/overview.js";

// An opening and a chapter, each on a row of its own, then five cases in two rows.
const CORNERS = [
  [0, 0],
  [0, 50],
  [0, 100],
  [300, 100],
  [600, 100],
  [0, 200],
  [300, 200],
].map(([x, y]) => ({ x, y }));
const across = (/** @type {number} */ at, /** @type {1 | -1} */ way) => neighbourAcross(CORNERS, at, way);

test("down leads to the nearest of the next row, up to the nearest of the row above", () => {
  assert.deepEqual([across(3, 1), across(4, 1), across(6, -1), across(4, -1)], [6, 6, 3, 1]);
});

test("a heading has a row of its own", () => {
  assert.deepEqual([across(0, 1), across(1, 1), across(1, -1)], [1, 2, 0]);
});

test("there is nothing above the first row and below the last", () => {
  assert.deepEqual([across(0, -1), across(5, 1), across(6, 1)], [0, 5, 6]);
});
