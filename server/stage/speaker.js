/* The speaker's view in the browser: in step with the stage, in both directions. */
(() => {
  "use strict";
  const { plan, words, tour } = window.hall.read();
  const { stops } = plan;
  const byId = (id) => document.getElementById(id);
  const cards = byId("cards").content.children;
  const room = new URLSearchParams(window.location.search).get("room");
  const clamp = (value) => Math.min(Math.max(value, 1), stops.length);

  let at = clamp(Number.parseInt(new URLSearchParams(window.location.search).get("stop"), 10) || 1);
  let line = null;

  const show = () => {
    const copy = (index) => [...(cards[index]?.cloneNode(true).childNodes || [])];
    byId("now").replaceChildren(...copy(at - 1));
    byId("next").replaceChildren(...copy(at));
    window.typeset.partWords(document.querySelectorAll(":is(h1, h1 + p)[lang=zh-CN]"));
    byId("now").dataset.stop = at;
    byId("now").scrollTop = 0; // the notes of the stop before may have been rolled
    window.scrollTo(0, 0);
    byId("count").textContent = `${at} / ${stops.length}`;
    byId("foot").textContent = stops[at - 1].foot;
    const address = new URL(window.location);
    address.searchParams.set("stop", at);
    window.history.replaceState(null, "", address);
  };

  /* ---- the clock, and the time since the first step of the tour: the stage counts it, and is asked by how much ---- */

  let began = null;
  const tick = () => {
    const gone = began === null ? 0 : Math.max(0, Math.floor((Date.now() - began) / 1000));
    const [hours, minutes, seconds] = [Math.floor(gone / 3600), Math.floor(gone / 60) % 60, gone % 60];
    const two = (number) => String(number).padStart(2, "0");
    byId("elapsed").textContent = hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
    byId("clock").textContent = new Date().toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
      hour12: false,
    });
  };
  byId("again").addEventListener("click", () => {
    began = null;
    line.say({ zero: true });
    tick();
  });

  /* ---- in step ---- */

  const follow = (stop) => {
    if (stop === at) return;
    at = clamp(stop);
    show();
  };
  const lead = (stop) => {
    began ??= Date.now();
    follow(clamp(stop));
    line.say({ go: at });
  };
  const darken = (dark) => byId("dark").setAttribute("aria-pressed", String(dark));
  const heard = ({ stop, go, black, gone, zero }) => {
    const to = stop || go;
    if (Number.isInteger(to)) follow(to);
    if (typeof black === "boolean") darken(black);
    if (gone !== undefined) began = gone === null ? null : Date.now() - gone;
    if (zero) began = null;
    tick();
  };
  const acts = {
    next: () => lead(at + 1),
    back: () => lead(at - 1),
    erase: () => lead(at - 1),
    first: () => lead(1),
    last: () => lead(stops.length),
    black: () => {
      const dark = byId("dark").getAttribute("aria-pressed") !== "true";
      darken(dark);
      line.say({ black: dark });
    },
  };
  byId("forth").addEventListener("click", acts.next);
  byId("back").addEventListener("click", acts.back);
  byId("dark").addEventListener("click", acts.black);
  window.addEventListener("keydown", (event) => {
    const act = acts[window.hall.actionOf(event)];
    if (!act || ((event.key === "Enter" || event.key === " ") && event.target.closest("button, summary"))) return;
    event.preventDefault();
    act();
  });

  /* ---- a phone follows too, if it knows the room ---- */

  const phone = byId("phone");
  const fetchCode = async (address) => {
    try {
      const answer = await fetch(`assets/code.json?${new URLSearchParams({ address })}`);
      return answer.ok ? (await answer.json()).svg : "";
    } catch {
      return ""; // the server is away; the address in letters does it too
    }
  };
  const offerPhone = async () => {
    if (!phone.open) return;
    const address = new URL(words.phone);
    address.searchParams.set("room", room);
    phone.querySelector("p").textContent = address;
    const code = phone.querySelector(".qr");
    code.innerHTML = await fetchCode(address);
    code.hidden = !code.innerHTML;
  };
  phone.hidden = !room;
  phone.addEventListener("toggle", offerPhone);

  /** Follow the stage to another order of its cases, which is another tour with a view of its own. */
  const strayed = async ({ view, stop }) => {
    if (typeof view !== "string" || !Number.isInteger(stop)) return;
    const address = new URL(window.location);
    address.search = new URL(view, address).search; // its query alone: nobody in the room leads anywhere else
    address.searchParams.set("stop", stop);
    address.searchParams.set("room", room);
    if (await window.hall.answers(address)) window.location.replace(address);
  };

  /** Ask the stage where it stands; after a line was down it may stand in another order: `lost`. */
  const ask = ({ again = false } = {}) => line.say({ ask: true, lost: again });
  line = new window.hall.Line({ tour, room, heard, opened: ask, strayed });
  show();
  ask();
  tick();
  window.setInterval(tick, 250);
})();
