import assert from "node:assert/strict";
import test from "node:test";

import { formatElapsed } from "../../server/stage/clock.js";

test("the time since the first step is told in minutes and seconds, with hours once there are any", () => {
  /** @type {[number, string][]} */
  const cases = [
    [0, "0:00"],
    [999, "0:00"],
    [1000, "0:01"],
    [65_000, "1:05"],
    [3_599_999, "59:59"],
    [3_600_000, "1:00:00"],
    [36_605_000, "10:10:05"],
  ];
  for (const [ms, text] of cases) assert.equal(formatElapsed(ms), text);
});

test("a clock that is ahead on another machine shows no time before the first step", () => {
  assert.equal(formatElapsed(-4000), "0:00");
});
