/* Keeps the stage in step with the speaker's view: tells it where the stage stands, and does what it asks. */

/** @import { Message } from "./line.js" */
/** @import { MapFrame } from "./map_frame.js" */
/** @import { Navigation } from "./navigation.js" */
/** @import { PageData } from "./page_data.js" */
/** @import { Presentation } from "../../geo/tour/presentation.js" */
/** @import { Run } from "./run.js" */

import { Line } from "./line.js";
import { setParameters, withoutPhones } from "./query.js";

const ROOM_KEY = "room"; // name of the room in the session's storage
const MOVE_EVERY_MS = 50; // a room may ask for many stops a second; the stage goes to the last of them

export class Sync {
  /** @type {(() => void) | null} what the room asked for last, until the stage does it */
  #wanted = null;
  #movedAt = 0; // ms

  /**
   * @param {{ presentation: Presentation, run: Run, navigation: Navigation, map: MapFrame, showCase: (id: string) => Promise<boolean> }} stage
   *   `run` listens to the presentation before: it begins with the step that is told here
   * @param {PageData} page
   */
  constructor({ presentation, run, navigation, map, showCase }, { tour, words }) {
    this.showCase = showCase;
    this.presentation = presentation;
    this.run = run;
    this.navigation = navigation;
    this.map = map;
    this.speakerAddress = words.speaker;
    this.sharedView = withoutPhones(words.speaker);
    this.line = new Line(words.room, {
      tour,
      room: window.sessionStorage.getItem(ROOM_KEY),
      onOpen: () => this.send(),
      onMessage: (message) => this.receive(message),
      onOtherTour: ({ lost }) => lost && this.send(),
    });
    for (const change of ["stop", "overlay"]) presentation.addEventListener(change, () => this.send());
  }

  /** Tell where the stage stands. */
  send() {
    const { at, side, overlay } = this.presentation;
    const black = overlay === "black";
    this.line.send({ stop: at, side: side?.case ?? null, black, gone: this.run.gone, view: this.sharedView });
  }

  /** @param {Message} message */
  receive({ ask, go, side, black, zero, zoom }) {
    const isBlack = this.presentation.overlay === "black";
    if (zero) this.run.reset();
    if (ask || zero) this.send();
    if (isInteger(zoom)) this.map.zoom(Math.sign(zoom));
    if (isInteger(go)) this.#doSoon(() => this.presentation.move(go));
    else if (typeof side === "string") this.#doSoon(() => this.#showCase(side));
    else if (typeof black === "boolean" && black !== isBlack) this.presentation.toggle("black");
  }

  /**
   * Move as the room asks for it, at once unless the stage has just moved.
   *
   * @param {() => void} move
   */
  #doSoon(move) {
    const isWaiting = this.#wanted !== null;
    this.#wanted = move;
    if (!isWaiting) window.setTimeout(() => this.#move(), this.#movedAt + MOVE_EVERY_MS - Date.now());
  }

  /** @param {string} id of a case, of which the room hears if it cannot be shown */
  async #showCase(id) {
    if (!(await this.showCase(id))) this.send();
  }

  #move() {
    this.#wanted?.();
    this.#wanted = null;
    this.#movedAt = Date.now();
    this.send(); // where it stands now, which may be where it stood
  }

  /** Open the speaker's view in a window of its own, which knows the room. */
  async openSpeaker() {
    if (!(await this.navigation.canOpen(this.speakerAddress))) return;
    const room = window.sessionStorage.getItem(ROOM_KEY) || makeRoomName();
    window.sessionStorage.setItem(ROOM_KEY, room);
    this.line.join(room);
    const address = new URL(this.speakerAddress, window.location.href);
    setParameters(address, { stop: this.presentation.at, room });
    window.open(address, "speaker", "popup,width=900,height=700");
  }
}

/** Return a name too long to be guessed. */
const makeRoomName = () =>
  [...window.crypto.getRandomValues(new Uint32Array(3))].map((number) => number.toString(36)).join("");

/**
 * @param {unknown} value
 * @returns {value is number}
 */
const isInteger = (value) => Number.isInteger(value);
