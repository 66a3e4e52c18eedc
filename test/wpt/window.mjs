/** What scripts of a test find in a window beside the client under test: just enough for those that only make requests. */

/** Node's own: the client under test may bring others. */
const { Event, EventTarget } = globalThis;

/** Makes the process's global object a window at this URL. @returns fires its events */
export function installWindow(url) {
  const events = new EventTarget();
  const { href, origin, protocol, host, hostname, port, pathname, search, hash } = new URL(url);
  const location = { href, origin, protocol, host, hostname, port, pathname, search, hash, toString: () => href };
  /** @param details further attributes of the event */
  const fire = (type, details = {}) => {
    const event = Object.assign(new Event(type, { cancelable: true }), details);
    events.dispatchEvent(event);
    if (type !== "error") globalThis[`on${type}`]?.(event);
    else globalThis.onerror?.(details.message, details.filename, details.lineno, details.colno, details.error);
  };
  define({
    self: globalThis,
    window: globalThis,
    parent: globalThis,
    top: globalThis,
    frames: globalThis,
    opener: null,
    length: 0,
    closed: false,
    location,
    origin,
    isSecureContext: protocol === "https:",
    crossOriginIsolated: false,
    onload: null,
    onerror: null,
    onmessage: null,
    GLOBAL: { isWindow: () => true, isWorker: () => false, isShadowRealm: () => false },
    addEventListener: (type, listener, options) =>
      events.addEventListener(type, type === "error" ? quiet(listener) : listener, options),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
    postMessage: (data) => setTimeout(() => fire("message", { data, origin, source: globalThis }), 0),
    requestAnimationFrame: (callback) => setTimeout(() => callback(performance.now()), 16),
  });
  define({ Window: Object.defineProperty(class Window {}, Symbol.hasInstance, { value: (it) => it === globalThis }) });
  return fire;
}

/** What a listener for errors throws is not reported again. */
function quiet(listener) {
  return (event) => {
    try {
      listener.call(globalThis, event);
    } catch {
      // As in a browser, whose scripts would otherwise go round in circles.
    }
  };
}

/** Global names, as those of a window: whatever stood there before, and replaceable. */
export function define(values) {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
}

/** A document for scripts that do no more than ask for its title. */
export function minimalDocument({ title, isLong, cookies }) {
  const elements = {
    title: title === "" ? [] : [{ firstChild: { data: title } }],
    meta: isLong ? [{ name: "timeout", content: "long" }] : [],
  };
  const events = new EventTarget();
  return {
    title,
    readyState: "complete",
    location: globalThis.location,
    URL: globalThis.location.href,
    documentURI: globalThis.location.href,
    domain: globalThis.location.hostname,
    referrer: "",
    body: null,
    get cookie() {
      return cookies.get();
    },
    set cookie(line) {
      cookies.set(`${line}`);
    },
    getElementsByTagName: (name) => elements[name] ?? [],
    getElementById: () => null,
    querySelector: () => null,
    querySelectorAll: () => [],
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  };
}

/** FileReader over Node's Blob — https://w3c.github.io/FileAPI/#APIASynch: the methods that read at once to the end. */
export class FileReader extends EventTarget {
  result = null;
  error = null;
  readyState = 0;

  readAsText(blob) {
    this.#read(blob.text());
  }

  readAsArrayBuffer(blob) {
    this.#read(blob.arrayBuffer());
  }

  readAsDataURL(blob) {
    this.#read(blob.arrayBuffer().then((bytes) => `data:${blob.type};base64,${Buffer.from(bytes).toString("base64")}`));
  }

  async #read(reading) {
    this.readyState = 1;
    this.result = await reading;
    this.readyState = 2;
    for (const type of ["load", "loadend"]) {
      const event = new Event(type);
      this.dispatchEvent(event);
      this[`on${type}`]?.(event);
    }
  }
}
