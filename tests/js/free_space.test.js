/* Room for the inset. */
import assert from "node:assert/strict";
import test from "node:test";

import { freeSpot } from "../../geo/map/free_space.js";

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

test("another box has margins of its own", () => {
  const margin = { left: 0, right: 0, top: 0, bottom: 0 };
  assert.equal(freeSpot(SIZE.x, SIZE.y, [], HOME, SIZE), null);
  assert.deepEqual(freeSpot(SIZE.x, SIZE.y, [], HOME, SIZE, margin), {
    x: 0,
    y: 0,
    width: 1000,
    height: 700,
    covered: 0,
  });
});
