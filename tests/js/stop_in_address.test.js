import assert from "node:assert/strict";
import test from "node:test";

import { WriteBudget } from "../../server/stage/stop_in_address.js";

/** @param {number} count of writes at time 0 */
const spent = (count) => {
  const budget = new WriteBudget();
  for (let write = 0; write < count; write += 1) budget.spend(0);
  return budget;
};

test("the address is written at once as long as it is written at most sixty times in ten seconds", () => {
  assert.equal(spent(0).wait(0), 0);
  assert.equal(spent(59).wait(0), 0);
  assert.equal(spent(60).wait(0), 250);
});

test("beyond that it is written a quarter of a second after the last time", () => {
  const budget = spent(60);
  assert.equal(budget.wait(100), 150);
  assert.equal(budget.wait(250), 0);
  budget.spend(250);
  assert.equal(budget.wait(260), 240);
});

test("after ten seconds writes are forgotten", () => {
  assert.equal(spent(60).wait(9999), 0); // the pause is over
  const budget = spent(60);
  budget.spend(9990);
  assert.equal(budget.wait(10000), 0);
});

test("an impatient thumb never makes the browser refuse: a hundred times in any ten seconds", () => {
  const budget = new WriteBudget();
  /** @type {number[]} */
  const writes = [];
  for (let now = 0; now < 60_000; now += 10) {
    if (budget.wait(now) > 0) continue;
    budget.spend(now);
    writes.push(now);
  }
  for (const start of writes) {
    const within = writes.filter((time) => time >= start && time < start + 10_000).length;
    assert(within <= 100, `${within} writes in the ten seconds from ${start} ms`);
  }
});
