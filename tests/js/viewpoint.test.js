/* Where the map of the stage stands when it is zoomed. */
import assert from "node:assert/strict";
import test from "node:test";

import { centreAround, middleOf, wholeWorldZoom } from "../../geo/map/viewpoint.js";

const SIZE = { x: 1920, y: 1080 };

test("the whole world covers the screen, whichever side is longer", () => {
  assert.equal(wholeWorldZoom({ x: 1024, y: 768 }), 2);
  assert.equal(wholeWorldZoom({ x: 512, y: 1024 }), 2);
});

test("what the map is zoomed around stays where it is on the screen", () => {
  const at = { x: 5000, y: 3000 };
  const centre = centreAround(at, { x: 560, y: 500 }, SIZE, 5);
  assert.deepEqual({ x: at.x - centre.x + 960, y: at.y - centre.y + 540 }, { x: 560, y: 500 });
});

test("the screen never shows what lies beyond a pole, as far as the world is high enough", () => {
  assert.equal(centreAround({ x: 900, y: 300 }, { x: 560, y: 500 }, SIZE, 3).y, 540);
  assert.equal(centreAround({ x: 900, y: 1900 }, { x: 560, y: 500 }, SIZE, 3).y, 2048 - 540);
  assert.equal(centreAround({ x: 100, y: 100 }, { x: 560, y: 500 }, SIZE, 1).y, 540); // it is lower than the screen
});

test("the middle of places is one of them, where most are", () => {
  const chinese = [
    { lat: 40, lng: 116 },
    { lat: 31, lng: 121 },
    { lat: 30, lng: 114 },
  ];
  const places = [{ lat: 51, lng: 0 }, ...chinese, { lat: -23, lng: 313 }];
  assert(chinese.includes(middleOf(places)));
  assert.equal(middleOf([places[0]]), places[0]);
});
