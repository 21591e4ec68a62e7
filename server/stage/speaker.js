/* The speaker's view in the browser: in step with the stage, in both directions. */

/** @import { Message } from "./line.js" */

import { byId } from "../../geo/tour/elements.js";
import { actionOf } from "../../geo/tour/keys.js";
import { Clock } from "./clock.js";
import { Countdown } from "./countdown.js";
import { Finder } from "./finder.js";
import { Line } from "./line.js";
import { Notes } from "./notes.js";
import { readPageData } from "./page_data.js";
import { offerPhone } from "./phone.js";
import { followingAddress, readQuery } from "./query.js";
import { hasPage } from "./reachability.js";
import { readStop } from "./stops.js";
import { Telling } from "./telling.js";

const page = readPageData();
const stops = page.plan.stops;
const room = readQuery().get("room");
const telling = new Telling(page.plan, page.words.other);
const notes = new Notes(stops, readStop(readQuery().get("stop"), stops.length), telling, page.words.aside);
const clock = new Clock();
const countdown = new Countdown(page.plan, page.words.times);
const blackButton = byId("dark");

/* ---- in step with the stage ---- */

/** @param {Message} message */
function receive({ stop, go, side, black, gone, zero }) {
  const to = stop || go;
  if (typeof side === "string") follow(side, Number.isInteger(to) ? Number(to) : notes.at);
  else if (Number.isInteger(to)) goTo(Number(to));
  if (typeof black === "boolean") blackButton.setAttribute("aria-pressed", String(black));
  if (typeof gone === "number" || gone === null) clock.set(gone);
  if (zero) clock.set(null);
}

let moves = 0;

/** @param {number} number */
function goTo(number) {
  moves += 1;
  notes.go(number);
}

/**
 * Show a case beside the stop `number`, unless the stage has gone on while it came; return whether there is such a case.
 *
 * @param {string} id
 * @param {number} number
 */
async function follow(id, number) {
  moves += 1;
  const move = moves;
  const found = telling.caseOf(id) ?? (await telling.find(id));
  if (found && move === moves) notes.go(number, found);
  return Boolean(found);
}

/**
 * Follow the stage to another order of its cases, which is another tour with a view of its own.
 *
 * @param {Message} message
 */
async function followOtherTour({ view, stop }) {
  if (typeof view !== "string" || !Number.isInteger(stop)) return;
  const address = followingAddress(new URL(window.location.href), view, { stop: Number(stop), room });
  if (!address) return;
  if (await hasPage(address)) window.location.replace(address.href);
}

/** Ask the stage where it stands; after the line was down it may stand in another order (`lost`). */
const ask = ({ again = false } = {}) => line.send({ ask: true, lost: again });

const line = new Line(page.words.room, {
  tour: page.tour,
  room,
  onMessage: receive,
  onOtherTour: followOtherTour,
  onOpen: ask,
});

/* ---- keys and buttons ---- */

/** @param {number} number */
function lead(number) {
  clock.start();
  goTo(notes.clamp(number));
  line.send({ go: notes.at });
}

/**
 * Go `by` stops forth or back; from a case beside the tour, back to the stop left for it.
 *
 * @param {number} by
 */
const step = (by) => lead(notes.side ? notes.at : notes.at + by);

/**
 * Have the stage show a case beside the tour; return whether there is such a case.
 *
 * @param {string} id
 */
async function show(id) {
  if (!(await follow(id, notes.at))) return false;
  finder.toggle(false);
  line.send({ side: id });
  return true;
}

const finder = new Finder(page, { show, leave: () => finder.toggle(false) });

/** Close the finder, or leave a case beside the tour. */
function leave() {
  if (finder.isOpen) finder.toggle(false);
  else if (notes.side) lead(notes.at);
}

function toggleBlack() {
  const black = blackButton.getAttribute("aria-pressed") !== "true";
  blackButton.setAttribute("aria-pressed", String(black));
  line.send({ black });
}

/** @type {Record<string, () => void>} those actions of keys.py that the speaker's view knows */
const actions = {
  next: () => step(1),
  back: () => step(-1),
  erase: () => step(-1),
  first: () => lead(1),
  last: () => lead(stops.length),
  find: () => finder.toggle(true),
  closer: () => line.send({ zoom: 1 }),
  farther: () => line.send({ zoom: -1 }),
  zero: () => line.send({ zoom: 0 }),
  black: toggleBlack,
  out: leave,
};

byId("forth").addEventListener("click", actions.next);
byId("back").addEventListener("click", actions.back);
blackButton.addEventListener("click", actions.black);
byId("seek").addEventListener("click", actions.find);
byId("again").addEventListener("click", () => {
  clock.set(null);
  line.send({ zero: true });
});
window.addEventListener("keydown", (event) => {
  const action = actions[actionOf(event, page.plan.keys) ?? ""];
  const { target } = event;
  const field = target instanceof Element && target.closest("input");
  const control = target instanceof Element && target.closest("button, summary");
  if (!action || (field && action !== leave) || (control && (event.key === "Enter" || event.key === " "))) return;
  event.preventDefault();
  action();
});

offerPhone(page.words, room);
notes.draw();
ask();
clock.run(() => countdown.draw(notes.at, clock.gone));
