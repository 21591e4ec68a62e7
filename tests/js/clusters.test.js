import assert from "node:assert/strict";
import test from "node:test";

import { clusterBox, clusterRadius, groupPoints } from "../../geo/map/clusters.js";

test("points nearer than the reach are one group, behind its weightiest", () => {
  const points = [
    { x: 0, y: 0, name: "a" },
    { x: 100, y: 0, name: "b" },
    { x: 30, y: 20, name: "c" },
    { x: 131, y: 0, name: "d" },
    { x: 160, y: 0, name: "e" },
  ];
  const groups = groupPoints(points, 50).map((group) => group.map(({ name }) => name));
  assert.deepEqual(groups, [["a", "c"], ["b", "d"], ["e"]]);
});

test("no two groups begin nearer than the reach, and no point is lost", () => {
  const points = Array.from({ length: 3000 }, (_, i) => ({ x: (i * 7919) % 1000, y: (i * 104729) % 600 }));
  const groups = groupPoints(points, 56);
  const firsts = groups.map(([first]) => first);
  for (const [i, a] of firsts.entries())
    for (const b of firsts.slice(i + 1)) assert.equal(Math.hypot(a.x - b.x, a.y - b.y) >= 56, true);
  assert.equal(groups.flat().length, points.length);
  assert.equal(groups.length < 300, true);
});

test("symbols of clusters do not overlap, however many cases they hold", () => {
  assert.equal(2 * clusterRadius(1e6) < 56, true);
  assert.deepEqual(clusterBox({ x: 50, y: 40 }, 1e6), { x: 23, y: 13, width: 54, height: 54 });
});
