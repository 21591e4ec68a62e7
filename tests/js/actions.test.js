import assert from "node:assert/strict";
import test from "node:test";
import { Presentation } from "../../geo/tour/presentation.js";
import { stageActions } from "../../server/stage/actions.js";
import { makeStop } from "./tour.js";

/** @import { MapFrame } from "../../server/stage/map_frame.js" */
/** @import { Navigation } from "../../server/stage/navigation.js" */
/** @import { Sync } from "../../server/stage/sync.js" */

/** Return a tour of five stops, at the third, and its actions; they lead nowhere else. */
const begin = () => {
  const presentation = new Presentation(
    Array.from({ length: 5 }, () => makeStop()),
    3,
    { seconds: 0, usual: 12 },
  );
  const navigation = /** @type {Navigation} */ ({}); // no action of these tests leaves the stage or
  const sync = /** @type {Sync} */ ({}); // opens the speaker's view
  /** @type {number[]} */
  const zoomed = [];
  const map = /** @type {MapFrame} */ ({ zoom: (/** @type {number} */ steps) => void zoomed.push(steps) });
  return { presentation, zoomed, actions: stageActions({ presentation, navigation, sync, map, atlas: "./" }) };
};

test("digits make a number, and Backspace takes the last one back before it goes back itself", () => {
  const { presentation, actions } = begin();
  actions.digit("1");
  actions.digit("2");
  assert.equal(presentation.digits, "12");
  actions.erase("Backspace");
  assert.equal(presentation.digits, "1");
  actions.erase("Backspace");
  assert.deepEqual([presentation.digits, presentation.at], ["", 3]);
  actions.erase("Backspace");
  assert.equal(presentation.at, 2);
});

test("Escape leaves what was entered last: the number first, then the sheet", () => {
  const { presentation, actions } = begin();
  actions.help("?");
  actions.digit("4");
  actions.out("Escape");
  assert.deepEqual([presentation.digits, presentation.overlay], ["", "help"]);
  actions.out("Escape");
  assert.equal(presentation.overlay, null);
});

test("first, last, next and back stay within the tour", () => {
  const { presentation, actions } = begin();
  const visited = ["last", "next", "back", "first", "back"].map((action) => {
    actions[action]("");
    return presentation.at;
  });
  assert.deepEqual(visited, [5, 5, 4, 1, 1]);
});

test("zero is a digit of a number that was begun, else it leads back to the stop's own view", () => {
  const { presentation, zoomed, actions } = begin();
  for (const action of ["closer", "farther", "zero"]) actions[action]("");
  assert.deepEqual(zoomed, [1, -1, 0]);
  actions.digit("1");
  actions.zero("0");
  assert.equal(presentation.digits, "10");
  assert.equal(zoomed.length, 3);
});
