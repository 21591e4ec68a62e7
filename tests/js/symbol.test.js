/* The symbol of a place: its size and its sectors. */
import assert from "node:assert/strict";
import test from "node:test";

import { arc, radius } from "../../geo/map/symbol.js";

/**
 * Return the first and the last point of an arc.
 *
 * @param {string} path
 */
function ends(path) {
  const [x1, y1, , , , , , x2, y2] = path.slice(1).replace("A", " ").split(" ").map(Number);
  return [
    [x1, y1],
    [x2, y2],
  ];
}

test("a symbol grows with its cases, up to a limit", () => {
  assert.deepEqual([1, 4, 9, 16, 100, 10_000].map(radius), [13, 17, 21, 25, 26, 26]);
  assert.equal(radius(0), 13);
});

test("both ends of a sector lie on its ring", () => {
  for (let index = 0; index < 5; index += 1) {
    for (const [x, y] of ends(arc(index, 5, 20))) assert(Math.abs(Math.hypot(x, y) - 20) < 0.01);
  }
});

test("the first sector has its middle at the top", () => {
  const [[x1, y1], [x2, y2]] = ends(arc(0, 5, 20));
  assert(Math.abs(x1 + x2) < 0.02);
  assert(Math.abs(y1 - y2) < 0.02 && y1 < 0);
});

test("neighbouring sectors leave a slit between them, all round", () => {
  for (let index = 0; index < 5; index += 1) {
    const [, [x1, y1]] = ends(arc(index, 5, 20));
    const [[x2, y2]] = ends(arc((index + 1) % 5, 5, 20));
    assert(Math.abs(Math.hypot(x1 - x2, y1 - y2) - 2 * 20 * Math.sin(0.024 * Math.PI)) < 0.02);
  }
});
