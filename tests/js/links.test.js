import assert from "node:assert/strict";
import test from "node:test";

import { addressOfSetting } from "../../server/stage/links.js";
import { makeStop } from "./tour.js";

const HREF = "http://hall.example/stage?auto=8";
const query = (/** @type {string | undefined} */ setting, seconds = 20) =>
  new URL(addressOfSetting(HREF, setting, { at: 7, side: null, seconds })).search;

test("another setting keeps the stop and the pace of now", () => {
  assert.equal(query("hall"), "?auto=20&stop=7");
  assert.equal(query(undefined), "?auto=20&stop=7"); // the address for phones, which is offered outside the list
});

test("a stage that no longer goes on by itself does not begin to with another setting", () => {
  assert.equal(query("hall", 0), "?stop=7");
});

test("another order begins at its own first stop, for it has other stops", () => {
  assert.equal(query("order"), "?auto=20");
});

test("another pace is the one that was chosen", () => {
  assert.equal(query("auto"), "?auto=8&stop=7");
});

test("another setting keeps the case beside the tour", () => {
  const side = { ...makeStop("rio"), case: "2024-int-14" };
  assert.equal(new URL(addressOfSetting(HREF, "hall", { at: 7, side, seconds: 0 })).search, "?stop=7&side=2024-int-14");
});
