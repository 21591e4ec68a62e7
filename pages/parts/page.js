/* What the page does in the browser: links that keep the page, and a word when the map does not come. */
(() => {
  "use strict";
  if (window.atlasPage) return;
  window.atlasPage = true;

  const PATIENCE = 8000; // ms until the page owns that the map has not come

  /* A link marked data-soft changes the URL as Back and Forward do: Streamlit runs the page, nothing is loaded anew. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-soft]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    window.history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });

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
    const missing = document.querySelector(".map-missing");
    if (!missing) return;
    if (drawn()) since = performance.now();
    missing.hidden = performance.now() - since < PATIENCE;
  }, 500);
})();
