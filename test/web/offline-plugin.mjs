import { createHash } from "node:crypto";

/** Writes the service worker, which knows all files of the build. */
export function offline() {
  return {
    name: "offline",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const files = Object.keys(bundle)
          .filter((name) => name !== "index.html" && name !== "lab-frame.js" && !name.endsWith(".map"))
          .sort();
        const hash = createHash("sha256");
        for (const name of [...files, "index.html"]) {
          const file = bundle[name];
          hash.update(name).update(file?.type === "chunk" ? file.code : (file?.source ?? ""));
        }
        const names = ["./", ...files, "icon.svg", "manifest.webmanifest"];
        const source = worker(hash.digest("hex").slice(0, 12), JSON.stringify(names));
        this.emitFile({ type: "asset", fileName: "offline.js", source });
      },
    },
  };
}

/** Kept files answer first, for each has its content in its name; the page itself comes from the network while there is one. */
const worker = (version, names) => `const VERSION = "whycors-${version}";
const FILES = ${names};
addEventListener("install", (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FILES)).then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  const old = async () => (await caches.keys()).filter((name) => name.startsWith("whycors-") && name !== VERSION);
  event.waitUntil(old().then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => clients.claim()));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const scope = new URL(registration.scope);
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const kept = async (key) => (await caches.open(VERSION)).match(key, { ignoreSearch: true });
  if (request.mode === "navigate" && url.pathname === scope.pathname) {
    event.respondWith(fetch(request).catch(async () => (await kept("./")) ?? Response.error()));
    return;
  }
  const path = url.pathname.slice(scope.pathname.length);
  if (FILES.includes(path)) event.respondWith(kept(request).then((found) => found ?? fetch(request)));
});
`;
