import assert from "node:assert/strict";
import test from "node:test";

import { freeBox } from "../../server/stage/card.js";

const SCREEN = { width: 1920, height: 1080 };
const FOOT = 1008;

test("a card at the right leaves the left of the screen to the map, as far as its foot", () => {
  assert.deepEqual(freeBox("case", { left: 1123, top: 40 }, SCREEN, FOOT), { x: 0, y: 0, width: 1123, height: 1008 });
});

test("a card at the foot leaves what is above it to the map", () => {
  assert.deepEqual(freeBox("chapter", { left: 96, top: 700 }, SCREEN, FOOT), { x: 0, y: 0, width: 1920, height: 700 });
});

test("the closing card lies on the map", () => {
  assert.deepEqual(freeBox("closing", { left: 96, top: 36 }, SCREEN, FOOT), { x: 0, y: 0, width: 1920, height: 1080 });
});

test("several places stand clear of the veil beside the card, one in the middle", () => {
  const [card, screen] = [
    { left: 1000, top: 60 },
    { width: 1920, height: 1080 },
  ];
  assert.equal(freeBox("case", card, screen, 1000).width, 1000);
  assert.equal(freeBox("group", card, screen, 1000).width, 850);
});
