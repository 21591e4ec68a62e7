/* Stands between the stage and its server: what came once comes again when somebody reloads, even if the server is away or
   cannot answer. It is asked first, always; browsers allow this on this machine itself and over https. */
"use strict";

const KEPT = "stage";
const BROKEN = 500; // from here on a status says that the server, or one before it, cannot answer now
const PATIENCE = 2500; // ms; a network that is half dead lets a request hang for minutes, and the hall would look at it

/** Return the address under which an answer is kept: a stage carries all of its stops, whichever it is opened at. */
const keyOf = ({ url }) => {
  const address = new URL(url);
  address.searchParams.delete("stop");
  return address.href;
};

const ask = async (request, kept) => {
  const fresh = await fetch(request);
  if (fresh.ok) kept.put(keyOf(request), fresh.clone());
  return fresh;
};

const answer = async (request) => {
  const kept = await caches.open(KEPT);
  const known = await kept.match(keyOf(request));
  const fresh = ask(request, kept);
  if (!known) return fresh;
  const inTime = fresh.then((one) => (one.status < BROKEN ? one : known), () => known);
  return Promise.race([inTime, new Promise((done) => { setTimeout(done, PATIENCE, known); })]);
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === self.location.origin) event.respondWith(answer(event.request));
});
