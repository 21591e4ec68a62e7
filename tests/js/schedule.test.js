import assert from "node:assert/strict";
import test from "node:test";

import { sayDelay } from "../../server/stage/countdown.js";
import { delayAt, slotAt } from "../../server/stage/schedule.js";

const STOPS = [0, 20, 60, 60, 20].map((seconds) => ({ seconds }));
const WORDS = { even: "on time", behind: "%(time)s behind", ahead: "%(time)s ahead", seconds: "%(seconds)s s" };

test("a slot is good, short in its last fifth, and over when nothing is left", () => {
  /** @type {[number, number, number, string][]} */
  const cases = [
    [0, 600, 0, "good"],
    [479, 121, 479 / 600, "good"],
    [480, 120, 0.8, "short"],
    [600, 0, 1, "short"],
    [601, -1, 1, "over"],
    [-3, 603, 0, "good"], // a clock on another machine
  ];
  for (const [gone, left, share, state] of cases) assert.deepEqual(slotAt(10, gone), { left, share, state });
});

test("a talk is on time within the planned time of its stop, else as far off as that is away", () => {
  /** @type {[number, number, number][]} */
  const cases = [
    [1, 0, 0],
    [2, 0, 0],
    [2, 20, 0],
    [2, 21, 1],
    [3, 0, -20],
    [3, 20, 0],
    [3, 80, 0],
    [3, 120, 40],
    [4, 120, 0],
    [5, 120, -20],
    [5, 160, 0],
    [5, 200, 40],
  ];
  for (const [at, gone, delay] of cases) assert.equal(delayAt(STOPS, at, gone), delay, `stop ${at} at ${gone} s`);
});

test("a delay is told in steps of five seconds, from a minute on as minutes", () => {
  /** @type {[number, string][]} */
  const cases = [
    [0, "on time"],
    [4, "on time"],
    [-4, "on time"],
    [5, "5 s behind"],
    [44, "40 s behind"],
    [-24, "20 s ahead"],
    [59, "55 s behind"],
    [60, "1:00 behind"],
    [-101, "1:40 ahead"],
  ];
  for (const [delay, text] of cases) assert.equal(sayDelay(delay, WORDS), text);
});
