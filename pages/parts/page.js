/* What the page does in the browser: links that keep the page, and a word when the map does not come. */
(() => {
  "use strict";
  const { language, words } = JSON.parse(document.currentScript.dataset.page);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  const known = window.atlasPage;
  window.atlasPage = { words };
  if (known) return;

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

  /* What Streamlit says of itself, it says in English. */
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

  let since = performance.now();
  window.setInterval(() => {
    relabel(window.atlasPage.words);
    const missing = document.querySelector(".map-missing");
    if (!missing) return;
    if (drawn()) since = performance.now();
    missing.hidden = performance.now() - since < PATIENCE;
  }, 500);
})();
