/* Stands between the stage and its server: what came once comes again when somebody reloads, even if the server is away or
   cannot answer. It is asked first, always; browsers allow this on this machine itself and over https. */
"use strict";

const KEPT = "stage";
const BROKEN = 500; // from here on a status says that the server, or one before it, cannot answer now
const PATIENCE = 2500; // ms; a network that is half dead lets a request hang for minutes, and the hall would look at it

const HOPE = 10000; // ms after which a server that hung is waited for again; a stage is four requests deep
const MOST = 200; // answers that are kept: a few tours, with the codes of their stops

/** What a stage is made of lies here; the atlas, which it leads to, is to be asked for truly. */
const PARTS = [self.registration.scope, new URL("assets/", self.registration.scope).href];

/** Return the address under which an answer is kept: a stage carries all of its stops, at whichever pace it is told. */
const keyOf = ({ url }) => {
  const address = new URL(url);
  ["stop", "auto"].forEach((name) => address.searchParams.delete(name));
  return address.href;
};

let hung = 0; // when the server was last waited for in vain

const keep = async (key, answer, kept) => {
  await kept.put(key, answer);
  const known = await kept.keys(); // the oldest first
  await Promise.all(known.slice(0, -MOST).map((old) => kept.delete(old)));
};

const ask = async (request, kept) => {
  const fresh = await fetch(request);
  hung = 0;
  if (fresh.ok) await keep(keyOf(request), fresh.clone(), kept).catch(() => {}); // a full disk keeps nothing
  return fresh;
};

const answer = async (request) => {
  const kept = await caches.open(KEPT);
  const known = await kept.match(keyOf(request));
  const fresh = ask(request, kept);
  if (!known) return fresh;
  const inTime = fresh.then(
    (one) => (one.status < BROKEN ? one : known),
    () => known,
  );
  const patience = Date.now() - hung < HOPE ? 0 : PATIENCE;
  const first = await Promise.race([
    inTime,
    new Promise((done) => {
      setTimeout(done, patience, null);
    }),
  ]);
  if (!first) hung = Date.now();
  return first || known;
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && PARTS.some((start) => url.startsWith(start))) event.respondWith(answer(event.request));
});
