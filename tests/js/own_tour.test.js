/* The tour that a browser keeps: what is read of its storage, and how cases come and go. */
import assert from "node:assert/strict";
import test from "node:test";

import {
  addCases,
  casesOf,
  dropCases,
  emptyTour,
  keepsStrange,
  keepText,
  keepTour,
  MAX_STOPS,
  readKept,
  readTour,
  tellCase,
  toggleCase,
} from "../../pages/parts/own_tour.js";

/**
 * Give the tour a browser whose storage holds `text`, or throws.
 *
 * @param {string | null} text
 * @param {{ forbidden?: boolean }} [how]
 */
function browse(text, { forbidden = false } = {}) {
  const kept = { text, told: 0 };
  const refuse = () => {
    throw new Error("forbidden");
  };
  const localStorage = {
    getItem: () => (forbidden ? refuse() : kept.text),
    setItem: (/** @type {string} */ _key, /** @type {string} */ value) => {
      if (forbidden) refuse();
      kept.text = value;
    },
  };
  const dispatchEvent = () => {
    kept.told += 1;
  };
  Object.assign(globalThis, { window: { localStorage, dispatchEvent } });
  return kept;
}

/** @param {readonly string[]} ids */
const tourOf = (...ids) => ({ ...emptyTour(), stops: ids.map(tellCase) });
const CHAPTER = { chapter: { zh: "甲", en: "A" }, speaker: { zh: "", en: "" } };

test("a case comes to the end, and goes again", () => {
  const tour = toggleCase(tourOf("a"), "b");
  assert.deepEqual(casesOf(tour), ["a", "b"]);
  assert.deepEqual(casesOf(toggleCase(tour, "a")), ["b"]);
});

test("several come in their order, those that are told already stay where they are", () => {
  assert.deepEqual(casesOf(addCases(tourOf("b"), ["c", "b", "a", "c"])), ["b", "c", "a"]);
});

test("what tells several loses one of them, what tells nothing more goes, chapters stay", () => {
  const tour = { ...emptyTour(), stops: [CHAPTER, { ...tellCase("a"), cases: ["a", "b"] }, tellCase("c")] };
  assert.deepEqual(dropCases(tour, ["a", "c"]).stops, [CHAPTER, tellCase("b")]);
});

test("a tour is changed into another, never in itself", () => {
  const tour = tourOf("a");
  toggleCase(tour, "a");
  addCases(tour, ["b"]);
  assert.deepEqual(tour, tourOf("a"));
});

test("what is kept is read again, and told", () => {
  const kept = browse(null);
  assert.deepEqual(readTour(), emptyTour());
  assert.equal(keepTour(tourOf("a")), true);
  assert.equal(kept.told, 1);
  assert.deepEqual(readTour(), tourOf("a"));
});

for (const text of [
  "",
  "{",
  "null",
  "7",
  "[]",
  '{"format": "another", "stops": []}',
  '{"format": "city-governance-tour"}',
  '{"format": "city-governance-tour", "stops": {}}',
  '{"format": "city-governance-tour", "stops": [null]}',
  '{"format": "city-governance-tour", "stops": ["a"]}',
  '{"format": "city-governance-tour", "stops": [{"cases": "abc"}]}',
  '{"format": "city-governance-tour", "stops": [{"cases": [7]}]}',
]) {
  test(`what is no tour is an empty one: ${text}`, () => {
    browse(text);
    assert.deepEqual(readTour(), emptyTour());
  });
}

test("what is no tour is told from none at all, and may be kept as it is", () => {
  const later = JSON.stringify({ ...tourOf("a"), version: 2 });
  const kept = browse(later);
  assert.equal(keepsStrange(), true);
  assert.deepEqual(readTour(), emptyTour());
  assert.equal(readKept(), later);
  keepTour(tourOf("b"));
  assert.equal(keepsStrange(), false);
  assert.equal(keepText(later), true);
  assert.equal(kept.text, later);
  browse(null);
  assert.equal(keepsStrange(), false);
});

test("where storage is forbidden the page alone has the tour, until it may be kept again", () => {
  browse(null, { forbidden: true });
  assert.deepEqual(readTour(), emptyTour());
  assert.equal(keepTour(tourOf("a")), false);
  assert.deepEqual(casesOf(readTour()), ["a"]);
  browse(null);
  assert.equal(keepTour(tourOf("b")), true);
  assert.deepEqual(casesOf(readTour()), ["b"]);
});

test("a full tour takes no further case", () => {
  const full = addCases(
    emptyTour(),
    Array.from({ length: 400 }, (_, number) => `case-${number}`),
  );
  assert.equal(casesOf(full).length, 300);
  assert.equal(casesOf(addCases(full, ["another"])).length, 300);
});

test("a tour with chapters takes no more stops than it may have", () => {
  const chapters = { ...emptyTour(), stops: Array.from({ length: MAX_STOPS - 1 }, () => CHAPTER) };
  assert.deepEqual(casesOf(addCases(chapters, ["a", "b"])), ["a"]);
});
