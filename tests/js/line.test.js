import assert from "node:assert/strict";
import test from "node:test";

import { Inbox, parseMessage } from "../../server/stage/line.js";

/** @param {string | null} room */
const listen = (room) => {
  /** @type {unknown[]} */
  const heard = [];
  /** @type {unknown[]} */
  const elsewhere = [];
  const inbox = new Inbox("ours", room, {
    onMessage: ({ id }) => heard.push(id),
    onOtherTour: ({ id }) => elsewhere.push(id),
  });
  return { inbox, heard, elsewhere };
};

test("a message that comes by both ways counts once", () => {
  const { inbox, heard } = listen("room");
  inbox.receive({ id: 1, tour: "ours" });
  inbox.receive({ id: 2, tour: "ours" });
  inbox.receive({ id: 1, tour: "ours" });
  assert.deepEqual(heard, [1, 2]);
});

test("what is said of another tour in this room is told apart", () => {
  const { inbox, heard, elsewhere } = listen("room");
  inbox.receive({ id: 1, tour: "theirs", room: "room" });
  inbox.receive({ id: 1, tour: "theirs", room: "room" });
  assert.deepEqual([heard, elsewhere], [[], [1]]);
});

test("another tour in another room, or without one, is left alone", () => {
  const { inbox, heard, elsewhere } = listen("room");
  inbox.receive({ id: 1, tour: "theirs", room: "other" });
  inbox.receive({ id: 2, tour: "theirs" });
  const alone = listen(null);
  alone.inbox.receive({ id: 3, tour: "theirs", room: null });
  assert.deepEqual([heard, elsewhere, alone.heard, alone.elsewhere], [[], [], [], []]);
});

test("a window that joins a room later hears of other tours in it from then on", () => {
  const { inbox, elsewhere } = listen(null);
  inbox.receive({ id: 1, tour: "theirs", room: "room" });
  inbox.room = "room";
  inbox.receive({ id: 2, tour: "theirs", room: "room" });
  assert.deepEqual(elsewhere, [2]);
});

test("the messages of a long talk do not fill the memory: only the last thirty are known again", () => {
  const { inbox, heard } = listen("room");
  for (let id = 0; id < 31; id += 1) inbox.receive({ id, tour: "ours" });
  inbox.receive({ id: 1, tour: "ours" });
  assert.equal(heard.length, 31);
  inbox.receive({ id: 0, tour: "ours" });
  assert.equal(heard.length, 32);
});

test("what is no message is heard as nothing and throws nothing", () => {
  for (const text of ["", "{", "null", "[]", "[1]", "1", '"go"', "undefined", "{'a': 1}"])
    assert.equal(parseMessage(text), null);
  assert.equal(parseMessage("x".repeat(1e6)), null);
  assert.deepEqual(parseMessage('{"go": 3}'), { go: 3 });
});
