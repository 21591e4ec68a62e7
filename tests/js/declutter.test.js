/* Overlapping symbols make room for each other. */
import assert from "node:assert/strict";
import test from "node:test";

import { declutter } from "../../geo/map/declutter.js";

/** @import { Box, Circle, Point } from "../../geo/map/types.d.ts" */

const FRAME = { x: 0, y: 0, width: 1000, height: 600 };
const TOLERANCE_PX = 0.2;

/**
 * Return a function that returns numbers from 0 to 1, the same in every run.
 *
 * @param {number} seed
 */
const numbers = (seed) => () => {
  seed = (seed * 1103515245 + 12345) % 2 ** 31;
  return seed / 2 ** 31;
};

/**
 * Return `count` circles of the sizes that symbols have, their centres in `box`.
 *
 * @param {number} count
 * @param {Box} box
 * @param {number} seed
 * @returns {Circle[]}
 */
function scatter(count, box, seed) {
  const next = numbers(seed);
  return Array.from({ length: count }, () => ({
    x: box.x + next() * box.width,
    y: box.y + next() * box.height,
    r: 13 + next() * 13,
  }));
}

/**
 * Return how far (px) the circles that overlap most do so at `centres`.
 *
 * @param {readonly Circle[]} circles
 * @param {readonly Point[]} centres
 */
const overlap = (circles, centres) =>
  Math.max(
    ...centres.flatMap((a, i) =>
      centres.slice(i + 1).map((b, j) => circles[i].r + circles[i + 1 + j].r - Math.hypot(a.x - b.x, a.y - b.y)),
    ),
  );

test("no two circles overlap when they have made room", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const circles = scatter(30, { x: 300, y: 200, width: 300, height: 200 }, seed);
    assert(overlap(circles, circles) > 0);
    assert(overlap(circles, declutter(circles, FRAME)) <= 0, `seed ${seed}`);
  }
});

test("nothing moves when nothing overlaps", () => {
  const circles = [100, 200, 300].map((x) => ({ x, y: 100, r: 20 }));
  assert.deepEqual(
    declutter(circles, FRAME),
    circles.map(({ x, y }) => ({ x, y })),
  );
  assert.deepEqual(declutter([], FRAME), []);
});

test("the circles that are given stay as they are", () => {
  const circles = Object.freeze([Object.freeze({ x: 50, y: 50, r: 20 }), Object.freeze({ x: 55, y: 50, r: 20 })]);
  const [a, b] = declutter(circles, FRAME);
  assert(b.x - a.x >= 40);
});

test("circles of the same centre part too", () => {
  const circles = Array.from({ length: 4 }, () => ({ x: 500, y: 300, r: 13 }));
  assert(overlap(circles, declutter(circles, FRAME)) <= 0);
});

test("each of two circles moves by half of what they lack", () => {
  const [a, b] = declutter(
    [
      { x: 490, y: 300, r: 20 },
      { x: 510, y: 300, r: 20 },
    ],
    FRAME,
  );
  assert(Math.abs((a.x + b.x) / 2 - 500) < 1e-9);
  assert.deepEqual([a.y, b.y].map(Math.round), [300, 300]);
});

test("a circle whose centre is in the frame stays in it as a whole", () => {
  const corner = scatter(12, { x: 0, y: 0, width: 60, height: 60 }, 7);
  const centres = declutter(corner, FRAME);
  centres.forEach(({ x, y }, i) => {
    assert(x >= corner[i].r && y >= corner[i].r, `circle ${i}`);
  });
});

test("a circle from outside the frame is not drawn into it", () => {
  const [centre] = declutter(
    [
      { x: -30, y: 300, r: 20 },
      { x: -25, y: 300, r: 20 },
    ],
    FRAME,
  );
  assert(centre.x < -30);
});

test("circles end near their true points", () => {
  const circles = scatter(10, { x: 480, y: 280, width: 40, height: 40 }, 3);
  declutter(circles, FRAME).forEach(({ x, y }, i) => {
    assert(Math.hypot(x - circles[i].x, y - circles[i].y) < 150, `circle ${i}`);
  });
});

test("the work is bounded: of thousands of circles each is compared with each but once", () => {
  const circles = scatter(4000, FRAME, 5);
  let reads = 0;
  const counted = circles.map(({ x, y, r }) => ({
    x,
    y,
    get r() {
      reads += 1;
      return r;
    },
  }));
  assert.equal(declutter(counted, FRAME).length, 4000);
  assert(reads <= 4000 * 4000, `${reads} reads`);
});

test("overlaps that nobody sees are left alone", () => {
  const circles = [
    { x: 100, y: 100, r: 20 },
    { x: 143 - TOLERANCE_PX / 2, y: 100, r: 20 },
  ];
  assert.equal(declutter(circles, FRAME)[0].x, 100);
});

test("circles are as far apart as they are asked to be", () => {
  const circles = scatter(12, { x: 400, y: 200, width: 200, height: 200 }, 11);
  assert(overlap(circles, declutter(circles, FRAME, { gap: 20 })) <= -19);
});

test("no circle reaches into a box that it has to keep out of, and each leaves it by the nearest edge", () => {
  const box = { x: 400, y: 200, width: 200, height: 200 };
  const circles = [
    { x: 405, y: 300, r: 13 },
    { x: 595, y: 300, r: 13 },
    { x: 500, y: 192, r: 13 },
    { x: 100, y: 100, r: 13 },
  ];
  const centres = declutter(circles, FRAME, { without: [box] });
  assert(centres[0].x + 13 <= box.x && centres[1].x - 13 >= box.x + box.width && centres[2].y + 13 <= box.y);
  assert.deepEqual(centres[3], { x: 100, y: 100 });
});
