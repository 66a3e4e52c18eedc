import { JSDOM } from "jsdom";
import { expect, test, vi } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import type { NetworkFunction } from "../../src/page/network/function-network.js";
import type { Page } from "../../src/page/page.js";

const url = "https://app.example/index.html";
const API = "https://api.example/data";
const ALLOW = { "Access-Control-Allow-Origin": "*" };

const EVENTS = ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"] as const;

type Xhr = InstanceType<Page["XMLHttpRequest"]>;

function recorded(xhr: Xhr, upload = false): string[] {
  const events: string[] = [];
  xhr.addEventListener("readystatechange", () => events.push(`readystatechange ${xhr.readyState}`));
  for (const type of EVENTS) xhr.addEventListener(type, () => events.push(type));
  if (upload) for (const type of EVENTS) xhr.upload.addEventListener(type, () => events.push(`upload.${type}`));
  return events;
}

function done(xhr: Xhr): Promise<void> {
  return new Promise((resolve) => xhr.addEventListener("loadend", () => resolve()));
}

const never: NetworkFunction = () => new Promise(() => {});

test("a GET from open() to loadend", async () => {
  const page = createPage({
    url,
    network: () => ({ headers: { ...ALLOW, "Content-Type": "text/plain", "X-A": "1" }, body: "hello" }),
  });
  const xhr = new page.XMLHttpRequest();
  const events = recorded(xhr);
  xhr.open("get", API);
  xhr.send();
  expect(events).toEqual(["readystatechange 1", "loadstart"]);
  await done(xhr);
  expect(events).toEqual([
    "readystatechange 1",
    "loadstart",
    "readystatechange 2",
    "readystatechange 3",
    "progress",
    "readystatechange 4",
    "load",
    "loadend",
  ]);
  expect(xhr).toMatchObject({
    status: 200,
    statusText: "OK",
    responseURL: API,
    responseText: "hello",
    response: "hello",
  });
  expect(xhr.getResponseHeader("X-A")).toBeNull();
  expect(xhr.getAllResponseHeaders()).toBe("content-type: text/plain\r\n");
  expect(page.verdicts[0]?.events).toEqual(events);
});

test("an upload listener demands a preflight, and hears of the upload", async () => {
  const page = createPage({ url, network: () => ({ headers: ALLOW }) });
  const xhr = new page.XMLHttpRequest();
  const events = recorded(xhr, true);
  xhr.open("POST", API);
  xhr.send("hello");
  await done(xhr);
  expect(page.exchanges.map(({ kind }) => kind)).toEqual(["preflight", "actual"]);
  expect(events).toEqual(page.verdicts[0]?.events);
  expect(events).toContain("upload.load");
});

test("a block is an error event, and says no more", async () => {
  const page = createPage({ url, network: () => ({ body: "secret" }) });
  const xhr = new page.XMLHttpRequest();
  const events = recorded(xhr);
  xhr.open("GET", API);
  xhr.send();
  await done(xhr);
  expect(events).toEqual(["readystatechange 1", "loadstart", "readystatechange 4", "error", "loadend"]);
  expect(xhr).toMatchObject({ status: 0, responseText: "", responseURL: "" });
  expect(page.verdicts[0]).toMatchObject({ reason: "missing-allow-origin" });
});

test("abort() fires at once and leaves it unsent", () => {
  const page = createPage({ url, network: never });
  const xhr = new page.XMLHttpRequest();
  const events = recorded(xhr);
  xhr.open("GET", API);
  xhr.send();
  xhr.abort();
  expect(events).toEqual(["readystatechange 1", "loadstart", "readystatechange 4", "abort", "loadend"]);
  expect(xhr.readyState).toBe(0);
  expect(page.verdicts[0]).toMatchObject({ reason: "aborted" });
});

test("abort() while the body comes", async () => {
  const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("part")) });
  const page = createPage({ url, network: () => ({ headers: ALLOW, body }) });
  const xhr = new page.XMLHttpRequest();
  const events = recorded(xhr);
  xhr.open("GET", API);
  xhr.send();
  await new Promise((resolve) => xhr.addEventListener("progress", resolve));
  expect(xhr.responseText).toBe("part");
  xhr.abort();
  expect(events.slice(-3)).toEqual(["readystatechange 4", "abort", "loadend"]);
  expect(xhr.responseText).toBe("");
});

test("timeout", async () => {
  const page = createPage({ url, network: never });
  const xhr = new page.XMLHttpRequest();
  const events = recorded(xhr);
  xhr.open("GET", API);
  xhr.timeout = 5;
  xhr.send();
  await done(xhr);
  expect(events.slice(-3)).toEqual(["readystatechange 4", "timeout", "loadend"]);
});

test("open() anew drops what is under way", async () => {
  const page = createPage({
    url,
    network: (request) => (request.url.endsWith("slow") ? never(request, { kind: "actual" }) : { body: "ok" }),
  });
  const xhr = new page.XMLHttpRequest();
  const events = recorded(xhr);
  xhr.open("GET", "/slow");
  xhr.send();
  xhr.open("GET", "/fast");
  xhr.send();
  await done(xhr);
  expect(xhr.responseText).toBe("ok");
  expect(events.filter((name) => name === "abort")).toEqual([]);
});

test.each([
  ["json", '{"a":1}', { a: 1 }],
  ["json", "{", null],
  ["text", "é", "é"],
] as const)("responseType %s of %s", async (type, body, expected) => {
  const page = createPage({ url, network: () => ({ body }) });
  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", "/");
  xhr.responseType = type;
  xhr.send();
  await done(xhr);
  expect(xhr.response).toEqual(expected);
});

test("bytes and blobs", async () => {
  const page = createPage({
    url,
    network: () => ({ headers: { "Content-Type": "Text/X; a=b" }, body: new Uint8Array([0, 255]) }),
  });
  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", "/");
  xhr.responseType = "arraybuffer";
  xhr.send();
  await done(xhr);
  expect(new Uint8Array(xhr.response as ArrayBuffer)).toEqual(new Uint8Array([0, 255]));
  xhr.open("GET", "/");
  xhr.responseType = "blob";
  xhr.send();
  await done(xhr);
  expect(xhr.response).toMatchObject({ type: "text/x;a=b", size: 2 });
});

test("bytes as text of x-user-defined", async () => {
  const page = createPage({ url, network: () => ({ body: new Uint8Array([0x41, 0xff]) }) });
  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", "/");
  xhr.overrideMimeType("text/plain; charset=x-user-defined");
  xhr.send();
  await done(xhr);
  expect(xhr.responseText).toBe("A\uf7ff");
});

test.each([
  ["text/plain;charset=iso-8859-1", "", "a\x93b", "a\u201cb"],
  ["text/xml", "", '<?xml version="1.0" encoding="windows-1252"?><x>\x80</x>', "\u20ac"],
  ["text/xml;charset=utf-8", "", '<?xml version="1.0" encoding="windows-1252"?><x>\x80</x>', "\ufffd"],
  ["text/xml", "text", '<?xml version="1.0" encoding="windows-1252"?><x>\x80</x>', "\ufffd"],
])("text of %s, response type %o", async (type, responseType, bytes, expected) => {
  const page = createPage({
    url,
    network: () => ({ headers: { "Content-Type": type }, body: new Uint8Array(Buffer.from(bytes, "latin1")) }),
  });
  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", "/");
  xhr.responseType = responseType;
  xhr.send();
  await done(xhr);
  expect(xhr.responseText).toContain(expected);
});

test("responseXML of what is not well-formed", async () => {
  const { window } = new JSDOM();
  vi.stubGlobal("DOMParser", window.DOMParser);
  try {
    const page = createPage({
      url,
      network: ({ url }) => ({ headers: { "Content-Type": "text/xml" }, body: url.endsWith("bad") ? "<x>" : "<x/>" }),
    });
    for (const [path, found] of Object.entries({ "/good": true, "/bad": false })) {
      const xhr = new page.XMLHttpRequest();
      xhr.open("GET", path);
      xhr.send();
      await done(xhr);
      expect(xhr.responseXML !== null).toBe(found);
    }
  } finally {
    vi.unstubAllGlobals();
  }
});

test.each(["chromium", "firefox", "webkit"] as const)("wrong calls throw in the words of %s", (profile) => {
  const page = createPage({ url, profile });
  const xhr = new page.XMLHttpRequest();
  const thrown = (call: () => void) => {
    try {
      call();
    } catch (error) {
      return `${error}`;
    }
    return "";
  };
  expect({
    "send unopened": thrown(() => xhr.send()),
    "header unopened": thrown(() => xhr.setRequestHeader("a", "b")),
    "bad method": thrown(() => xhr.open("a b", "/")),
    TRACE: thrown(() => xhr.open("TRACE", "/")),
    "bad URL": thrown(() => xhr.open("GET", "http://a:b")),
    "bad header": thrown(() => {
      xhr.open("GET", "/");
      xhr.setRequestHeader("a b", "c");
    }),
    "responseText of JSON": thrown(() => {
      xhr.responseType = "json";
      void xhr.responseText;
    }),
    "synchronous with a type": thrown(() => xhr.open("GET", "/", false)),
  }).toMatchSnapshot();
});

test("a synchronous request over a network that answers at once", () => {
  const page = createPage({
    url,
    network: ({ url }) => (url.endsWith("blocked") ? {} : { headers: ALLOW, body: "now" }),
  });
  const xhr = new page.XMLHttpRequest();
  const events = recorded(xhr);
  xhr.open("GET", API, false);
  xhr.send();
  expect(xhr.responseText).toBe("now");
  expect(events).toEqual(["readystatechange 1", "readystatechange 4", "load", "loadend"]);
  xhr.open("GET", `${API}/blocked`, false);
  expect(() => xhr.send()).toThrow(expect.objectContaining({ name: "NetworkError" }));
  const late = createPage({ url, network: async () => ({}) });
  const other = new late.XMLHttpRequest();
  other.open("GET", "/", false);
  expect(() => other.send()).toThrow("returned a promise");
});
