/** Takes the page over at once. Passes requests on, but for `?made-up`, which it answers itself. */
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.search === "?made-up") event.respondWith(new Response("made up", { headers: { "X-Made-Up": "1" } }));
  else if (url.search === "?no-cors") event.respondWith(fetch(url, { mode: "no-cors" }));
  else if (url.search !== "?aside") event.respondWith(fetch(event.request));
});
