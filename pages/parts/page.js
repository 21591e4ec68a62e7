/* What the page does in the browser: each choice changes the address, and a message says so if the map does not load.

   Streamlit runs it again for each language, and it reads its words from its own element: it is served as one classic
   script, with what it imports. */

import { listenToTicks, markTicks, tick, tourCases } from "./ticks.js";
import { markTitles } from "./title_breaks.js";

/** @typedef {import("../../geo/map/types.d.ts").AtlasPage} AtlasPage */
/** @typedef {"pushState" | "replaceState"} Way how an address enters the history */

const MAP_TIMEOUT_MS = 8000; // until the page says that the map has not loaded
const MAP_HEAD_START_MS = 60; // that the map may have before the page runs: the run keeps the browser busy
const TYPING_PAUSE_MS = 300; // without a key until a text counts as typed
const COPIED_MS = 1500; // that a button says so
const CHECK_MS = 250; // between two looks at what Streamlit has drawn
const FIRST_VIEW_MS = 15000; // that it may stay once this runs, if nothing at all comes
const CONNECTION_ERROR = "Connection error"; // as Streamlit heads its dialog when the server has gone

const script = /** @type {HTMLScriptElement} */ (document.currentScript); // a classic script always has its element
/** @type {Pick<AtlasPage, "language" | "words"> & { view: string }} `view`: the address that tells what the map shows */
const given = JSON.parse(script.dataset.page ?? "");
const language = given.language;
const words = given.words;

/**
 * Return the element of HTML around what happened that `selector` names, or null.
 *
 * @param {Event} event
 * @param {string} selector
 */
const closest = ({ target }, selector) =>
  target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(selector)) : null;

/** @returns {HTMLIFrameElement | null} */
const mapFrame = () => document.querySelector(/** @type {"iframe"} */ (".st-key-map iframe"));

/* ---- the address is the state: Streamlit runs the page again as after Back and Forward, and loads nothing anew ---- */

let request = new AbortController();

/** Ask the server what the address shows and tell the map: it need not wait until the page has run. */
const updateMap = async () => {
  request.abort();
  request = new AbortController();
  page.shown = null;
  const caseMap = mapFrame()?.contentWindow?.caseMap;
  if (!caseMap) return;
  const query = new URLSearchParams(window.location.search);
  if (!query.has("lang")) query.set("lang", page.language);
  try {
    // Relative: all pages stand beside each other, at the root of a host or below a path.
    const answer = await fetch(`${given.view}?${query}`, { signal: request.signal });
    if (!answer.ok) return;
    const view = await answer.json();
    page.shown = view.address;
    caseMap.show(view);
  } catch {
    // given up for a later one, or no network: the page's own run tells the map
  }
};

/**
 * Show `address` without loading the page anew.
 *
 * @param {string | URL} address
 * @param {Way} [way]
 */
const go = async (address, way = "pushState") => {
  window.history[way]({}, "", address);
  await Promise.race([updateMap(), new Promise((done) => window.setTimeout(done, MAP_HEAD_START_MS))]);
  window.dispatchEvent(new PopStateEvent("popstate"));
};

/**
 * Go to the address whose query `edit` has made of the one that is shown.
 *
 * @param {(query: URLSearchParams) => void} edit
 * @param {Way} [way]
 */
const change = (edit, way) => {
  const address = new URL(window.location.href);
  edit(address.searchParams);
  if (!address.searchParams.has("lang")) address.searchParams.set("lang", page.language);
  go(address, way);
};

/**
 * Set the parameter `name`, or take it away if `value` is empty. Another city closes the case that is open at one.
 *
 * @param {string} name
 * @param {string} value
 * @param {Way} [way]
 */
const set = (name, value, way) => {
  change((query) => {
    if (value) query.set(name, value);
    else query.delete(name);
    if (name === "city") query.delete("case");
  }, way);
};

/**
 * Add `value` to the parameter `name`, or take it away.
 *
 * @param {string} name
 * @param {string} value
 */
const toggle = (name, value) => {
  change((query) => {
    const values = query.getAll(name);
    query.delete(name);
    const left = values.filter((kept) => kept !== value);
    for (const kept of left.length < values.length ? left : [...values, value]) query.append(name, kept);
  });
};

/** Return the boxes of what stands on the map and is not the map's own. */
const above = () => [...document.querySelectorAll(".found, .chips, .also")].map((box) => box.getBoundingClientRect());

/** @type {AtlasPage} */
const page = window.atlasPage ?? {
  language,
  words,
  shown: null,
  set,
  toggle,
  above,
  lightRows: (city) => lightRows(city),
  tourCases,
  tick: (cases) => tick(cases, page.words),
};

/* ---- links and buttons ---- */

/** @param {HTMLElement} button */
const press = (button) => {
  const { toggle: name = "", value = "" } = button.dataset;
  if (button.ariaPressed) button.ariaPressed = String(button.ariaPressed === "false");
  if (name === "q") set("q", "");
  else toggle(name, value);
};

/** @param {string} selector of what is brought into view, and under the keyboard if it can be */
const show = (selector) => {
  const part = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  part?.scrollIntoView();
  part?.focus({ preventScroll: true });
};

/** @param {MouseEvent} event */
const onClick = (event) => {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = /** @type {HTMLAnchorElement | null} */ (closest(event, "a[data-soft], a[data-anchor]"));
  const button = closest(event, "[data-toggle]");
  if (link) {
    event.preventDefault();
    if ("soft" in link.dataset) go(link.href);
    else show(link.dataset.anchor || link.hash);
  } else if (button) press(button);
};

/* ---- list and map: what is pointed at in one is lit in the other ---- */

let litOnMap = ""; // the city

/** @param {string} [city] "": none */
const lightOnMap = (city = "") => {
  if (city === litOnMap) return;
  litOnMap = city;
  mapFrame()?.contentWindow?.caseMap?.light(city);
};

/** @param {Event} event */
const onPointAtRow = (event) => lightOnMap(closest(event, ".st-key-panel [data-city]")?.dataset.city);

/**
 * Light the rows of `city` in the list, and bring the first into view.
 *
 * @param {string} city "": none
 */
const lightRows = (city) => {
  for (const row of document.querySelectorAll(".st-key-panel .lit")) row.classList.remove("lit");
  const rows = city ? document.querySelectorAll(`.st-key-panel [data-city="${CSS.escape(city)}"]`) : [];
  for (const row of rows) row.classList.add("lit");
  rows[0]?.scrollIntoView({ block: "nearest", behavior: "instant" });
  return rows.length > 0;
};

let chosenCity = ""; // whose article was read last, and whose row is looked for in the list that follows

/** Where the article of a city gives way to the list, the list stands at that city. */
const returnToRow = () => {
  const city = new URLSearchParams(window.location.search).get("city");
  if (city) chosenCity = city;
  else if (chosenCity && lightRows(chosenCity)) chosenCity = "";
};

const listenToRows = () => {
  document.addEventListener("pointerover", onPointAtRow);
  document.addEventListener("focusin", onPointAtRow);
  document.addEventListener("focusout", () => lightOnMap());
};

/* ---- on a phone the sidebar is a sheet over the page, which closes once it was used ---- */

const closeSheet = () => {
  delete document.documentElement.dataset.sheet;
};

/** @param {string} purpose what it is opened for: "search" or "filters" */
const openSheet = (purpose) => {
  const { dataset } = document.documentElement;
  if (purpose === "filters" && dataset.sheet) closeSheet();
  else dataset.sheet = "open";
  if (purpose === "search") searchField()?.focus();
};

/** @param {Event} event */
const onClickSheet = (event) => {
  const { sheet } = closest(event, "button[data-sheet]")?.dataset ?? {};
  const isBeside = event.target instanceof Element && event.target.matches(".stSidebar");
  if (sheet) openSheet(sheet);
  else if (isBeside || closest(event, ".stSidebar a:not(.switch a), [data-close]")) closeSheet();
};

const listenToSheet = () => {
  document.addEventListener("click", onClickSheet);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") closeSheet();
  });
};

/* ---- the text: what is typed counts after a pause, and stands in the history once ---- */

let typing = 0; // the timer of the pause
let entered = false; // in the history, since the field has the focus

const searchField = () => /** @type {HTMLInputElement | null} */ (document.getElementById("search"));
const askedText = () => new URLSearchParams(window.location.search).get("q") || "";

const search = () => {
  window.clearTimeout(typing);
  const text = searchField()?.value.trim().replace(/\s+/g, " ") ?? askedText(); // the page may be another by now
  if (text === askedText()) return;
  set("q", text, entered ? "replaceState" : "pushState");
  entered = true;
};

/**
 * Run `act` when `type` happens to the field of the search.
 *
 * @param {string} type
 * @param {(event: Event) => void} act
 */
const onSearchField = (type, act) => {
  document.addEventListener(type, (event) => {
    if (event.target === searchField()) act(event);
  });
};

const listenToSearch = () => {
  onSearchField("input", (event) => {
    if (event instanceof InputEvent && event.isComposing) return;
    window.clearTimeout(typing);
    typing = window.setTimeout(search, TYPING_PAUSE_MS);
  });
  onSearchField("compositionend", search);
  onSearchField("change", search);
  onSearchField("focusout", () => {
    entered = false;
  });
};

const fillSearchField = () => {
  const field = searchField();
  if (field && field !== document.activeElement && field.value !== askedText()) field.value = askedText();
};

/** @param {SubmitEvent} event */
const onSubmit = (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target); // nothing else is submitted
  const { set: name } = form.dataset;
  if (form.contains(searchField())) {
    search();
    closeSheet();
  } else if (name) set(name, form.querySelector("input")?.value.trim() ?? "");
  else return;
  event.preventDefault();
};

/* ---- a control that the server draws anew under the hand keeps the focus ---- */

let focused = ""; // the selector of the control

const keepFocus = () => {
  document.addEventListener("focusin", (event) => {
    const { toggle: name, value = "" } = closest(event, "[data-toggle]")?.dataset ?? {};
    focused = name ? `[data-toggle="${name}"][data-value="${CSS.escape(value)}"]` : "";
  });
  document.addEventListener("pointerdown", (event) => {
    if (!closest(event, "[data-toggle]")) focused = "";
  });
};

const restoreFocus = () => {
  if (!focused || document.activeElement !== document.body) return;
  /** @type {HTMLElement | null} */ (document.querySelector(focused))?.focus({ preventScroll: true });
};

/* ---- the first view, which the server drew, until Streamlit has drawn the page ---- */

const endFirstView = () => {
  const first = document.getElementById("first-view");
  if (first && document.querySelector(":is(.st-key-panel, .st-key-page, .st-key-data-errors) .stHtml")) first.remove();
};

/* ---- what is copied, printed, and the time it is elsewhere ---- */

/**
 * Copy as a browser does that has no clipboard for pages over plain http.
 *
 * @param {string} text
 * @param {HTMLElement} parent
 */
const copySelection = (text, parent) => {
  const area = Object.assign(document.createElement("textarea"), { value: text });
  parent.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
};

/** @param {HTMLElement} button */
const copy = async (button) => {
  const text = document.getElementById(button.dataset.copy ?? "")?.textContent ?? "";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copySelection(text, button);
  }
  const before = button.textContent;
  button.textContent = page.words.copied;
  window.setTimeout(() => {
    button.textContent = before;
  }, COPIED_MS);
};

/** @param {MouseEvent} event */
const onClickToTake = (event) => {
  const button = closest(event, "[data-copy]");
  if (button) copy(button);
  if (closest(event, "[data-print]")) window.print();
};

/** Give the map its size on paper before its frame hears of the printing: a frame is told after the page around it. */
const listenToPrinter = () => {
  window.addEventListener("beforeprint", () => {
    document.documentElement.dataset.printing = "";
  });
  window.addEventListener("afterprint", () => {
    delete document.documentElement.dataset.printing;
  });
};

/** @type {Intl.DateTimeFormatOptions} */
const WEEKDAY = { weekday: "short" };
/** @type {Intl.DateTimeFormatOptions} */
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** @param {Intl.DateTimeFormatOptions} options */
const formatTime = (options) => new Intl.DateTimeFormat(document.documentElement.lang, options).format(new Date());

const updateClocks = () => {
  for (const clock of document.querySelectorAll(/** @type {"time"} */ ("time[data-zone]"))) {
    const text = [WEEKDAY, CLOCK].map((parts) => formatTime({ ...parts, timeZone: clock.dataset.zone })).join(" ");
    if (clock.textContent !== text) clock.textContent = text;
  }
};

/* ---- what Streamlit says of itself, it says in English ---- */

/**
 * @param {string} selector
 * @param {string} text
 */
const label = (selector, text) => {
  const found = document.querySelector(selector);
  if (found && found.getAttribute("aria-label") !== text) found.setAttribute("aria-label", text);
};

const labelStreamlit = () => {
  const { skip, sidebar, collapse, expand } = page.words;
  label(".stSidebar", sidebar);
  label("[data-testid=stSidebarCollapseButton] button", collapse);
  label("[data-testid=stExpandSidebarButton]", expand);
  const link = document.querySelector("[data-testid=stSkipToContent]");
  if (link && link.textContent !== skip) link.textContent = skip;
};

/**
 * Write `text` into what `element` says, and leave its nodes alone: Streamlit goes on writing into them.
 *
 * @param {Element} element
 * @param {string} text
 */
const rewrite = (element, text) => {
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let left = text; nodes.nextNode(); left = "") {
    if (nodes.currentNode.nodeValue !== left) nodes.currentNode.nodeValue = left;
  }
};

/** Say that the server does not answer, where Streamlit asks readers whether they have stopped it. */
const labelDialog = () => {
  const { close, lost, waits } = page.words;
  const heading = document.querySelector(".stDialog h2");
  if (!heading || ![CONNECTION_ERROR, lost].includes(heading.textContent)) return;
  rewrite(heading, lost);
  const message = heading.nextElementSibling?.firstElementChild;
  if (message) rewrite(message, waits);
  label(".stDialog [aria-label=Close]", close);
  label(".stDialog [aria-label=Dismiss]", close);
};

/* ---- a message if the map does not load ---- */

let drawnAt = performance.now(); // ms; when the map was seen last

const checkMap = () => {
  const missing = /** @type {HTMLElement | null} */ (document.querySelector(".map-missing"));
  if (!missing) return;
  if (mapFrame()?.contentDocument?.querySelector("[data-places]")) drawnAt = performance.now();
  missing.hidden = performance.now() - drawnAt < MAP_TIMEOUT_MS;
};

/** What follows whatever Streamlit has drawn. */
const onDrawn = () => {
  endFirstView();
  markTitles();
  markTicks();
  returnToRow();
  restoreFocus();
};

const start = () => {
  window.addEventListener("popstate", (event) => {
    if (!event.isTrusted) return;
    closeSheet();
    updateMap(); // Back and Forward
  });
  document.addEventListener("click", onClick);
  document.addEventListener("click", onClickToTake);
  document.addEventListener("submit", onSubmit);
  listenToPrinter();
  listenToSearch();
  listenToSheet();
  listenToRows();
  listenToTicks(
    () => page.words,
    () => mapFrame()?.contentWindow?.caseMap?.markTour(),
  );
  keepFocus();
  onDrawn(); // the page may stand before this runs
  new MutationObserver(onDrawn).observe(document.body, { childList: true, subtree: true });
  window.setTimeout(() => document.getElementById("first-view")?.remove(), FIRST_VIEW_MS);
  new MutationObserver(labelDialog).observe(document.body, { childList: true }); // a dialog stands in the body itself
  window.setInterval(() => {
    fillSearchField();
    updateClocks();
    labelStreamlit();
    labelDialog();
    checkMap();
  }, CHECK_MS);
};

document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
Object.assign(page, { language, words });
if (!window.atlasPage) start();
window.atlasPage = page;
