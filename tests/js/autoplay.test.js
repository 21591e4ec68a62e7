import assert from "node:assert/strict";
import test from "node:test";

import { readPace } from "../../server/stage/autoplay.js";

test("the pace of an address is read as the server reads it: plain digits, and no longer than the longest", () => {
  /** @type {[string | null, number][]} */
  const cases = [
    ["20", 20],
    ["0", 0],
    ["999999", 600],
    ["9999999", 0],
    ["-3", 0],
    ["1e9", 0],
    [" 8", 0],
    ["", 0],
    [null, 0],
  ];
  for (const [text, seconds] of cases) assert.equal(readPace(text, 600), seconds, String(text));
});
