/* Keeps a copy of all that a stage is made of, for a reload without its server. */

/** @import { Words } from "./page_data.js" */

/**
 * @typedef {object} Kept
 * @property {Pick<Words, "worker" | "scope">} addresses of the service worker and of what it answers for
 * @property {() => Promise<unknown>} fetchMore asks for what the stage needs later: codes, and what finds cases
 */

/**
 * Return the addresses of all that `page` has loaded.
 *
 * @param {Window} page
 */
export const loadedBy = (page) => page.performance.getEntriesByType("resource").map(({ name }) => name);

/**
 * Have the service worker answer for this page: a reload that passes by the browser's cache passes by the worker too.
 *
 * @param {Pick<Words, "worker" | "scope">} addresses
 */
async function takeControl({ worker, scope }) {
  const { serviceWorker } = navigator;
  await serviceWorker.register(worker, { scope });
  const { active } = await serviceWorker.ready;
  if (serviceWorker.controller) return;
  active?.postMessage("claim");
  await new Promise((done) => {
    serviceWorker.oncontrollerchange = done;
  });
}

/**
 * Keep a copy of this page and of its `map`, the page in its frame, once the map is `drawn`, and of what it needs later.
 *
 * Where a browser keeps nothing (neither this machine itself nor https), that is at least in its memory.
 *
 * @param {Window} map
 * @param {Promise<void>} drawn
 * @param {Kept} kept
 */
export async function keepOffline(map, drawn, { addresses, fetchMore }) {
  try {
    await drawn;
    if (!navigator.serviceWorker) {
      await fetchMore();
      return;
    }
    await takeControl(addresses);
    await fetchMore();
    const loaded = [window.location.href, ...loadedBy(window), ...loadedBy(map)];
    const answers = await Promise.all(loaded.map((address) => fetch(address)));
    if (answers.every(({ ok }) => ok)) document.documentElement.dataset.kept = "";
  } catch {
    // the server has gone already, or the browser keeps nothing: the stage itself stands
  }
}
