import assert from "node:assert/strict";
import test from "node:test";

import { clamp } from "../../geo/map/geometry.js";
import { readStop } from "../../server/stage/stops.js";

test("a stop beyond the tour is its nearest end", () => {
  assert.deepEqual(
    [-3, 0, 1, 7, 49, 50].map((stop) => clamp(stop, 1, 49)),
    [1, 1, 1, 7, 49, 49],
  );
});

test("the stop of an address is clamped to the tour, and the first where the address names none", () => {
  /** @type {[string | null | undefined, number][]} */
  const cases = [
    ["7", 7],
    ["999", 49],
    ["0", 1],
    ["-3", 1],
    ["abc", 1],
    ["", 1],
    ["7x", 7],
    [null, 1],
    [undefined, 1],
  ];
  for (const [text, stop] of cases) assert.equal(readStop(text, 49), stop, String(text));
});
