/* The world as Web Mercator, cut in the Atlantic. */
import assert from "node:assert/strict";
import test from "node:test";

import {
  copyAround,
  eastOfEdge,
  graticulePath,
  landPath,
  MAP_EDGE,
  MAX_LATITUDE,
  mercator,
  shortWay,
} from "../../geo/map/projection.js";

test("Web Mercator makes the world a square", () => {
  assert(Math.abs(mercator(0)) < 1e-12);
  assert(Math.abs(mercator(MAX_LATITUDE) + 180) < 1e-9);
  assert(Math.abs(mercator(-MAX_LATITUDE) - 180) < 1e-9);
});

test("degrees of latitude grow towards the poles", () => {
  const steps = [0, 15, 30, 45, 60].map((latitude) => mercator(latitude) - mercator(latitude + 15));
  assert.deepEqual(
    [...steps].sort((a, b) => a - b),
    steps,
  );
});

test("land is one path, longitude first, each ring closed", () => {
  const square = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 0],
  ];
  const ring = "M0 0.00L10 0.00L10 -10.05L0 0.00z".replaceAll(" 0.00", ` ${mercator(0).toFixed(2)}`);
  assert.equal(landPath([[square]]), ring);
  assert.equal(landPath([[square, square], [square]]), ring.repeat(3));
  assert.equal(landPath([]), "");
});

test("longitudes rise from the edge of the map to the edge of the map", () => {
  assert.deepEqual([MAP_EDGE, 0, 180, -180, -31].map(eastOfEdge), [-30, 0, 180, 180, 329]);
});

test("the graticule has a line each 15 degrees and spans three worlds", () => {
  const lines = graticulePath().split("M").slice(1);
  assert.equal(lines.filter((line) => line.endsWith("V180")).length, 3 * 24 + 1);
  assert.equal(lines.filter((line) => line.endsWith("H540")).length, 11);
  assert(!graticulePath().includes("NaN"));
});

test("a flight goes the short way round the world, over whichever ocean it lies", () => {
  /** @type {[from: number, to: number, way: number][]} */
  const flights = [
    [238, 116, -122], // San Francisco to Beijing, over the Pacific
    [286, 0, 74], // New York to London, over the Atlantic
    [0, 286, -74],
    [313, 116, 163], // Rio de Janeiro to Beijing
    [116, 121, 5],
    [116, 116, 0],
  ];
  for (const [from, to, way] of flights) {
    const [start, end] = shortWay(from, to);
    assert.equal(end - start, way);
    assert.equal(Math.abs((start - from) % 360), 0);
    assert(Math.abs((start + end) / 2) <= 180); // the three worlds reach 360 degrees farther
  }
});

test("a longitude has a copy near any other", () => {
  assert.deepEqual([copyAround(0, 286), copyAround(286, 0), copyAround(116, 150)], [360, -74, 116]);
});
