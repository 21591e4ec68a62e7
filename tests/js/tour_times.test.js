import assert from "node:assert/strict";
import test from "node:test";

import { addTime, keepTimes, readTimes } from "../../pages/parts/tour_times.js";

/** @param {string | null} text what is kept at first */
function makeStore(text = null) {
  const store = {
    getItem: () => text,
    setItem: (/** @type {string} */ _, /** @type {string} */ kept) => (text = kept),
  };
  return () => store;
}

const refuse = () => {
  throw new Error("forbidden");
};

test("what was kept is read again", () => {
  const store = makeStore();
  const times = addTime({ tour: "3f5a", seconds: { opening: 2 } }, "2024-int-16", 65.23);
  keepTimes(times, store);
  assert.deepEqual(readTimes(store), { tour: "3f5a", seconds: { opening: 2, "2024-int-16": 65.2 } });
});

test("a stop that is seen again adds to its time", () => {
  const once = addTime({ tour: "", seconds: {} }, "chapter:1", 0.1);
  assert.deepEqual(addTime(once, "chapter:1", 0.2).seconds, { "chapter:1": 0.3 });
  assert.deepEqual(once.seconds, { "chapter:1": 0.1 });
});

test("what cannot be read is no time at all", () => {
  for (const text of [null, "", "{", "null", "[]", '{"tour":"a"}', '{"tour":1,"seconds":{}}']) {
    assert.equal(readTimes(makeStore(text)), null, String(text));
  }
  assert.deepEqual(readTimes(makeStore('{"tour":"a","seconds":{"b":"x","c":1,"d":null}}'))?.seconds, { c: 1 });
});

test("a storage that is full or forbidden disturbs nothing", () => {
  assert.equal(readTimes(refuse), null);
  keepTimes({ tour: "", seconds: {} }, refuse);
  keepTimes({ tour: "", seconds: {} }, () => ({ getItem: () => null, setItem: refuse }));
});
