/* Stands between the stage and its server: what came once comes again when somebody reloads, even if the server is away or
   cannot answer. The server is always asked first. Browsers allow this on this machine itself and over https. */

const CACHE = "stage";
const SERVER_ERROR = 500; // from this status on the server, or one before it, cannot answer now
const TIMEOUT_MS = 2500; // a network that is half dead lets a request hang for minutes, and the hall would look at it
const RETRY_AFTER_MS = 10000; // until a server that hung is waited for again; a stage is four requests deep
const MAX_KEPT_ANSWERS = 200; // a few tours, with the codes of their stops

// The library types `self` as any worker; this script is registered as a service worker only.
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** What a stage is made of lies here; the atlas, which it leads to, must always come from the server. */
const CACHED_PATHS = [worker.registration.scope, new URL("assets/", worker.registration.scope).href];

let lastTimeout = 0; // when (ms) the server last failed to answer in time

/**
 * Return the address under which an answer is kept: a stage carries all that it shows, at whichever pace.
 *
 * @param {Request} request
 */
const cacheKey = ({ url }) => {
  const address = new URL(url);
  ["stop", "side", "auto"].forEach((name) => {
    address.searchParams.delete(name);
  });
  return address.href;
};

/**
 * @param {string} key
 * @param {Response} answer
 * @param {Cache} cache
 */
const keep = async (key, answer, cache) => {
  await cache.put(key, answer);
  const oldestFirst = await cache.keys();
  await Promise.all(oldestFirst.slice(0, -MAX_KEPT_ANSWERS).map((old) => cache.delete(old)));
};

/**
 * @param {Request} request
 * @param {Cache} cache
 */
const askServer = async (request, cache) => {
  const fresh = await fetch(request);
  lastTimeout = 0;
  if (fresh.ok) await keep(cacheKey(request), fresh.clone(), cache).catch(() => {}); // a full disk keeps nothing
  return fresh;
};

/**
 * Return `answer`, or null if it takes too long; a server that has just hung is not waited for.
 *
 * @param {Promise<Response>} answer
 */
const inTime = async (answer) => {
  const patience = Date.now() - lastTimeout < RETRY_AFTER_MS ? 0 : TIMEOUT_MS;
  /** @type {Promise<null>} */
  const timeout = new Promise((done) => {
    setTimeout(done, patience, null);
  });
  const first = await Promise.race([answer, timeout]);
  if (!first) lastTimeout = Date.now();
  return first;
};

/** @param {Request} request */
const answer = async (request) => {
  const cache = await caches.open(CACHE);
  const known = await cache.match(cacheKey(request));
  const fresh = askServer(request, cache);
  if (!known) return fresh;
  const usable = fresh.then(
    (one) => (one.status < SERVER_ERROR ? one : known),
    () => known,
  );
  return (await inTime(usable)) ?? known;
};

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { method, url, cache } = event.request;
  if (cache === "no-store") return; // a search of this moment, which would take the place of what a tour is made of
  if (method === "GET" && CACHED_PATHS.some((start) => url.startsWith(start))) event.respondWith(answer(event.request));
});
