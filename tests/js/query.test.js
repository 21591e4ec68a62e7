import assert from "node:assert/strict";
import test from "node:test";

import { followingAddress, withoutPhones } from "../../server/stage/query.js";

const HERE = "http://hall.example/atlas/speaker?lang=zh&stop=2&room=abc";

/**
 * @param {string} view
 * @param {string} [here]
 */
const follow = (view, here = HERE) => followingAddress(new URL(here), view, { stop: 3, room: "abc" })?.href;

test("another order of the stage is followed at its stop, in the same room", () => {
  assert.equal(
    follow("speaker?lang=en&order=west"),
    "http://hall.example/atlas/speaker?lang=en&order=west&stop=3&room=abc",
  );
});

test("nobody in a room leads a device to another host or path", () => {
  for (const view of [
    "http://evil.example/x?lang=en",
    "//evil.example/?lang=en",
    "/other?lang=en",
    "javascript:alert(1)?lang=en",
  ]) {
    assert.match(follow(view) ?? "", /^http:\/\/hall\.example\/atlas\/speaker\?/);
  }
});

test("nobody in a room says where phones are led: one's own address for them stays", () => {
  const evil = "speaker?lang=en&public_url=http%3A%2F%2Fevil.example%2F";
  assert.equal(follow(evil), "http://hall.example/atlas/speaker?lang=en&stop=3&room=abc");
  assert.match(
    follow(evil, `${HERE}&public_url=https%3A%2F%2Fcases.example%2F`) ?? "",
    /public_url=https%3A%2F%2Fcases\.example%2F/,
  );
});

test("what is no address is not followed", () => {
  assert.equal(follow("http://["), undefined);
});

test("what a room is told of a view does not lead phones anywhere", () => {
  const view = "speaker?lang=zh&public_url=https%3A%2F%2Fcases.example%2F&order=west&case=a&case=b";
  assert.equal(withoutPhones(view), "speaker?lang=zh&order=west&case=a&case=b");
});
