/* What may be done to a tour on the desk. */

import assert from "node:assert/strict";
import test from "node:test";

import { MAX_STOPS, tellCase } from "../../pages/parts/own_tour.js";
import {
  divideAt,
  joinStop,
  moveStop,
  newDivider,
  partStop,
  readField,
  takeTimes,
  writeField,
} from "../../pages/screens/tour_edits.js";
import { nextSpeaker, ownNotes } from "../../server/stage/own_notes.js";

const [amsterdam, seoul, beijing] = ["2024-int-03", "2024-int-16", "2024-cn-01"].map(tellCase);

/** @param {import("../../pages/parts/own_tour.js").TourStop[]} stops */
const told = (stops) => stops.map((stop) => ("cases" in stop ? stop.cases.join("+") : "chapter"));

test("a stop is moved to the place that is named, from either side", () => {
  const stops = [amsterdam, seoul, beijing];
  assert.deepEqual(moveStop(stops, 0, 2), [seoul, beijing, amsterdam]);
  assert.deepEqual(moveStop(stops, 2, 0), [beijing, amsterdam, seoul]);
  assert.deepEqual(stops, [amsterdam, seoul, beijing]);
});

test("stops are joined with the one before and parted again, a chapter with nothing", () => {
  const joined = joinStop([amsterdam, seoul, beijing], 1);
  assert.deepEqual(told(joined), ["2024-int-03+2024-int-16", "2024-cn-01"]);
  assert.deepEqual(told(partStop(joined, 0)), told([amsterdam, seoul, beijing]));
  assert.deepEqual(told(joinStop([newDivider(), seoul], 1)), ["chapter", "2024-int-16"]);
  assert.deepEqual(told(joinStop([seoul, amsterdam], 0)), told([seoul, amsterdam]));
});

test("no more cases stand together, and no more stops in a tour, than a tour may have", () => {
  const six = { ...amsterdam, cases: ["a", "b", "c", "d", "e", "f"] };
  assert.deepEqual(joinStop([six, seoul], 1), [six, seoul]);
  const full = Array.from({ length: 360 }, () => seoul);
  assert.equal(divideAt(full, 3).length, 360);
  assert.equal(divideAt([seoul], 0).length, 2);
});

test("a field is written at its path, and nothing else changes", () => {
  const tour = { title: { zh: "", en: "" }, stops: [amsterdam, seoul] };
  const written = writeField(tour, "stops.1.notes.zh".split("."), "先说首尔");
  assert.equal(readField(written, "stops.1.notes.zh"), "先说首尔");
  assert.equal(readField(tour, "stops.1.notes.zh"), "");
  assert.equal(written.stops[0], amsterdam);
  assert.equal(readField(tour, "stops.9.notes.zh"), undefined);
});

test("the times of the last run are proposed in half minutes, where they are known", () => {
  const stops = takeTimes([amsterdam, newDivider(), { ...seoul, minutes: 4 }], { "2024-int-03": 80 });
  assert.deepEqual(
    stops.map((stop) => ("minutes" in stop ? stop.minutes : null)),
    [1.5, null, 4],
  );
  assert.equal(readField(takeTimes([amsterdam], { "2024-int-03": 1 }), "0.minutes"), 0.5);
});

test("own notes stand for the stop of their cases, in the other language where one is empty", () => {
  const tour = { stops: [newDivider(), { ...seoul, notes: { zh: "先说首尔", en: "" } }] };
  const at = { key: "2024-int-16", case: "2024-int-16" };
  assert.equal(ownNotes(/** @type {any} */ (tour), at, "en"), "先说首尔");
  assert.equal(ownNotes(/** @type {any} */ (tour), { key: "2024-int-03", case: "2024-int-03" }, "zh"), "");
});

test("the next speaker is the one whose chapter comes next", () => {
  const stops = /** @type {any[]} */ ([{}, { speaker: "Ana" }, {}, { speaker: "Li Ming" }, {}]);
  assert.deepEqual(nextSpeaker(stops, 1), { name: "Ana", left: 1 });
  assert.deepEqual(nextSpeaker(stops, 2), { name: "Li Ming", left: 2 });
  assert.equal(nextSpeaker(stops, 4), null);
});

test("what a tour has no room for leaves it the very same", () => {
  const full = Array.from({ length: MAX_STOPS }, (_, number) => tellCase(`case-${number}`));
  const six = { ...amsterdam, cases: ["a", "b", "c", "d", "e", "f"] };
  const [manyTogether, fullTogether] = [[six, seoul], full.with(0, six)];
  assert.equal(divideAt(full, 0), full);
  assert.equal(partStop(fullTogether, 0), fullTogether);
  assert.equal(joinStop(manyTogether, 1), manyTogether);
});
