import assert from "node:assert/strict";
import test from "node:test";

import { countOf, progressOf, stopAtTick } from "../../server/stage/progress.js";

const LENGTHS = [1, 10, 3, 1]; // stops of the opening, of two chapters and of the closing

test("each part of the tour shows how many of its stops are done, and one part is the current one", () => {
  const done = (/** @type {number} */ at) => progressOf(LENGTHS, at).map((part) => part.done);
  const here = (/** @type {number} */ at) => progressOf(LENGTHS, at).findIndex((part) => part.isHere);
  assert.deepEqual([done(1), here(1)], [[1, 0, 0, 0], 0]);
  assert.deepEqual([done(2), here(2)], [[1, 1, 0, 0], 1]);
  assert.deepEqual([done(11), here(11)], [[1, 10, 0, 0], 1]);
  assert.deepEqual([done(12), here(12)], [[1, 10, 1, 0], 2]);
  assert.deepEqual([done(15), here(15)], [[1, 10, 3, 1], 3]);
});

test("exactly one part is the current one at every stop", () => {
  for (let at = 1; at <= 15; at += 1) assert.equal(progressOf(LENGTHS, at).filter((part) => part.isHere).length, 1);
});

test("a click on a tick goes to its stop, at either edge of a part to one of that part", () => {
  assert.deepEqual(
    [0, 0.05, 0.15, 0.95, 1].map((fraction) => stopAtTick(LENGTHS, 1, fraction)),
    [2, 2, 3, 11, 11],
  );
  assert.equal(stopAtTick(LENGTHS, 0, 0.5), 1);
  assert.equal(stopAtTick(LENGTHS, 3, 0.5), 15);
});

test("where the tour stands is said in figures, and a case beside it in words", () => {
  assert.equal(countOf(12, 49, null), "12 / 49");
  assert.equal(countOf(12, 49, "side step"), "12 / 49 · side step");
});
