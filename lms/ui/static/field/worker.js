// Keeps the app on the phone, so that it opens without a network. Data goes past it, never into it.
const { precaching, routing, strategies, core } = self.workbox;

core.setCacheNameDetails({ prefix: "field" });
self.skipWaiting();
core.clientsClaim();
precaching.cleanupOutdatedCaches();
precaching.precacheAndRoute(self.FILES, {
  // The address of the app may carry words after it; files carry their version, which counts.
  ignoreURLParametersMatching: [/^from$/],
  cleanURLs: false,
});
routing.registerRoute(
  ({ url }) => url.pathname.startsWith("/static/vendor/zxing-reader"),
  new strategies.CacheFirst({ cacheName: "field-reader" }),
);
