import assert from "node:assert/strict";
import test from "node:test";

import { checkAddress, checkStops, outsideOf } from "../../server/stage/rehearsal.js";

const WORDS = { stops: "Stops:", reached: "Answers:", unreached: "Silent:", loopback: "Unknown to phones:" };
const ADDRESS = "http://hall.example/";

test("a request to another host is named, one to this host or within the page is not", () => {
  const loaded = ["http://hall.example/a.js", "https://elsewhere.example/b.js", "data:image/png;base64,AA"];
  assert.deepEqual(outsideOf(loaded, ["http://hall.example"]), ["https://elsewhere.example/b.js"]);
});

test("the phones' address is good if it answers and is a name that phones know", () => {
  assert.deepEqual(checkAddress(ADDRESS, { reached: true, known: true }, WORDS), [true, `Answers: ${ADDRESS}`]);
  assert.deepEqual(checkAddress(ADDRESS, { reached: true, known: false }, WORDS), [
    false,
    `Unknown to phones: ${ADDRESS}`,
  ]);
  assert.deepEqual(checkAddress(ADDRESS, { reached: false, known: true }, WORDS), [false, `Silent: ${ADDRESS}`]);
  assert.deepEqual(checkAddress(ADDRESS, { reached: false, known: false }, WORDS), [false, `Silent: ${ADDRESS}`]);
});

test("stops that cannot be drawn are counted and named", () => {
  assert.deepEqual(checkStops([], 49, WORDS), [true, "Stops: 49 / 49"]);
  assert.deepEqual(checkStops([3, 17], 49, WORDS), [false, "Stops: 47 / 49: 3, 17"]);
});
