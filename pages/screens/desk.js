/* The desk in the browser: what is done to the tour is kept here, and the server draws the list of it anew. */

import { clamp } from "../../geo/map/geometry.js";
import { casesOf, emptyTour, keepText, keepTour, onTourChange, readKept, readTour } from "../parts/own_tour.js";
import { readTimes } from "../parts/tour_times.js";
import { divideAt, joinStop, moveStop, partStop, readField, takeTimes, writeField } from "./tour_edits.js";

/** @import { OwnTour, TourStop } from "../parts/own_tour.js" */

/** @typedef {{ html: string, tour: OwnTour, stage: string, speaker: string, publish: string, link: string, whole: string }} Drawn */
/** @typedef {{ text?: string, strict?: boolean, packed?: string }} Asked */
/** @typedef {{ name: string, act: () => void }} Way a button that what is said offers */
/** @typedef {(place: number) => void} Act what a button does to the stop at a place, from 0 */

const MAX_FILE_BYTES = 1_000_000; // as geo/tour/own_tour.py has it
const SAVE_PAUSE_MS = 400; // without a key until the links follow what is typed

/** @returns {HTMLElement | null} */
const desk = () => document.getElementById("desk");

/** @returns {Record<string, string>} */
const deskWords = () => JSON.parse(desk()?.dataset.words ?? "{}");

/**
 * Return the part of the desk that `selector` names.
 *
 * @param {string} selector
 */
const part = (selector) => /** @type {HTMLElement | null} */ (desk()?.querySelector(selector) ?? null);

/* ---- what is said of what was done ---- */

/**
 * @param {string | string[]} lines
 * @param {Way[]} [ways]
 */
function say(lines, ways = []) {
  const said = [lines].flat().filter(Boolean);
  const texts = said.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
  const buttons = ways.map(({ name, act }) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
    button.addEventListener("click", () => {
      part(".desk-says")?.focus(); // the button goes with what is said, and the next key is to go on from here
      act();
    });
    return button;
  });
  part(".desk-says")?.replaceChildren(...texts, ...buttons);
}

/* ---- the list, drawn by the server ---- */

let asked = new AbortController();

/**
 * Ask the server for list and links of a tour; null if it does not answer, or answers what is wrong with it.
 *
 * @param {Asked} body
 * @param {(faults: string[]) => void} [onFaults]
 * @returns {Promise<Drawn | null>}
 */
async function ask(body, onFaults = say) {
  asked.abort();
  asked = new AbortController();
  const { signal } = asked;
  try {
    const answer = await fetch(desk()?.dataset.desk ?? "", { method: "POST", body: JSON.stringify(body), signal });
    const drawn = await answer.json();
    if (!drawn.faults) return drawn;
    onFaults(drawn.faults);
  } catch {
    if (!signal.aborted) say(deskWords().away);
  }
  return null;
}

/** Draw the tour of the browser: its lines, its list, where it leads. */
async function draw() {
  fillLines(readTour());
  const text = readKept() || JSON.stringify(readTour());
  const drawn = await ask({ text }, (faults) => offerRepair(faults));
  if (drawn) show(drawn);
}

/**
 * Say what is wrong with what the browser keeps, and what can be done; nothing of it goes before somebody has chosen.
 *
 * @param {string[]} faults
 */
function offerRepair(faults) {
  const { strange, large, saveKept, begin } = deskWords();
  desk()?.toggleAttribute("data-strange", true);
  part(".stops")?.replaceChildren();
  say(
    [strange, ...(faults.length ? faults : [large])],
    [
      { name: saveKept, act: () => download(readKept()) },
      { name: begin, act: beginAnew },
    ],
  );
}

function beginAnew() {
  const before = readKept();
  keep(emptyTour());
  offerUndo(() => keepText(before));
}

/** @param {Drawn} drawn */
function show(drawn) {
  const list = part(".stops");
  if (!list) return;
  desk()?.toggleAttribute("data-strange", false);
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const open = [...list.querySelectorAll("details[open]")].map((details) => details.id);
  list.innerHTML = drawn.html; // the server's own template, every word of the tour escaped
  for (const name of open) document.getElementById(name)?.setAttribute("open", "");
  if (focused) focusAgain(focused);
  showLinks(drawn);
}

/**
 * Give the focus to what stands where `before` stood until the list was drawn anew: the same control, or else the first of
 * its stop, or of the last stop.
 *
 * @param {Element} before
 */
function focusAgain(before) {
  const { id, dataset } = /** @type {HTMLElement} */ (before);
  const same = part(id ? `[id="${id}"]` : `[data-field="${dataset.field}"]`);
  const place = Number(before.closest("li")?.dataset.place);
  const row = listRows()[place] ?? listRows().at(-1);
  (same ?? row?.querySelector(/** @type {"summary"} */ ("summary, input")) ?? part(".desk-says"))?.focus();
}

/** @param {Drawn} drawn */
function showLinks(drawn) {
  for (const name of /** @type {const} */ (["stage", "speaker", "publish"])) {
    const link = /** @type {HTMLAnchorElement | null} */ (part(`[data-link=${name}]`));
    if (!link) continue;
    link.hidden = !drawn[name];
    link.href = drawn[name];
  }
  const copy = /** @type {HTMLButtonElement | null} */ (part("[data-act=copy]"));
  if (copy) Object.assign(copy, { value: drawn.link, disabled: !drawn.link });
  const times = part("[data-act=times]");
  const known = readTimes()?.seconds ?? {};
  if (times) times.hidden = !readTour().stops.some((stop) => "cases" in stop && stop.cases.join("+") in known);
  const [long, notes] = [part("[data-note=long]"), part("[data-note=notes]")];
  if (long) long.hidden = Boolean(drawn.link);
  if (notes) notes.hidden = !drawn.link || Boolean(drawn.whole);
}

/** @param {OwnTour} tour */
function fillLines(tour) {
  for (const field of desk()?.querySelectorAll(/** @type {"input"} */ (".whole input")) ?? []) {
    const value = String(readField(tour, field.dataset.field ?? "") || "");
    if (field !== document.activeElement && field.value !== value) field.value = value;
  }
}

/* ---- fields: each says where the tour has what it holds ---- */

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/** @param {Field} field */
const readValue = (field) =>
  field instanceof HTMLInputElement && field.type === "number" ? readNumber(field) : field.value;

/**
 * Return the number in a field, within its limits and in its steps: whatever is typed, a tour holds no other.
 *
 * @param {HTMLInputElement} field
 */
const readNumber = ({ value, min, max, step }) =>
  Math.round(clamp(Number(value) || 0, Number(min), Number(max)) / Number(step)) * Number(step);

let typing = 0; // the timer of the pause

/** @param {Event} event */
function onInput({ target }) {
  const field = /** @type {Field} */ (target);
  const { field: path } = field.dataset ?? {};
  if (!path || !desk()?.contains(field)) return;
  keep(writeField(readTour(), path.split("."), readValue(field)));
  window.clearTimeout(typing);
  typing = window.setTimeout("again" in field.dataset ? draw : followLinks, SAVE_PAUSE_MS);
}

/** Let the links follow what was typed; the list stays, for a hand is in it. */
async function followLinks() {
  const drawn = await ask({ text: JSON.stringify(readTour()) });
  if (drawn) showLinks(drawn);
}

/* ---- stops are moved, parted, joined, taken out ---- */

/**
 * Keep `tour`; where the browser does not, say so.
 *
 * @param {OwnTour} tour
 */
function keep(tour) {
  if (!keepTour(tour)) say(deskWords().unkept);
}

/**
 * Edit the stops, or say the `refusal` if there is no room for it.
 *
 * @param {(stops: TourStop[]) => TourStop[]} edit
 * @param {string} [refusal]
 */
function change(edit, refusal = "") {
  const tour = readTour();
  const stops = edit(tour.stops);
  if (stops !== tour.stops) keep({ ...tour, stops });
  else say(refusal);
}

/**
 * @param {number} from
 * @param {number} to
 */
function move(from, to) {
  change((stops) => moveStop(stops, from, to));
  followMoved(to);
  say(deskWords().moved.replace("%s", String(to + 1)));
}

/**
 * Let the focus go with the stop that its button moved; at either end of the tour only the other button can be pressed.
 *
 * @param {number} to
 */
function followMoved(to) {
  const [way] = document.activeElement?.id.match(/^(up|down)(?=-)/) ?? [];
  if (!way) return;
  document.getElementById(`${way === "up" ? "down" : "up"}-${to}`)?.focus();
  document.getElementById(`${way}-${to}`)?.focus(); // nothing happens to one that is disabled
}

/** @param {() => void} bringBack what was taken out */
function offerUndo(bringBack) {
  const undo = () => {
    say("");
    bringBack();
  };
  say(deskWords().removed, [{ name: deskWords().undo, act: undo }]);
}

/** @param {number} place */
function remove(place) {
  const before = readTour();
  change((stops) => stops.filter((_, at) => at !== place));
  offerUndo(() => keep(before));
}

function clear() {
  const before = readTour();
  if (!before.stops.length) return;
  keep({ ...before, stops: [] });
  offerUndo(() => keep(before));
}

/* ---- out of this browser, and into it ---- */

/** @param {string} text */
function download(text) {
  const name = `tour-${new Date().toISOString().slice(0, 10)}.json`;
  const file = new Blob([text], { type: "application/json" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: name });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

/** @param {HTMLInputElement} input */
async function open(input) {
  const [file] = input.files ?? [];
  input.value = ""; // so that the same file may be chosen again
  if (!file) return;
  if (file.size > MAX_FILE_BYTES) say(deskWords().large);
  else take(await ask({ text: await file.text(), strict: true }));
}

/** @param {Drawn | null} drawn a tour that comes from elsewhere */
function take(drawn) {
  if (!drawn) return;
  keep({ ...emptyTour(), ...drawn.tour });
  say(deskWords().opened.replace("%s", String(drawn.tour.stops.length)));
}

async function copyLink() {
  const { value } = /** @type {HTMLButtonElement} */ (part("[data-act=copy]"));
  const address = new URL(value, window.location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    say(deskWords().copied);
  } catch {
    say(address); // over plain http a browser gives no clipboard: it can be marked and copied
  }
}

/** Offer the tour that the address brings; to a browser that has none it is given at once. */
async function receiveLink() {
  const address = new URL(window.location.href);
  const packed = address.searchParams.get("tour");
  if (!packed) return;
  const drawn = await ask({ packed });
  if (!drawn || desk()?.hasAttribute("data-strange")) return; // what is kept comes first: the address still has the tour
  address.searchParams.delete("tour");
  window.history.replaceState(window.history.state, "", address);
  const own = casesOf(readTour()).length;
  if (!own) {
    take(drawn);
    return;
  }
  const { carried, take: takeOver, keep: keepMine } = deskWords();
  const text = carried.replace("%s", String(drawn.tour.stops.length)).replace("%s", String(readTour().stops.length));
  await draw();
  say(text, [
    { name: takeOver, act: () => take(drawn) },
    { name: keepMine, act: () => say("") },
  ]);
}

/** @type {Record<string, Act>} by the names that the templates give them */
const acts = {
  up: (place) => move(place, place - 1),
  down: (place) => move(place, place + 1),
  divide: (place) => change((stops) => divideAt(stops, place), deskWords().full),
  join: (place) => change((stops) => joinStop(stops, place), deskWords().together),
  part: (place) => change((stops) => partStop(stops, place), deskWords().full),
  times: () => change((stops) => takeTimes(stops, readTimes()?.seconds ?? {})),
  remove,
  save: () => download(JSON.stringify(readTour(), null, 2)),
  copy: copyLink,
  clear,
};

/** @param {Event} event */
function onClick({ target }) {
  const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(".desk button")) : null;
  const { act = "", place = "0" } = button?.dataset ?? {};
  acts[act]?.(Number(place));
}

/* ---- a stop is dragged to another place, by mouse, pen or finger ---- */

/** @type {{ from: number, to: number } | null} places of the stop that is dragged */
let drag = null;

/** @returns {HTMLElement[]} */
const listRows = () => [...document.querySelectorAll(/** @type {"li"} */ (".desk .stops li[data-place]"))];

/** Mark where the dragged stop would come to stand: before a row above it, behind one below. */
function markDrag() {
  listRows().forEach((row, place) => {
    row.classList.toggle("dragged", place === drag?.from);
    row.classList.toggle("before", place === drag?.to && place < drag.from);
    row.classList.toggle("behind", place === drag?.to && place > drag.from);
  });
}

/** @param {PointerEvent} event */
function onGrab(event) {
  const grip = event.target instanceof Element && !event.button ? event.target.closest(".desk .grip") : null;
  if (!grip) return;
  event.preventDefault(); // no text is marked
  grip.setPointerCapture(event.pointerId);
  const place = listRows().findIndex((row) => row.contains(grip));
  drag = { from: place, to: place };
  markDrag();
}

/** @param {PointerEvent} event */
function onDrag({ clientY }) {
  if (!drag) return;
  const rows = listRows();
  const below = rows.findIndex((row) => row.getBoundingClientRect().bottom > clientY);
  drag.to = below < 0 ? rows.length - 1 : below;
  for (const near of [drag.to - 1, drag.to + 1]) rows[near]?.scrollIntoView({ block: "nearest" }); // a list is longer than a screen
  markDrag();
}

/** @param {{ isDropped: boolean }} end */
function endDrag({ isDropped }) {
  const done = drag;
  drag = null;
  markDrag();
  if (done && isDropped && done.to !== done.from) move(done.from, done.to);
}

function listenToDrag() {
  document.addEventListener("pointerdown", onGrab);
  document.addEventListener("pointermove", onDrag);
  document.addEventListener("pointerup", () => endDrag({ isDropped: true }));
  document.addEventListener("pointercancel", () => endDrag({ isDropped: false }));
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") endDrag({ isDropped: false });
  });
}

/* ---- the page may be drawn anew, in another language too ---- */

function onDeskDrawn() {
  const drawn = desk();
  if (!drawn || "drawn" in drawn.dataset) return;
  drawn.dataset.drawn = "";
  draw().then(receiveLink);
}

function start() {
  document.addEventListener("click", onClick);
  document.addEventListener("input", onInput);
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.act === "open") open(target);
  });
  document.addEventListener("submit", (event) => {
    if (event.target instanceof Element && event.target.matches(".desk form")) event.preventDefault();
  });
  listenToDrag();
  onTourChange(({ elsewhere }) => {
    if (!desk()) return;
    if (elsewhere) say(deskWords().elsewhere);
    if (elsewhere || !isTyping()) draw();
  });
  new MutationObserver(onDeskDrawn).observe(document.body, { childList: true, subtree: true });
  onDeskDrawn();
}

/** Return whether a hand is in a field of the desk: what it types is in the tour already, and the list must not go. */
const isTyping = () => document.activeElement?.matches(".desk :is(input, textarea, select)") ?? false;

if (!window.atlasDesk) start();
window.atlasDesk = true;
