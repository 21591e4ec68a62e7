/* The line between the windows of one tour: within this browser (BroadcastChannel), and through the server (WebSocket) to
   phones that know the name of the room. */

const RECONNECT_MS = 2000;
const MAX_REMEMBERED_IDS = 30;
const POLICY_VIOLATION = 1008; // the server's close code for a malformed room name, as in relay.py

/**
 * @typedef {object} Message what windows tell each other; anybody in a room may send anything
 * @property {unknown} [id]
 * @property {unknown} [tour] of the window that sends it
 * @property {unknown} [room] of that window
 * @property {unknown} [stop] where the stage stands
 * @property {unknown} [go] where the speaker's view asks it to go
 * @property {unknown} [black] whether the screen is black, or is to be
 * @property {unknown} [gone] ms since the first step of the tour; null before it
 * @property {unknown} [view] address of the speaker's view of the stage's tour
 * @property {unknown} [ask] the speaker's view asks where the stage stands
 * @property {unknown} [lost] it may stand in another tour
 * @property {unknown} [zoom] the map: 1 nearer, -1 farther, 0 back to the stop's own view
 * @property {unknown} [side] id of the case that the stage shows beside the tour, or is to show; null: none
 * @property {unknown} [zero] count the time from zero
 */

/**
 * @typedef {object} Receivers
 * @property {(message: Message) => void} onMessage gets what is said of this tour
 * @property {(message: Message) => void} onOtherTour gets what is said in this room of another tour
 */

/**
 * Return the message that came over the socket as `text`, or null for what is none: anybody in a room may send anything.
 *
 * @param {unknown} text
 * @returns {Message | null}
 */
export function parseMessage(text) {
  try {
    const parsed = JSON.parse(String(text));
    return typeof parsed === "object" && !Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Sorts incoming messages: each comes by both ways, the browser's own and the room, and counts once. */
export class Inbox {
  /** @type {unknown[]} */
  #known = [];

  /**
   * @param {string} tour
   * @param {string | null | undefined} room
   * @param {Receivers} receivers
   */
  constructor(tour, room, { onMessage, onOtherTour }) {
    this.tour = tour;
    this.room = room;
    this.onMessage = onMessage;
    this.onOtherTour = onOtherTour;
  }

  /** @param {Message} message */
  receive(message) {
    if (this.#known.includes(message.id)) return;
    this.#known = [message.id, ...this.#known].slice(0, MAX_REMEMBERED_IDS);
    if (message.tour === this.tour) this.onMessage(message);
    else if (this.room && message.room === this.room) this.onOtherTour(message);
  }
}

export class Line {
  #channel = new BroadcastChannel("stage");
  /** @type {WebSocket | undefined} */
  #socket;
  #wasOpen = false;

  /**
   * @param {string} rooms address below which the rooms are
   * @param {Receivers & { tour: string, room: string | null, onOpen: (state: { again: boolean }) => void }} options
   */
  constructor(rooms, { tour, room, onOpen, ...receivers }) {
    this.rooms = rooms;
    this.inbox = new Inbox(tour, room, receivers);
    this.onOpen = onOpen;
    this.#channel.onmessage = ({ data }) => this.inbox.receive(data);
    if (room) this.#connect(room);
  }

  /**
   * Connect to `room`, unless the line is in one already.
   *
   * @param {string} room
   */
  join(room) {
    if (this.inbox.room) return;
    this.inbox.room = room;
    this.#connect(room);
  }

  /** @param {Message} message */
  send(message) {
    const { tour, room } = this.inbox;
    const id = window.crypto.getRandomValues(new Uint32Array(2)).join();
    const sent = { ...message, tour, room, id };
    this.#channel.postMessage(sent);
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(sent));
  }

  /** @param {string} room */
  #connect(room) {
    const address = new URL(`${this.rooms}/${encodeURIComponent(room)}`, window.location.href.split("?")[0]);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    socket.onopen = () => {
      this.onOpen({ again: this.#wasOpen });
      this.#wasOpen = true;
    };
    socket.onmessage = ({ data }) => {
      const message = parseMessage(data);
      if (message) this.inbox.receive(message);
    };
    socket.onclose = ({ code }) => {
      if (code !== POLICY_VIOLATION) window.setTimeout(() => this.#connect(room), RECONNECT_MS);
    };
    this.#socket = socket;
  }
}
