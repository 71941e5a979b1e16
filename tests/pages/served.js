// A service worker: shows the headers of a request of its own.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.url.endsWith("/by-worker")) event.respondWith(fetch("/headers"));
});
