/* The stage in the browser. Everything that a tour says came with the page, so that no key waits for a server, and none is
   missed if the server is away. The address keeps the stop: whatever happens, the same stop comes back. */
(() => {
  "use strict";
  const { plan, words, tour, atlas } = window.hall.read();
  const { stops } = plan;
  const { partWords, fit } = window.typeset;

  const BURST = 60; // changes of the address in 10 s that are written at once
  const WRITE_PAUSE = 250; // ms between those that follow
  const TYPING = 3000; // ms until digits are forgotten
  const RESTING = 2500; // ms after which a hand has left the mouse
  const LEAST = 28 / 30; // of the full size of words: what the last row reads
  const PACE = 12; // seconds a stop, where none is given

  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const [card, frame, ticks, pace, typed, code, help, black] = [
    "card",
    "world",
    "ticks",
    "pace",
    "typed",
    "code",
    "help",
    "black",
  ].map(byId);
  const cards = byId("cards").content.children;
  const query = () => new URLSearchParams(window.location.search);
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  const KEPT = `stop ${tour}`;
  const BEGAN = "began"; // when the first step was taken, in whichever order
  const reloaded = performance.getEntriesByType("navigation")[0]?.type === "reload" && window.sessionStorage[KEPT];
  let at = clamp(Number.parseInt(reloaded || query().get("stop"), 10) || 1, 1, stops.length);
  let map = null;
  let line = null;

  /* ---- one stop ---- */

  /** Set the words of a stop. */
  const set = (stop) => {
    card.replaceChildren(...cards[stop - 1].cloneNode(true).childNodes);
    partWords(card.querySelectorAll(":is(h1, h2) [lang=zh-CN]"));
    fit(card);
  };

  /** Return the box (px) that the words leave to the map. */
  const free = () => {
    const box = card.getBoundingClientRect();
    const [width, height] = [window.innerWidth, window.innerHeight];
    if (stops[at - 1].kind === "closing") return { x: 0, y: 0, width, height };
    if (box.left > width / 3) return { x: 0, y: 0, width: box.left, height };
    return { x: 0, y: 0, width, height: box.top };
  };

  /** Say in ticks, number and title where the tour is. */
  const count = () => {
    const { label, foot } = stops[at - 1];
    byId("count").textContent = `${at} / ${stops.length}`;
    byId("foot").textContent = foot;
    const disc = card.querySelector(".disc");
    ticks.style.setProperty("--mark", disc ? getComputedStyle(disc).getPropertyValue("--colour") : "");
    document.title = `${at} ${label} · ${words.name}`;
    let before = 0;
    [...ticks.children].forEach((span) => {
      const length = Number(span.style.getPropertyValue("--n"));
      const done = clamp(at - before, 0, length);
      span.style.setProperty("--done", done);
      span.classList.toggle("here", at > before && at <= before + length);
      before += length;
    });
  };

  /** Give the words beside the ticks the room of the widest, so that the row of ticks never moves. */
  const steady = () => {
    const all = { foot: stops.map((stop) => stop.foot), count: [`${stops.length} / ${stops.length}`] };
    Object.entries(all).forEach(([id, texts]) => {
      const probe = byId(id).cloneNode();
      probe.textContent = texts.join("\n");
      probe.style.cssText = "position: absolute; visibility: hidden; width: max-content; white-space: pre";
      byId(id).after(probe);
      byId(id).style.setProperty("--widest", `${Math.ceil(probe.getBoundingClientRect().width)}px`);
      probe.remove();
    });
  };

  /** Keep the stop in the address, soon at the latest: a browser refuses to write it more often than 100 times in 10 s. */
  let writing = 0;
  let recent = [];
  const write = () => {
    window.sessionStorage[KEPT] = at; // what a reload that is faster than the address asks for
    window.clearTimeout(writing);
    const now = performance.now();
    recent = recent.filter((time) => time > now - 10000);
    const wait = recent.length < BURST ? 0 : recent.at(-1) + WRITE_PAUSE - now;
    if (wait > 0) {
      writing = window.setTimeout(write, wait);
      return;
    }
    recent.push(now);
    const address = new URL(window.location);
    address.searchParams.set("stop", at);
    window.history.replaceState(null, "", address);
  };

  const show = ({ animate = true } = {}) => {
    const stop = stops[at - 1];
    root.dataset.kind = stop.kind;
    set(at);
    card.dataset.stop = at;
    map?.show(stop, free(), { animate });
    count();
    write();
    walk();
    tell();
  };

  const go = (stop) => {
    const to = clamp(stop, 1, stops.length);
    if (to === at) return;
    at = to;
    window.sessionStorage[BEGAN] ||= Date.now();
    show();
  };

  /* ---- sheets over the stage: code, help, black ---- */

  const sheets = { code, help, black };
  const open = () => Object.keys(sheets).find((name) => !sheets[name].hidden);
  const toggle = (name) => {
    const opening = name && sheets[name].hidden;
    Object.values(sheets).forEach((sheet) => {
      sheet.hidden = true;
    });
    if (opening) sheets[name].hidden = false;
    if (document.activeElement !== document.body) document.activeElement.blur();
    walk();
    tell();
  };

  const openCode = () => {
    const { address, code: drawing, share } = stops[at - 1];
    code.querySelector(".qr").innerHTML = drawing;
    code.querySelector(".code").style.setProperty("--share", share);
    code.querySelector("figcaption").textContent = address;
    toggle("code");
  };

  [code, black].forEach((sheet) => sheet.addEventListener("click", () => toggle(null)));

  /* ---- by itself, with a line that shows when ---- */

  const asked = /^\d{1,6}$/.exec(query().get("auto")); // as the server reads it; a kept page may know another pace
  let seconds = Math.min(Number(asked), plan.longest);
  const rhythm = seconds || Number(window.sessionStorage.rhythm) || PACE;
  window.sessionStorage.rhythm = rhythm;
  let walking = 0;
  const walk = () => {
    window.clearTimeout(walking);
    pace.hidden = !seconds || Boolean(open());
    if (pace.hidden) return;
    pace.style.setProperty("--seconds", `${seconds}s`);
    pace.style.animation = "none";
    pace.getBoundingClientRect();
    pace.style.animation = "";
    walking = window.setTimeout(() => go(at === stops.length ? 1 : at + 1), seconds * 1000);
  };
  const pause = () => {
    const address = new URL(window.location);
    seconds = seconds ? 0 : rhythm;
    if (seconds) address.searchParams.set("auto", seconds);
    else address.searchParams.delete("auto");
    window.history.replaceState(null, "", address);
    walk();
  };

  /** Return whether the server shows `address` and nobody has gone on meanwhile; the keys and settings say if it does not. */
  const leadsTo = async (address) => {
    const here = at;
    const answers = await window.hall.answers(address);
    byId("away").hidden = answers;
    return answers && at === here;
  };
  const travel = async (address, way) => {
    if (await leadsTo(address)) window.location[way](address);
  };

  /* ---- the speaker's view ---- */

  const tell = () => {
    const began = Number(window.sessionStorage[BEGAN]);
    line?.say({ stop: at, black: !black.hidden, gone: began ? Date.now() - began : null, view: words.speaker });
  };
  const heard = ({ ask, go: to, black: dark, zero }) => {
    if (zero) window.sessionStorage.removeItem(BEGAN);
    if (ask || zero) tell();
    if (Number.isInteger(to)) {
      move(to);
      tell(); // where it stands now, which may be where it stood
    } else if (typeof dark === "boolean" && dark === black.hidden) toggle("black");
  };
  const openSpeaker = async () => {
    if (!(await leadsTo(words.speaker))) return;
    const room =
      window.sessionStorage.room ||
      [...window.crypto.getRandomValues(new Uint32Array(3))].map((n) => n.toString(36)).join("");
    window.sessionStorage.room = room;
    if (!line.room) {
      line.room = room;
      line.connect();
    }
    const address = new URL(words.speaker, window.location);
    address.searchParams.set("stop", at);
    address.searchParams.set("room", room);
    window.open(address, "speaker", "popup,width=900,height=700");
  };

  /* ---- keys, wherever the focus is ---- */

  let digits = "";
  let forgetting = 0;
  const type = (text) => {
    window.clearTimeout(forgetting);
    digits = text.slice(0, 5);
    typed.textContent = digits;
    typed.hidden = !digits;
    if (digits) forgetting = window.setTimeout(type, TYPING, "");
  };
  const fullScreen = async (wanted) => {
    try {
      if (wanted) await root.requestFullscreen();
      else await document.exitFullscreen();
    } catch {
      // the browser allows it after a key or click of a person only
    }
  };
  const leave = () => {
    if (digits) type("");
    else if (open()) toggle(null);
    else if (document.fullscreenElement) fullScreen(false);
    else travel(atlas, "assign");
  };
  const move = (stop) => {
    type("");
    if (open() === "black")
      toggle("black"); // the light comes back first: nothing is skipped in the dark
    else {
      if (open()) toggle(null);
      go(stop);
    }
  };
  const acts = {
    next: () => move(at + 1),
    back: () => move(at - 1),
    erase: () => (digits ? type(digits.slice(0, -1)) : move(at - 1)),
    first: () => move(1),
    last: () => move(stops.length),
    jump: () => move(Number(digits)),
    black: () => toggle("black"),
    code: openCode,
    help: () => toggle("help"),
    full: () => fullScreen(!document.fullscreenElement),
    start: () => fullScreen(true),
    auto: pause,
    speaker: openSpeaker,
    out: leave,
  };

  let tabbed = false; // a focus that was reached by Tab is the keyboard's own way to a place or a link
  const onKey = (event) => {
    if (event.key === "Tab") tabbed = true;
    const action = window.hall.actionOf(event);
    const inField = event.target.closest?.("input, textarea");
    if (action === undefined || (inField && action !== "out")) return;
    const presses = event.key === "Enter" || event.key === " ";
    if (presses && event.target.closest?.("a, button")) return;
    const city = presses && tabbed && event.target.dataset?.city;
    if (event.key !== "Tab" && !presses) tabbed = false;
    if (action === "start" && !document.fullscreenEnabled) return;
    event.preventDefault();
    event.stopPropagation();
    if (open() === "help" && /^Arrow(Up|Down)$/.test(event.key)) {
      help.scrollBy(0, (event.key === "ArrowDown" ? 0.4 : -0.4) * window.innerHeight);
      return;
    }
    if (event.repeat && !["next", "back"].includes(action)) return; // a thumb that rests on B must not flicker
    if (city) openCity(city);
    else if (typeof action === "number") type(digits + action);
    else if (event.key === "Enter" && digits) acts.jump();
    else acts[action]();
  };
  window.addEventListener("keydown", onKey, true);

  /** Go to the case of `city` that comes next in the tour, or to its first. */
  const openCity = (city) => {
    const there = stops.flatMap((stop, index) => (stop.city === city ? [index + 1] : []));
    move(there.find((stop) => stop > at) || there[0] || at);
  };
  window.atlasStage = { openCity };

  const choose = (setting) => {
    const address = new URL(setting.href);
    const { setting: name } = setting.parentElement.dataset;
    if (name !== "order") address.searchParams.set("stop", at); // another order has other stops
    if (name !== "auto" && seconds) address.searchParams.set("auto", seconds);
    else if (name !== "auto") address.searchParams.delete("auto");
    travel(address, "replace");
  };

  ticks.addEventListener("click", ({ target, clientX }) => {
    const parts = [...ticks.children];
    if (!parts.includes(target)) return; // between two chapters
    const lengths = parts.map((part) => Number(part.style.getPropertyValue("--n")));
    const part = parts.indexOf(target);
    const { left, width } = target.getBoundingClientRect();
    const before = lengths.slice(0, part).reduce((sum, length) => sum + length, 0);
    go(before + clamp(Math.ceil(((clientX - left) / width) * lengths[part]), 1, lengths[part]));
  });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(window.location);
    const { name, value } = event.target.querySelector("input");
    if (value.trim()) address.searchParams.set(name, value.trim());
    else address.searchParams.delete(name);
    travel(address, "assign");
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // a person who asks for a window of its own gets one
    event.preventDefault();
    if (link.target === "speaker") openSpeaker();
    else if (link.closest(".choices")) choose(link);
    else travel(link.href, "assign");
  });

  /* ---- a hand on the mouse: pointer and buttons are there while it moves, and never on the screen of a talk ---- */

  let resting = 0;
  const showHand = (moving) =>
    [root, frame.contentDocument?.documentElement].forEach((page) => page?.classList.toggle("hand", moving));
  const wake = ({ type: kind, movementX, movementY }) => {
    if (kind === "pointermove" && !movementX && !movementY) return; // the page has moved under the pointer
    showHand(true);
    window.clearTimeout(resting);
    resting = window.setTimeout(showHand, RESTING, false);
  };
  const listen = (place) => ["pointermove", "pointerdown"].forEach((kind) => place.addEventListener(kind, wake, true));
  byId("hand").addEventListener("click", ({ target }) => {
    acts[target.closest("button")?.value]?.();
    document.activeElement.blur(); // a clicker's Enter goes on, and does not press the button again
  });
  listen(window);

  /* ---- the map in its frame ---- */

  const meet = async () => {
    const { tourReady } = frame.contentWindow;
    if (!tourReady) return;
    frame.contentWindow.addEventListener("keydown", onKey, true);
    listen(frame.contentWindow);
    const made = await tourReady;
    made.plan(plan);
    map = made;
    map.show(stops[at - 1], free(), { animate: false });
    root.classList.add("met");
    window.keep(frame, map.drawn);
  };
  frame.addEventListener("load", meet);
  if (frame.contentDocument?.readyState === "complete") meet();
  new ResizeObserver(() => {
    steady();
    fit(card);
    map?.resize(free());
  }).observe(root);

  /* ---- rehearsal: rehearsal.js looks at the screen, this at the stops ---- */

  /** Return the numbers of the stops whose words are cut, hidden or illegibly small, or whose place is not on the map. */
  const undrawable = () => {
    const here = at;
    const bad = stops.flatMap((stop, index) => {
      at = index + 1;
      root.dataset.kind = stop.kind;
      set(at);
      const small = Number(card.style.getPropertyValue("--fit")) < LEAST;
      return small || (stop.city && !map?.markers.has(stop.city)) ? [at] : [];
    });
    at = here;
    show({ animate: false });
    return bad;
  };
  byId("rehearse").addEventListener("click", async () => {
    const found = await window.rehearse({ ...plan.rehearsal, stops, words: words.checks, frame, undrawable });
    const items = found.map(([good, text]) =>
      Object.assign(document.createElement("li"), { className: good ? "good" : "bad", textContent: text }),
    );
    byId("checks").replaceChildren(...items);
  });

  line = new window.hall.Line({
    tour,
    room: window.sessionStorage.room,
    heard,
    opened: tell,
    strayed: ({ lost }) => {
      if (lost) tell();
    },
  });
  show({ animate: false });
})();
