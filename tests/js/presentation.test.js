import assert from "node:assert/strict";
import test from "node:test";

import { Presentation } from "../../geo/tour/presentation.js";
import { makeStop } from "./tour.js";

const CITIES = [null, "beijing", "cairo", "beijing", null];

/** @param {number} at */
const present = (at) => {
  const presentation = new Presentation(CITIES.map(makeStop), at, { seconds: 0, usual: 12 });
  /** @type {string[]} */
  const changes = [];
  for (const change of ["stop", "overlay", "pace", "digits"]) {
    presentation.addEventListener(change, () => changes.push(change));
  }
  return { presentation, changes };
};

test("a step beyond the tour ends at its end and announces nothing where it changes nothing", () => {
  const { presentation, changes } = present(4);
  presentation.go(99);
  presentation.go(99);
  assert.equal(presentation.at, 5);
  presentation.go(-1);
  assert.equal(presentation.at, 1);
  assert.deepEqual(changes, ["stop", "stop"]);
});

test("a kiosk goes on from the last stop to the first", () => {
  const { presentation } = present(4);
  presentation.goRound();
  assert.equal(presentation.at, 5);
  presentation.goRound();
  assert.equal(presentation.at, 1);
});

test("in the dark the light comes back before anything moves", () => {
  const { presentation } = present(3);
  presentation.toggle("black");
  presentation.move(4);
  assert.deepEqual([presentation.overlay, presentation.at], [null, 3]);
  presentation.move(4);
  assert.equal(presentation.at, 4);
});

test("a step closes the sheet that lies over the stage, before the stop changes", () => {
  const { presentation, changes } = present(3);
  presentation.toggle("help");
  presentation.move(4);
  assert.deepEqual([presentation.overlay, presentation.at], [null, 4]);
  assert.deepEqual(changes, ["overlay", "digits", "overlay", "stop"]);
});

test("one sheet takes the place of another, and the same key closes it", () => {
  const { presentation } = present(1);
  presentation.toggle("help");
  presentation.toggle("code");
  assert.equal(presentation.overlay, "code");
  presentation.toggle("code");
  assert.equal(presentation.overlay, null);
});

test("a number that was typed leads to its stop and is forgotten with any step", () => {
  const { presentation } = present(1);
  presentation.type("3");
  presentation.jump();
  assert.deepEqual([presentation.at, presentation.digits], [3, ""]);
  presentation.type("4");
  presentation.move(2);
  assert.equal(presentation.digits, "");
});

test("a number has five digits at most", () => {
  const { presentation } = present(1);
  presentation.type("1234567");
  assert.equal(presentation.digits, "12345");
});

test("a place leads to its case that comes next, from the last to the first, and one without cases nowhere", () => {
  const { presentation } = present(1);
  const visited = ["beijing", "beijing", "beijing", "cairo", "atlantis"].map((city) => {
    presentation.openCity(city);
    return presentation.at;
  });
  assert.deepEqual(visited, [2, 4, 2, 3, 3]);
});

test("the pace goes off and comes back as it was", () => {
  const { presentation } = present(1);
  presentation.togglePace();
  assert.equal(presentation.seconds, 12);
  presentation.togglePace();
  assert.equal(presentation.seconds, 0);
});

test("a number that no stop has leads nowhere and is remembered until something else is done", () => {
  for (const number of ["6", "99999"]) {
    const { presentation } = present(2);
    presentation.type(number);
    presentation.jump();
    assert.deepEqual([presentation.at, presentation.digits, presentation.missing], [2, "", number]);
    presentation.type("3");
    assert.deepEqual([presentation.digits, presentation.missing], ["3", ""]);
  }
});

test("a number that no stop has leaves what lies over the stage", () => {
  const { presentation } = present(2);
  presentation.toggle("help");
  presentation.type("60");
  presentation.jump();
  assert.deepEqual([presentation.overlay, presentation.at, presentation.missing], ["help", 2, "60"]);
});

for (const [name, leave] of /** @type {[string, (presentation: Presentation) => void][]} */ ([
  ["a step forth", (presentation) => presentation.step(1)],
  ["a step back", (presentation) => presentation.step(-1)],
  ["the pace", (presentation) => presentation.goRound()],
  ["its own number", (presentation) => presentation.move(3)],
])) {
  test(`a case beside the tour is left by ${name} for the stop where the tour stood`, () => {
    const { presentation, changes } = present(3);
    const side = makeStop("rio");
    presentation.toggle("find");
    presentation.stepAside(side);
    assert.deepEqual([presentation.stop, presentation.at, presentation.overlay], [side, 3, null]);
    leave(presentation);
    assert.deepEqual([presentation.stop.city, presentation.at, presentation.side], ["cairo", 3, null]);
    assert.equal(changes.filter((change) => change === "stop").length, 2);
  });
}

test("from a case beside the tour another number leads to its stop", () => {
  const { presentation } = present(3);
  presentation.stepAside(makeStop("rio"));
  presentation.type("5");
  presentation.jump();
  assert.deepEqual([presentation.at, presentation.side], [5, null]);
});
