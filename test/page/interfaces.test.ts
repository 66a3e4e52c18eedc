import { expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";

const page = createPage({ url: "https://app.example/" });
const { XMLHttpRequest, XMLHttpRequestEventTarget, XMLHttpRequestUpload, ProgressEvent } = page;
const { Headers, Request, Response, EventSource } = page;
const xhr = new XMLHttpRequest();
const URL_GIVEN = "https://app.example/a";

const BODY = ["arrayBuffer", "blob", "body", "bodyUsed", "bytes", "formData", "json", "text"];

const PROGRESS = ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"].map((type) => `on${type}`);

/** As Web IDL has them: https://xhr.spec.whatwg.org/#idl-index, https://fetch.spec.whatwg.org/#idl-index */
test.each([
  [
    XMLHttpRequest,
    XMLHttpRequestEventTarget,
    [
      ...[
        "abort",
        "getAllResponseHeaders",
        "getResponseHeader",
        "open",
        "overrideMimeType",
        "send",
        "setRequestHeader",
      ],
      ...["onreadystatechange", "readyState", "response", "responseText", "responseType", "responseURL", "responseXML"],
      ...["status", "statusText", "timeout", "upload", "withCredentials"],
      ...["DONE", "HEADERS_RECEIVED", "LOADING", "OPENED", "UNSENT"],
    ],
  ],
  [XMLHttpRequestEventTarget, EventTarget, PROGRESS],
  // NON-SPEC: it keeps count of its listeners, which decide on a preflight.
  [XMLHttpRequestUpload, XMLHttpRequestEventTarget, ["addEventListener", "removeEventListener"]],
  [ProgressEvent, Event, ["lengthComputable", "loaded", "total"]],
  [Headers, null, ["append", "delete", "entries", "forEach", "get", "getSetCookie", "has", "keys", "set", "values"]],
  [
    Request,
    null,
    [
      ...["cache", "clone", "credentials", "destination", "duplex", "headers", "integrity", "isHistoryNavigation"],
      ...["isReloadNavigation", "keepalive", "method", "mode", "redirect", "referrer", "referrerPolicy", "signal"],
      ...["url", ...BODY],
    ],
  ],
  [Response, null, ["clone", "headers", "ok", "redirected", "status", "statusText", "type", "url", ...BODY]],
  [
    EventSource,
    EventTarget,
    ["close", "onerror", "onmessage", "onopen", "readyState", "url", "withCredentials", "CLOSED", "CONNECTING", "OPEN"],
  ],
] as const)("%o has its members, and no others", (Interface, parent, members) => {
  const { prototype, name } = Interface;
  expect(Object.keys(prototype).sort()).toEqual([...members].sort());
  expect(Object.getOwnPropertyNames(prototype).sort()).toEqual([...members, "constructor"].sort());
  expect([Object.getPrototypeOf(Interface), Object.getPrototypeOf(prototype)]).toEqual(
    parent === null ? [Function.prototype, Object.prototype] : [parent, parent.prototype],
  );
  expect(prototype.constructor).toBe(Interface);
  expect(Object.prototype.toString.call(prototype)).toBe(`[object ${name}]`);
});

/** Required arguments, of the constructor and of each operation that has some. */
test.each([
  [XMLHttpRequest, 0, { open: 2, setRequestHeader: 2, getResponseHeader: 1, overrideMimeType: 1 }],
  [Headers, 0, { append: 2, delete: 1, forEach: 1, get: 1, has: 1, set: 2 }],
  [Request, 1, {}],
  [Response, 0, {}],
  [EventSource, 1, {}],
  [XMLHttpRequestEventTarget, 0, {}],
] as const)("operations of %o have their names, and count their arguments", (Interface, length, required) => {
  expect(Interface.length).toBe(length);
  for (const [name, { value, get, set, ...flags }] of Object.entries(
    Object.getOwnPropertyDescriptors(Interface.prototype) as Record<string, PropertyDescriptor>,
  )) {
    if (name === "constructor" || name === name.toUpperCase()) continue;
    if (value === undefined) {
      expect(get?.name).toBe(`get ${name}`);
      if (set !== undefined) expect(set.name).toBe(`set ${name}`);
      expect(flags).toEqual({ enumerable: true, configurable: true });
    } else {
      const needed = (required as Record<string, number>)[name] ?? 0;
      expect([value.name, value.length]).toEqual([name, needed]);
      expect(flags).toEqual({ enumerable: true, configurable: true, writable: true });
      expect(() => new value()).toThrow(TypeError);
      const tooFew = Array.from({ length: needed - 1 }, () => "a");
      if (needed > 0) expect(() => value.apply(Interface.prototype, tooFew)).toThrow("required");
    }
  }
});

test.each([
  ["error", 0],
  ["redirect", 1],
  ["json", 1],
] as const)("the static operation %s", (name, length) => {
  const operation: (...given: never[]) => unknown = Response[name];
  expect([operation.name, operation.length, Object.keys(Response)]).toEqual([
    name,
    length,
    ["error", "redirect", "json"],
  ]);
  if (length > 0) expect(operation).toThrow("1 argument required");
});

test("Headers are iterable as their entries are", () => {
  const iterator = Object.getOwnPropertyDescriptor(Headers.prototype, Symbol.iterator);
  expect(iterator).toEqual({
    value: Headers.prototype.entries,
    configurable: true,
    enumerable: false,
    writable: true,
  });
  expect(Object.prototype.toString.call(new Headers().keys())).toBe("[object Headers Iterator]");
});

test("fetch() and sendBeacon() count their arguments too", () => {
  expect([page.fetch.name, page.fetch.length]).toEqual(["fetch", 1]);
  const { sendBeacon } = page.navigator;
  expect([sendBeacon.name, sendBeacon.length]).toEqual(["sendBeacon", 1]);
});

test("nothing of the inside is to be found", () => {
  const objects = [xhr, new Headers(), new Request(URL_GIVEN), new Response(), new EventSource(URL_GIVEN)];
  expect(objects.flatMap((object) => Object.getOwnPropertyNames(object))).toEqual([]);
  const constants = ["UNSENT", "OPENED", "HEADERS_RECEIVED", "LOADING", "DONE"];
  expect(Object.keys(XMLHttpRequest).sort()).toEqual(constants.sort());
  for (const Interface of [XMLHttpRequestUpload, Headers, Request]) {
    expect(Object.getOwnPropertyNames(Interface).sort()).toEqual(["length", "name", "prototype"]);
  }
  page.close();
});

test.each([
  ["a getter of a prototype", () => XMLHttpRequest.prototype.readyState],
  ["a handler of a prototype", () => XMLHttpRequest.prototype.onload],
  ["an operation on something else", () => XMLHttpRequest.prototype.abort.call({} as never)],
  ["an event target", () => new XMLHttpRequestEventTarget()],
  ["an upload", () => new XMLHttpRequestUpload()],
  ["a status of a prototype", () => Response.prototype.status],
  ["a body of a prototype", () => Request.prototype.body],
  ["a clone of something else", () => Request.prototype.clone.call({} as never)],
  ["a Response where a Request is due", () => Request.prototype.clone.call(new Response() as never)],
  ["an iterator of something else", () => Headers.prototype.entries.call({} as never)],
  ["a state of a prototype", () => EventSource.prototype.readyState],
  ["a constructor without new", () => (Headers as unknown as () => unknown)()],
  ["no URL of a request", () => Reflect.construct(Request, [])],
  ["no URL of an event source", () => Reflect.construct(EventSource, [])],
])("%s throws", (_what, call) => {
  expect(call).toThrow(TypeError);
});

test.each(["arrayBuffer", "blob", "bytes", "formData", "json", "text"] as const)(
  "%s() of something else is rejected, for it returns a promise",
  async (name) => {
    for (const object of [{}, undefined, Response.prototype, new Headers()]) {
      await expect(Response.prototype[name].call(object as never)).rejects.toThrow(TypeError);
    }
  },
);

test("a class of the page's code may extend it", () => {
  class Mine extends XMLHttpRequest {
    override get status(): number {
      return 42;
    }
  }
  const mine = new Mine();
  mine.open("GET", "/");
  expect([mine.status, mine.readyState, mine instanceof XMLHttpRequest, `${mine}`]).toEqual([
    42,
    1,
    true,
    "[object XMLHttpRequest]",
  ]);
});

test("classes of the page's code may extend those of fetch", async () => {
  class Mine extends Response {
    override get status(): number {
      return 204;
    }
  }
  const mine = new Mine("{}", { headers: { "content-type": "application/json" } });
  expect([mine.status, mine.ok, mine.headers instanceof Headers, `${mine}`]).toEqual([
    204,
    true,
    true,
    "[object Response]",
  ]);
  expect(await mine.json()).toEqual({});
  class MyRequest extends Request {}
  const request = new MyRequest(URL_GIVEN, { method: "PUT", body: "a" });
  const again = new Request(request);
  expect([again.method, await again.text(), request.bodyUsed]).toEqual(["PUT", "a", true]);
});

test("each page has its own, and the one of XDomainRequest's time knows no credentials", () => {
  const other = createPage({ url: "https://app.example/", profile: "xdr" });
  for (const name of ["XMLHttpRequest", "Headers", "Request", "Response", "EventSource"] as const) {
    expect(other[name]).toBe(other[name]);
    expect(other[name]).not.toBe(page[name]);
    expect(other[name].prototype === page[name].prototype).toBe(false);
  }
  expect("withCredentials" in other.XMLHttpRequest.prototype).toBe(false);
});
