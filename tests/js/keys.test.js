import assert from "node:assert/strict";
import test from "node:test";

import { actionOf, keyOf, requireActions } from "../../geo/tour/keys.js";

const KEYS = { PageDown: "next", " ": "next", b: "black", ".": "black", "?": "help", 7: "digit" };
const press = (/** @type {Partial<import("../../geo/tour/keys.js").KeyPress>} */ changes) => ({
  key: "Unidentified",
  code: "",
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...changes,
});

test("a key is known by its character or name on a Latin keyboard, whatever input method is at work", () => {
  /** @type {[Parameters<typeof press>[0], string][]} */
  const cases = [
    [{ key: "b", code: "KeyB" }, "b"],
    [{ key: "B", code: "KeyB", shiftKey: true }, "b"],
    [{ key: "Process", code: "KeyB" }, "b"], // Chinese input methods on Windows
    [{ key: "Unidentified", code: "KeyB" }, "b"],
    [{ key: "и", code: "KeyB" }, "b"], // a Cyrillic layout
    [{ key: "Process", code: "Digit7" }, "7"],
    [{ key: "7", code: "Numpad7" }, "7"],
    [{ key: "Process", code: "Numpad7" }, "7"],
    [{ key: "Enter", code: "NumpadEnter" }, "Enter"],
    [{ key: "+", code: "NumpadAdd" }, "+"],
    [{ key: "+", code: "Equal", shiftKey: true }, "+"],
    [{ key: "=", code: "Equal" }, "="],
    [{ key: "Process", code: "Equal" }, "equal"],
    [{ key: "－", code: "Minus" }, "minus"], // full width, as Chinese input methods write it
    [{ key: "Process", code: "NumpadSubtract" }, "subtract"],
    [{ key: "。", code: "Period" }, "."],
    [{ key: ".", code: "Period" }, "."],
    [{ key: "？", code: "Slash", shiftKey: true }, "?"],
    [{ key: "、", code: "Slash" }, "/"],
    [{ key: "　", code: "Space" }, " "],
    [{ key: "PageDown", code: "PageDown" }, "PageDown"],
    [{ key: "F5", code: "F5" }, "F5"],
  ];
  for (const [changes, expected] of cases) assert.equal(keyOf(press(changes)), expected, JSON.stringify(changes));
});

test("a key press asks for the action that the page gives to its key", () => {
  assert.equal(actionOf(press({ key: "PageDown" }), KEYS), "next");
  assert.equal(actionOf(press({ key: "B" }), KEYS), "black");
  assert.equal(actionOf(press({ key: "Process", code: "Numpad7" }), KEYS), "digit");
});

test("a key without an action asks for nothing", () => {
  assert.equal(actionOf(press({ key: "x" }), KEYS), undefined);
  assert.equal(actionOf(press({ key: "constructor" }), KEYS), undefined);
});

test("a key with Ctrl, Alt or Meta is the browser's own", () => {
  for (const modifier of ["ctrlKey", "altKey", "metaKey"]) {
    assert.equal(actionOf(press({ key: "b", [modifier]: true }), KEYS), undefined, modifier);
  }
});

test("an action that the page names and the script lacks is named at the start", () => {
  const actions = { next: () => {}, black: () => {} };
  assert.throws(() => requireActions(KEYS, actions), /no action called digit, help$/);
  requireActions({ b: "black", PageDown: "next" }, actions);
});

test("what every object has is not taken for an action", () => {
  assert.throws(() => requireActions({ x: "toString" }, {}), /toString/);
});
