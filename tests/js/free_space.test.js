/* Room for the names beside the symbols, and for the inset. */
import assert from "node:assert/strict";
import test from "node:test";

import { freeSpot, placeNames } from "../../geo/map/free_space.js";
import { boxOf, overlaps, within } from "../../geo/map/geometry.js";

/** @import { Box } from "../../geo/map/types.d.ts" */

const FRAME = { x: 0, y: 0, width: 400, height: 300 };
const HEIGHT = 16;
const ALONE = { x: 200, y: 150, r: 20, width: 60 };

/** @param {Box[]} covered */
const place = (...covered) => placeNames([ALONE], HEIGHT, FRAME, covered)[0];

test("a name stands beside its symbol, right of it when there is room", () => {
  assert.deepEqual(place(), { x: 22, y: -8 });
});

test("a name stands left of its symbol when the right is covered", () => {
  assert.deepEqual(place({ x: 220, y: 0, width: 180, height: 300 }), { x: -82, y: -8 });
});

test("a name stands under its symbol when both sides are covered, and over it when that is covered too", () => {
  const sides = [0, 225].map((x) => ({ x, y: 135, width: 175, height: 30 }));
  const under = { x: 0, y: 171, width: 400, height: 100 };
  assert.deepEqual(place(...sides), { x: -30, y: 20 });
  assert.deepEqual(place(...sides, under), { x: -30, y: -36 });
});

test("a name without room is null", () => {
  assert.equal(place(FRAME), null);
  const [narrow] = placeNames([ALONE], HEIGHT, { x: 170, y: 100, width: 59, height: 100 }, []);
  assert.equal(narrow, null);
});

test("names stand over no symbol and no other name, and in the frame", () => {
  const circles = Array.from({ length: 24 }, (_, i) => ({
    x: 40 + 62 * (i % 6),
    y: 40 + 70 * Math.floor(i / 6),
    r: 13 + (i % 3),
    width: 30 + 5 * (i % 7),
  }));
  const names = placeNames(circles, HEIGHT, FRAME, []).flatMap((spot, i) =>
    spot ? [{ x: circles[i].x + spot.x, y: circles[i].y + spot.y, width: circles[i].width, height: HEIGHT }] : [],
  );
  assert(names.length > 12);
  for (const [i, name] of names.entries()) {
    assert(within(name, FRAME));
    assert(!circles.map(boxOf).some((symbol) => overlaps(name, symbol)));
    assert(!names.some((other, j) => j !== i && overlaps(name, other)));
  }
});

test("the first symbols of the list get the best room", () => {
  const twins = [0, 1].map((i) => ({ x: 100, y: 100 + 17 * i, r: 8, width: 80 }));
  const [first, second] = placeNames(twins, 40, FRAME, []);
  assert.equal(first?.x, 10);
  assert(second && second.x < 10);
});

const SIZE = { x: 1000, y: 700 };
const HOME = { x: 500, y: 350 };

test("the inset stands nearest to its home where nothing is covered", () => {
  const spot = freeSpot(300, 200, [], HOME, SIZE);
  assert.equal(spot?.covered, 0);
  assert(spot && Math.abs(spot.x + 150 - HOME.x) <= 12 && Math.abs(spot.y + 100 - HOME.y) <= 12);
});

test("the inset makes way for what is taken, however far", () => {
  const taken = [{ x: 0, y: 0, width: 650, height: 700 }];
  const spot = freeSpot(300, 200, taken, HOME, SIZE);
  assert.equal(spot?.covered, 0);
  assert(spot && spot.x >= 650);
});

test("the inset covers as few as it must", () => {
  const everything = { x: 0, y: 0, width: SIZE.x, height: SIZE.y };
  const spot = freeSpot(300, 200, [everything, { ...everything, width: 650 }], HOME, SIZE);
  assert.equal(spot?.covered, 1);
  assert(spot && spot.x >= 650);
});

test("the inset keeps the margins of the map", () => {
  const spot = freeSpot(300, 200, [], { x: 0, y: 0 }, SIZE);
  assert.deepEqual([spot?.x, spot?.y], [16, 64]);
});

test("an inset larger than the map has no place", () => {
  assert.equal(freeSpot(980, 200, [], HOME, SIZE), null);
  assert.equal(freeSpot(300, 610, [], HOME, SIZE), null);
});
