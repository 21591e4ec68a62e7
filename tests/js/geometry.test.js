/* Boxes and circles on the screen. */
import assert from "node:assert/strict";
import test from "node:test";

import { boxOf, clamp, overlaps, within } from "../../geo/map/geometry.js";

const FRAME = { x: 10, y: 20, width: 100, height: 50 };

test("a value is held between its limits", () => {
  assert.deepEqual(
    [-1, 0, 3, 5, 6].map((value) => clamp(value, 0, 5)),
    [0, 0, 3, 5, 5],
  );
});

test("boxes overlap when they share more than an edge, whichever is asked first", () => {
  const beside = { x: 110, y: 20, width: 5, height: 5 };
  const inside = { x: 20, y: 30, width: 5, height: 5 };
  const across = { x: 0, y: 0, width: 15, height: 25 };
  for (const [box, expected] of /** @type {const} */ ([
    [beside, false],
    [inside, true],
    [across, true],
  ])) {
    assert.equal(overlaps(box, FRAME), expected);
    assert.equal(overlaps(FRAME, box), expected);
  }
});

test("a point in a frame overlaps it, one on its edge does not", () => {
  const point = (/** @type {number} */ x) => ({ x, y: 30, width: 0, height: 0 });
  assert.deepEqual(
    [9, 10, 11, 109, 110].map((x) => overlaps(point(x), FRAME)),
    [false, false, true, true, false],
  );
});

test("a box within a frame may touch its edge and not pass it", () => {
  assert(within(FRAME, FRAME));
  assert(!within({ ...FRAME, x: 9 }, FRAME));
  assert(!within({ ...FRAME, y: 21 }, FRAME));
  assert(within({ x: 60, y: 40, width: 50, height: 30 }, FRAME));
});

test("the box of a circle touches it on four sides", () => {
  assert.deepEqual(boxOf({ x: 5, y: 7, r: 3 }), { x: 2, y: 4, width: 6, height: 6 });
});
