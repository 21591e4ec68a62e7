/* Room for symbols and their names together. */
import assert from "node:assert/strict";
import test from "node:test";

import { findRoom } from "../../geo/map/find_room.js";

const FRAME = { x: 0, y: 0, width: 600, height: 400 };
const HEIGHT = 20;
const PAIR = [200, 206].map((x) => ({ x, y: 200, r: 10, width: 70 }));

test("symbols that lie on each other are parted, and both are named", () => {
  const rooms = findRoom(PAIR, HEIGHT, FRAME, []);
  const [a, b] = rooms.map(({ centre }) => centre);
  assert(Math.hypot(a.x - b.x, a.y - b.y) >= 20);
  assert(rooms.every(({ name }) => name));
});

test("a symbol that bears no name takes part, and gets none", () => {
  const rooms = findRoom([PAIR[0], { ...PAIR[1], width: 0 }], HEIGHT, FRAME, []);
  assert(rooms[0].name);
  assert.equal(rooms[1].name, null);
});

test("a symbol goes no farther for its name than it may; else the name is left out", () => {
  const belt = [
    { x: 0, y: 150, width: 600, height: 35 },
    { x: 0, y: 215, width: 600, height: 35 },
  ];
  const posts = [120, 230].map((x) => ({ x, y: 185, width: 50, height: 30 })); // the name would fit beyond them
  const circle = { x: 200, y: 200, r: 10, width: 70 };
  const [far] = findRoom([circle], HEIGHT, FRAME, [...belt, ...posts]);
  assert(far.name);
  assert(Math.hypot(far.centre.x - 200, far.centre.y - 200) > 40);
  const [near] = findRoom([circle], HEIGHT, FRAME, [...belt, ...posts], 40);
  assert.deepEqual(near, { centre: { x: 200, y: 200 }, name: null });
});
