/* Room for the names beside the symbols. */
import assert from "node:assert/strict";
import test from "node:test";

import { boxOf, distance, overlaps, within } from "../../geo/map/geometry.js";
import { placeNames } from "../../geo/map/name_places.js";

/** @import { Box } from "../../geo/map/types.d.ts" */

const FRAME = { x: 0, y: 0, width: 400, height: 300 };
const HEIGHT = 16;
const ALONE = { x: 200, y: 150, r: 20, width: 60 };

/** @param {Box[]} covered */
const place = (...covered) => placeNames([ALONE], HEIGHT, FRAME, covered)[0].name;

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
  assert.equal(narrow.name, null);
});

/** Symbols side by side, 62 px apart, with names of 30 to 60 px. */
const CROWD = Array.from({ length: 24 }, (_, i) => ({
  x: 40 + 62 * (i % 6),
  y: 40 + 70 * Math.floor(i / 6),
  r: 13 + (i % 3),
  width: 30 + 5 * (i % 7),
}));

/**
 * Return the box of each name that stands, with its symbol's.
 *
 * @param {typeof CROWD} circles
 * @param {ReturnType<typeof placeNames>} spots
 */
const boxesOf = (circles, spots) =>
  spots.flatMap(({ centre, name }, i) => {
    const { r, width } = circles[i];
    const box = name && { x: centre.x + name.x, y: centre.y + name.y, width, height: HEIGHT };
    return box ? [{ box, symbol: boxOf({ ...centre, r }) }] : [];
  });

/**
 * Hold that names stand in the frame, over no symbol and no other name, and nearest to their own symbol.
 *
 * @param {typeof CROWD} circles
 * @param {ReturnType<typeof placeNames>} spots
 */
function checkNames(circles, spots) {
  const boxes = boxesOf(circles, spots);
  const symbols = spots.map(({ centre }, i) => boxOf({ ...centre, r: circles[i].r }));
  for (const [i, { box, symbol }] of boxes.entries()) {
    assert(within(box, FRAME));
    assert(!symbols.some((other) => overlaps(box, other)));
    assert(!boxes.some((other, j) => j !== i && overlaps(box, other.box)));
    const nearest = Math.min(...symbols.map((other) => distance(box, other)));
    assert.equal(distance(box, symbol), nearest);
  }
}

test("names stand over no symbol and no other name, in the frame, and nearest to their own symbol", () => {
  const spots = placeNames(CROWD, HEIGHT, FRAME, []);
  assert(boxesOf(CROWD, spots).length > 12);
  checkNames(CROWD, spots);
});

test("a name makes room for another that can stand nowhere else", () => {
  const stuck = { x: 30, y: 150, r: 10, width: 60 };
  const free = { x: 170, y: 150, r: 10, width: 60 };
  const covered = [
    { x: 0, y: 0, width: 400, height: 139 },
    { x: 0, y: 161, width: 100, height: 139 },
  ];
  const spots = placeNames([free, stuck], HEIGHT, FRAME, covered);
  assert(spots.every(({ name }) => name));
});

test("a symbol whose name has no room moves to where both have it, and only if it may", () => {
  const covered = [
    { x: 100, y: 100, width: 200, height: 40 },
    { x: 100, y: 160, width: 200, height: 40 },
  ];
  const walls = [...covered, { x: 222, y: 140, width: 78, height: 20 }, { x: 100, y: 140, width: 78, height: 20 }];
  const stays = placeNames([ALONE], HEIGHT, FRAME, walls);
  assert.deepEqual(stays, [{ centre: { x: 200, y: 150 }, name: null }]);
  const [moved] = placeNames([ALONE], HEIGHT, FRAME, walls, { mayMove: true });
  assert(moved.name);
  checkNames([ALONE], [moved]);
  assert(!walls.some((wall) => overlaps(wall, boxOf({ ...moved.centre, r: ALONE.r }))));
});

test("all 24 of a crowd bear their names if they may move", () => {
  const spots = placeNames(CROWD, HEIGHT, FRAME, [], { mayMove: true });
  assert.equal(boxesOf(CROWD, spots).length, 24);
  checkNames(CROWD, spots);
});

test("of thousands of symbols on one point some may be without a name, and none hangs the map", () => {
  const heap = Array.from({ length: 3000 }, () => ALONE);
  assert.equal(placeNames(heap, HEIGHT, FRAME, []).length, 3000);
});

test("where there is room for one name, it is that of the first", () => {
  const strip = { x: 0, y: 140, width: 400, height: 20 };
  const pair = [150, 250].map((x) => ({ x, y: 150, r: 8, width: 60 })); // between them there is room for one
  const sides = [
    { x: 0, y: 0, width: 142, height: 300 },
    { x: 258, y: 0, width: 142, height: 300 },
  ];
  for (const first of [0, 1]) {
    const circles = pair.map((one, i) => ({ ...one, isFirst: i === first }));
    const named = placeNames(circles, HEIGHT, strip, sides).map(({ name }) => Boolean(name));
    assert.deepEqual(named, [first === 0, first === 1]);
  }
});
