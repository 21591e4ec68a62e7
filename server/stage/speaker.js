/* The speaker's view in the browser: in step with the stage, in both directions. */

/** @import { Message } from "./line.js" */

import { Clock } from "./clock.js";
import { Countdown } from "./countdown.js";
import { byId } from "./elements.js";
import { actionOf } from "./keys.js";
import { Line } from "./line.js";
import { Notes } from "./notes.js";
import { readPageData } from "./page_data.js";
import { offerPhone } from "./phone.js";
import { followingAddress, readQuery } from "./query.js";
import { hasPage } from "./reachability.js";
import { readStop } from "./stops.js";

const page = readPageData();
const stops = page.plan.stops;
const room = readQuery().get("room");
const notes = new Notes(stops, readStop(readQuery().get("stop"), stops.length));
const clock = new Clock();
const countdown = new Countdown(page.plan, page.words.times);
const blackButton = byId("dark");

/* ---- in step with the stage ---- */

/** @param {Message} message */
function receive({ stop, go, black, gone, zero }) {
  const to = stop || go;
  if (Number.isInteger(to)) notes.go(Number(to));
  if (typeof black === "boolean") blackButton.setAttribute("aria-pressed", String(black));
  if (typeof gone === "number" || gone === null) clock.set(gone);
  if (zero) clock.set(null);
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
  notes.go(notes.clamp(number));
  line.send({ go: notes.at });
}

function toggleBlack() {
  const black = blackButton.getAttribute("aria-pressed") !== "true";
  blackButton.setAttribute("aria-pressed", String(black));
  line.send({ black });
}

/** @type {Record<string, () => void>} those actions of keys.py that the speaker's view knows */
const actions = {
  next: () => lead(notes.at + 1),
  back: () => lead(notes.at - 1),
  erase: () => lead(notes.at - 1),
  first: () => lead(1),
  last: () => lead(stops.length),
  closer: () => line.send({ zoom: 1 }),
  farther: () => line.send({ zoom: -1 }),
  zero: () => line.send({ zoom: 0 }),
  black: toggleBlack,
};

byId("forth").addEventListener("click", actions.next);
byId("back").addEventListener("click", actions.back);
blackButton.addEventListener("click", actions.black);
byId("again").addEventListener("click", () => {
  clock.set(null);
  line.send({ zero: true });
});
window.addEventListener("keydown", (event) => {
  const action = actions[actionOf(event, page.plan.keys) ?? ""];
  const control = event.target instanceof Element && event.target.closest("button, summary");
  if (!action || (control && (event.key === "Enter" || event.key === " "))) return;
  event.preventDefault();
  action();
});

offerPhone(page.words, room);
notes.draw();
ask();
clock.run(() => countdown.draw(notes.at, clock.gone));
