// Keeps static files and the offline page, nothing else: a page of a person never enters this cache.
// The server puts three constants before this text: VERSION, FILES, OFFLINE.
/* global VERSION, FILES, OFFLINE */
(function () {
  "use strict";

  const name = "shangliang-" + VERSION;

  /** Fetched as a visitor without cookies, so that the kept page belongs to nobody. */
  function take(cache, address) {
    return fetch(address, { credentials: "omit", cache: "reload" }).then((answer) => {
      if (!answer.ok) throw new Error(address + " answered " + answer.status);
      return cache.put(address, answer);
    });
  }

  self.addEventListener("install", (event) => {
    const filled = caches.open(name).then((cache) => Promise.all([OFFLINE].concat(FILES).map((one) => take(cache, one))));
    event.waitUntil(filled.then(() => self.skipWaiting()));
  });

  self.addEventListener("activate", (event) => {
    const old = caches.keys().then((names) => names.filter((one) => one.startsWith("shangliang-") && one !== name));
    const gone = old.then((names) => Promise.all(names.map((one) => caches.delete(one))));
    event.waitUntil(gone.then(() => self.clients.claim()));
  });

  self.addEventListener("fetch", (event) => {
    const address = new URL(event.request.url);
    if (address.origin !== self.location.origin) return;
    if (event.request.mode === "navigate") {
      event.respondWith(fetch(event.request).catch(() => caches.match(OFFLINE)));
      return;
    }
    if (event.request.method !== "GET" || FILES.indexOf(address.pathname) < 0) return;
    event.respondWith(fetch(event.request).catch(() => caches.match(address.pathname)));
  });
})();
