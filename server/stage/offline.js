/* What keeps a stage alive: a copy of all that it is made of, for a reload without its server, and a screen that stays awake. */
(() => {
  "use strict";

  /** Keep a copy of this page and of its map's `frame`, once all is `drawn`; worker.js gives it out. */
  window.keep = async (frame, drawn) => {
    if (!navigator.serviceWorker) return; // neither this machine itself nor https
    try {
      await drawn;
      await navigator.serviceWorker.register("stage/worker.js", { scope: "stage" });
      const { active } = await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) {
        active.postMessage("claim"); // a reload that passes by the cache passes by the worker too
        await new Promise((done) => {
          navigator.serviceWorker.oncontrollerchange = done;
        });
      }
      const loaded = [window, frame.contentWindow].flatMap((place) =>
        place.performance.getEntriesByType("resource").map(({ name }) => name),
      );
      const kept = await Promise.all([window.location.href, ...loaded].map((address) => fetch(address)));
      if (kept.every(({ ok }) => ok)) document.documentElement.dataset.kept = "";
    } catch {
      // the server has gone already, or the browser keeps nothing: the stage itself stands
    }
  };

  const stayAwake = async () => {
    try {
      await navigator.wakeLock?.request("screen");
    } catch {
      // not allowed: the machine's own settings hold
    }
  };
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stayAwake());
  stayAwake();
})();
