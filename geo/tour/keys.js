/* Which action a key press asks for. The keys themselves are declared in keys.py and come with the page. */

/** @typedef {Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">} KeyPress */
/** @typedef {Record<string, string>} KeyActions the action of each key */
/** @typedef {Record<string, (key: string) => unknown>} Actions what to do for each action */

const PRINTABLE_ASCII = /^[ -~]$/;
const INPUT_METHOD = ["Process", "Unidentified"]; // how browsers name a key that an input method has taken
const POSITIONAL = /^(Key|Digit|Numpad)(?=.)/;

/**
 * Return the character or name of a key as a Latin keyboard has it, whatever input method is at work.
 *
 * @param {Pick<KeyPress, "key" | "code" | "shiftKey">} press
 */
export function keyOf({ key, code, shiftKey }) {
  if (PRINTABLE_ASCII.test(key)) return key.toLowerCase();
  if (key.length > 1 && !INPUT_METHOD.includes(key)) return key;
  if (code === "Period") return ".";
  if (code === "Slash") return shiftKey ? "?" : "/";
  if (code === "Space") return " ";
  return code.replace(POSITIONAL, "").toLowerCase();
}

/**
 * Return the action that a key press asks for, if any; with Ctrl, Alt or Meta it is the browser's.
 *
 * @param {KeyPress} press
 * @param {KeyActions} keys
 * @returns {string | undefined}
 */
export function actionOf(press, keys) {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const key = keyOf(press);
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/**
 * Throw if the page names an action that the script lacks: a key that does nothing must not be found out on stage.
 *
 * @param {KeyActions} keys
 * @param {Actions} actions
 */
export function requireActions(keys, actions) {
  const missing = [...new Set(Object.values(keys))].filter((action) => !Object.hasOwn(actions, action));
  if (missing.length) throw new Error(`the script has no action called ${missing.join(", ")}`);
}
