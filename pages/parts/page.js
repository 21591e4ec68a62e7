/* What the page does in the browser: whatever is chosen changes the address, and a word when the map does not come. */
(() => {
  "use strict";
  const { language, words } = JSON.parse(document.currentScript.dataset.page);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  const known = window.atlasPage;
  window.atlasPage = { ...known, language, words };
  if (known) return;

  const PATIENCE = 8000; // ms until the page owns that the map has not come
  const HEAD_START = 60; // ms that the map may have before the page runs: the run keeps the browser busy
  const PAUSE = 300; // ms without a key until a text counts as typed

  /* ---- the address is the state: Streamlit runs the page again as after Back and Forward, and loads nothing anew ---- */

  /* The map need not wait until the page has run: it asks the server itself what the address shows. */
  let asking = new AbortController();
  const tellMap = async () => {
    asking.abort();
    asking = new AbortController();
    window.atlasPage.shown = null;
    const map = document.querySelector(".st-key-map iframe")?.contentWindow;
    if (!map || !map.caseMap) return;
    const query = new URLSearchParams(window.location.search);
    if (!query.has("lang")) query.set("lang", window.atlasPage.language);
    try {
      const answer = await fetch(`assets/view.json?${query}`, { signal: asking.signal });
      if (!answer.ok) return;
      const view = await answer.json();
      window.atlasPage.shown = view.address;
      map.caseMap.show(view);
    } catch {
      // given up for a later one, or no network: the page's own run tells the map
    }
  };
  window.addEventListener("popstate", (event) => event.isTrusted && tellMap()); // Back and Forward

  const go = async (address, way = "pushState") => {
    window.history[way]({}, "", address);
    await Promise.race([tellMap(), new Promise((done) => window.setTimeout(done, HEAD_START))]);
    window.dispatchEvent(new PopStateEvent("popstate"));
  };

  const change = (edit, way) => {
    const address = new URL(window.location);
    edit(address.searchParams);
    if (!address.searchParams.has("lang")) address.searchParams.set("lang", window.atlasPage.language);
    go(address, way);
  };

  /** Set the parameter `name`, or take it away if `value` is empty. */
  const set = (name, value, way) => {
    change((query) => (value ? query.set(name, value) : query.delete(name)), way);
  };

  /** Add `value` to the parameter `name`, or take it away. */
  const toggle = (name, value) => {
    change((query) => {
      const values = query.getAll(name);
      query.delete(name);
      const left = values.filter((kept) => kept !== value);
      (left.length < values.length ? left : [...values, value]).forEach((kept) => query.append(name, kept));
    });
  };

  Object.assign(window.atlasPage, { go, set, toggle });

  document.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[data-soft]");
    const anchor = event.target.closest("a[data-anchor]");
    const button = event.target.closest("[data-toggle]");
    if (link) {
      event.preventDefault();
      go(link.href);
    } else if (anchor) {
      event.preventDefault();
      document.querySelector(anchor.hash).scrollIntoView();
    } else if (button) {
      if (button.ariaPressed) button.ariaPressed = String(button.ariaPressed === "false");
      if (button.dataset.toggle === "q") set("q", "");
      else toggle(button.dataset.toggle, button.dataset.value);
    }
  });

  /* ---- the text: what is typed counts after a pause, and stands in the history once ---- */

  let pause = 0;
  let typed = false; // since the field was entered
  const field = () => document.getElementById("search");
  const take = () => {
    window.clearTimeout(pause);
    const text = field().value.trim().replace(/\s+/g, " ");
    if (text === (new URLSearchParams(window.location.search).get("q") || "")) return;
    set("q", text, typed ? "replaceState" : "pushState");
    typed = true;
  };
  document.addEventListener("input", (event) => {
    if (event.target !== field() || event.isComposing) return;
    window.clearTimeout(pause);
    pause = window.setTimeout(take, PAUSE);
  });
  document.addEventListener("compositionend", (event) => event.target === field() && take());
  document.addEventListener("change", (event) => event.target === field() && take());
  document.addEventListener("focusout", (event) => {
    if (event.target === field()) typed = false;
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.contains(field())) return;
    event.preventDefault();
    take();
  });
  const refill = () => {
    const input = field();
    const asked = new URLSearchParams(window.location.search).get("q") || "";
    if (input && input !== document.activeElement && input.value !== asked) input.value = asked;
  };

  /* ---- a control that the server draws anew under the hand keeps the focus ---- */

  let held = null;
  document.addEventListener("focusin", (event) => {
    const button = event.target.closest("[data-toggle]");
    held = button && `[data-toggle="${button.dataset.toggle}"][data-value="${CSS.escape(button.dataset.value)}"]`;
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("[data-toggle]")) held = null;
  });
  const hold = () => {
    if (held && document.activeElement === document.body) document.querySelector(held)?.focus({ preventScroll: true });
  };
  new MutationObserver(hold).observe(document.body, { childList: true, subtree: true });

  /* ---- what is copied, printed, and the time it is elsewhere ---- */

  const copy = async (button) => {
    const text = document.getElementById(button.dataset.copy).textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // not over plain http
      const area = Object.assign(document.createElement("textarea"), { value: text });
      button.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const before = button.textContent;
    button.textContent = window.atlasPage.words.copied;
    window.setTimeout(() => {
      button.textContent = before;
    }, 1500);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("submit", (event) => {
    const { set: name } = event.target.dataset;
    if (!name) return;
    event.preventDefault();
    set(name, event.target.querySelector("input").value.trim());
  });
  const tick = () => {
    document.querySelectorAll("time[data-zone]").forEach((clock) => {
      const form = {
        timeZone: clock.dataset.zone,
        weekday: "short",
        hour: "2-digit",
        minute: "2-digit",
        hour12: false,
      };
      const text = new Intl.DateTimeFormat(document.documentElement.lang, form).format(new Date());
      if (clock.textContent !== text) clock.textContent = text;
    });
  };

  /* ---- what Streamlit says of itself, it says in English ---- */

  const label = (selector, text) => {
    const found = document.querySelector(selector);
    if (found && found.getAttribute("aria-label") !== text) found.setAttribute("aria-label", text);
  };
  const relabel = ({ skip, sidebar, collapse, expand }) => {
    label(".stSidebar", sidebar);
    label("[data-testid=stSidebarCollapseButton] button", collapse);
    label("[data-testid=stExpandSidebarButton]", expand);
    const link = document.querySelector("[data-testid=stSkipToContent]");
    if (link && link.textContent !== skip) link.textContent = skip;
  };

  /* ---- the map comes, or the page owns that it does not ---- */

  const drawn = () => {
    const frame = document.querySelector(".st-key-map iframe");
    try {
      return Boolean(frame && frame.contentDocument.querySelector("[data-places]"));
    } catch {
      return false;
    }
  };

  let since = performance.now();
  window.setInterval(() => {
    refill();
    tick();
    relabel(window.atlasPage.words);
    const missing = document.querySelector(".map-missing");
    if (!missing) return;
    if (drawn()) since = performance.now();
    missing.hidden = performance.now() - since < PATIENCE;
  }, 250);
})();
