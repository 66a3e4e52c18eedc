import { pathToFileURL } from "node:url";
import { addressOf } from "./hosts.cjs";
import { define, FileReader, minimalDocument } from "./window.mjs";

/** What a window has of requests and of what goes into them. */
const REQUEST_CLASSES = [
  "fetch",
  "Headers",
  "Request",
  "Response",
  "XMLHttpRequest",
  "XMLHttpRequestEventTarget",
  "XMLHttpRequestUpload",
  "EventSource",
  "FormData",
  "ProgressEvent",
];

/** And what belongs to these where a DOM brings its own. */
const PLATFORM_CLASSES = [
  "Blob",
  "File",
  "FileReader",
  "URL",
  "URLSearchParams",
  "AbortController",
  "AbortSignal",
  "ReadableStream",
  "DOMException",
  "Event",
  "EventTarget",
];

/**
 * Each puts its globals in place, and a document.
 * @param test what to run: its URL, its title, its HTML, whether scripts need more than a minimal document
 */
export const CLIENTS = { whycors, jsdom, "happy-dom": happyDom, node };

async function whycors(test) {
  const { createPage, LiveNetwork } = await import(pathToFileURL(test.bundle).href);
  const live = new LiveNetwork({ resolve: addressOf, insecure: true });
  const network = test.changesObjects ? inAnotherThread(live) : live;
  const page = createPage({ url: test.url, network, profile: test.profile });
  if (test.changesObjects) load(page, test.url);
  for (const name of [...REQUEST_CLASSES, "Image", "URL"]) define({ [name]: page[name] });
  define({ FileReader });
  define({ navigator: { userAgent: "Mozilla/5.0 (compatible; whycors)", ...page.navigator } });
  const cookies = {
    get: () => page.cookie,
    set: (line) => {
      page.cookie = line;
    },
  };
  await installDocument(test, cookies);
  if (test.usesBase) followBase(page);
  define({ stop: () => setTimeout(() => page.close(), 0) });
  return () => page.close();
}

/** What a script does to Object.prototype is done to Node's sockets too; a browser has its own elsewhere. */
function inAnotherThread(live) {
  const sendSync = (request) => live.sendSync(request);
  return { send: sendSync, sendSync, close: () => live.close() };
}

/** So that the thread is there before the script is. */
function load(page, url) {
  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", url, false);
  xhr.send();
}

/** The page resolves URLs against what `<base>` says at that time. */
function followBase(page) {
  const { document } = globalThis;
  const follow = () => {
    if (typeof document.baseURI === "string") page.baseUrl = document.baseURI;
  };
  const { prototype } = page.XMLHttpRequest;
  const { open } = prototype;
  prototype.open = function (...given) {
    follow();
    return open.apply(this, given);
  };
  define({
    fetch: (input, init) => {
      follow();
      return page.fetch(input, init);
    },
  });
}

/** Node alone, told where relative URLs start. */
async function node(test) {
  globalThis[Symbol.for("undici.globalOrigin.1")] = new URL(test.url);
  define({ FileReader, navigator: { userAgent: "node" } });
  await installDocument(test, { get: () => "", set: () => {} });
  return () => {};
}

/** Of jsdom, but only where scripts look at it: it takes its time to load. */
async function installDocument(test, cookies) {
  if (!test.needsDocument) {
    define({ document: minimalDocument({ ...test, cookies }) });
    return;
  }
  const { JSDOM } = await import("jsdom");
  const { window } = new JSDOM(test.html, { url: test.url });
  Object.defineProperty(window.document, "cookie", cookies);
  define({ document: window.document });
  // Whatever Node has stays Node's; what is for the client to bring is not taken from elsewhere.
  const names = Object.getOwnPropertyNames(window).filter((name) => /^[A-Z]/.test(name) && !(name in globalThis));
  copy(
    window,
    names.filter((name) => !REQUEST_CLASSES.includes(name)),
  );
  if (!("HTMLAllCollection" in globalThis)) define({ HTMLAllCollection: class HTMLAllCollection {} });
  // Only a document's own FormData reads its forms.
  if (test.needsForm) copy(window, ["FormData", "Blob", "File"]);
}

async function jsdom(test) {
  const { JSDOM, VirtualConsole } = await import("jsdom");
  const { window } = new JSDOM(test.html, { url: test.url, virtualConsole: new VirtualConsole() });
  install(window);
  return () => window.close();
}

async function happyDom(test) {
  const { Window } = await import("happy-dom");
  const window = new Window({ url: test.url, settings: { fetch: { disableStrictSSL: true } } });
  window.document.write(test.html);
  install(window);
  return () => window.happyDOM.abort();
}

function install(window) {
  for (const name of REQUEST_CLASSES) delete globalThis[name];
  const others = Object.getOwnPropertyNames(window).filter((name) => /^[A-Z]/.test(name) && !(name in globalThis));
  copy(window, [...others, ...REQUEST_CLASSES, ...PLATFORM_CLASSES, "document", "navigator", "Image"]);
  if (typeof window.fetch === "function") define({ fetch: window.fetch.bind(window) });
}

function copy(window, names) {
  for (const name of names) if (window[name] !== undefined) define({ [name]: window[name] });
}
