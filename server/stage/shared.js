/* What the stage and the speaker's view share: what a key asks for, whether the server answers, and the line that keeps them
   in step. */
window.hall = (() => {
  "use strict";

  const AGAIN = 2000; // ms until a dropped line is tried again
  const REMEMBERED = 30; // messages
  const PATIENCE = 5000; // ms for the server to answer
  const BROKEN = 500; // the least status of a server that cannot
  const WRONG = 1008; // the server's answer to what is no room, as room.py has it

  // Clickers send PageDown and PageUp, some the arrows; F5 is their "start", the full stop or B their "dark".
  const ACTIONS = {
    PageDown: "next",
    ArrowRight: "next",
    ArrowDown: "next",
    " ": "next",
    Enter: "next",
    PageUp: "back",
    ArrowLeft: "back",
    ArrowUp: "back",
    Backspace: "erase",
    Home: "first",
    End: "last",
    Escape: "out",
    F5: "start",
    b: "black",
    ".": "black",
    f: "full",
    a: "auto",
    q: "code",
    s: "speaker",
    "?": "help",
    h: "help",
  };

  /** Return the character or name of a key as a Latin keyboard has it, whatever input method is at work. */
  function keyOf({ key, code, shiftKey }) {
    if (/^[ -~]$/.test(key)) return key.toLowerCase();
    if (key.length > 1 && key !== "Process" && key !== "Unidentified") return key;
    if (code === "Period") return ".";
    if (code === "Slash") return shiftKey ? "?" : "/";
    if (code === "Space") return " ";
    return code.replace(/^(Key|Digit|Numpad)(?=.)/, "").toLowerCase();
  }

  /** Return what a key press asks for: the name of an action, a digit, or nothing. */
  function actionOf(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const key = keyOf(event);
    return /^[0-9]$/.test(key) ? Number(key) : ACTIONS[key];
  }

  /** Return whether the server has a page to show at `address`: a browser that finds none says so in its own words. */
  async function answers(address) {
    try {
      const { status } = await fetch(address, { method: "HEAD", signal: AbortSignal.timeout(PATIENCE) });
      return status < BROKEN;
    } catch {
      return false;
    }
  }

  /** The line between the windows of one `tour`: within this browser, and through the server to a phone that knows the `room`.

      `heard` gets what is said of this tour, `strayed` what the stage of this room says of another one; `opened` is called
      when the line through the server stands, for the first time or `again`. */
  class Line {
    constructor({ tour, room, heard, opened, strayed }) {
      Object.assign(this, { tour, room, heard, opened, strayed, known: [], stood: false });
      this.channel = new BroadcastChannel("stage");
      this.channel.onmessage = ({ data }) => this.hear(data);
      if (room) this.connect();
    }

    connect() {
      const address = new URL(`assets/room/${encodeURIComponent(this.room)}`, window.location.href.split("?")[0]);
      address.protocol = address.protocol.replace("http", "ws");
      this.socket = new WebSocket(address);
      this.socket.onopen = () => {
        this.opened({ again: this.stood });
        this.stood = true;
      };
      this.socket.onmessage = ({ data }) => this.hear(JSON.parse(data));
      this.socket.onclose = ({ code }) => {
        if (code !== WRONG) window.setTimeout(() => this.connect(), AGAIN);
      };
    }

    /** Hear a message once: it comes by both ways, the browser's own and the room. */
    hear(message) {
      if (this.known.includes(message.id)) return;
      this.known = [message.id, ...this.known].slice(0, REMEMBERED);
      if (message.tour === this.tour) this.heard(message);
      else if (this.room && message.room === this.room) this.strayed?.(message);
    }

    say(message) {
      const said = {
        ...message,
        tour: this.tour,
        room: this.room,
        id: window.crypto.getRandomValues(new Uint32Array(2)).join(),
      };
      this.channel.postMessage(said);
      if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(said));
    }
  }

  return { actionOf, answers, Line, read: () => JSON.parse(document.getElementById("plan").textContent) };
})();
