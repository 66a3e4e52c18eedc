import { afterEach, beforeEach, expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import type { NetworkFunction } from "../../src/page/network/function-network.js";
import type { PageOptions } from "../../src/page/page.js";

/** What goes wrong around the page: the browser's outcome, or an error that names the caller's mistake. */

const url = "https://app.example/";
const unhandled: unknown[] = [];
const keep = (error: unknown) => unhandled.push(error);

beforeEach(() => {
  process.on("unhandledRejection", keep);
});

afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off("unhandledRejection", keep);
  expect(unhandled).toEqual([]);
});

test.each([
  [{ url: "app.example" }, 'url: expected an absolute URL; got "app.example"'],
  [{ url: undefined }, "url: expected an absolute URL; got undefined"],
  [
    { url, profile: "netscape" },
    'profile: expected one of spec, chromium, firefox, webkit, safari, w3c-2014, fetch-2018, xdr; got "netscape"',
  ],
  [undefined, "expected options, of which url is required; got undefined"],
  [{ url, network: 7 }, "network: expected"],
  [{ url, cookies: 7 }, "cookies: expected Set-Cookie lines by origin, or a jar; got 7"],
  [{ url, cookies: { "app.example": "a=1" } }, 'cookies: expected origins as https://app.example; got "app.example"'],
  [{ url, cookies: { [url]: 7 } }, "cookies/"],
  [{ url, clock: {} }, "clock: expected an object with now() and after(); got an object"],
  [{ url, csp: 7 }, "csp: expected"],
  [{ url, coep: "on" }, "coep: expected"],
  [{ url, networks: "live" }, "networks: "],
  [{ url, network: { log: {} } }, "network: expected a HAR"],
  [
    { url, network: [{ respond: { status: "abc" } }] },
    '/server/0/respond/status: expected an integer 100–599, got "abc"',
  ],
])("createPage(%o)", (options, message) => {
  expect(() => createPage(options as unknown as PageOptions)).toThrow(message);
});

const MISTAKES: readonly [name: string, answer: unknown, message: string][] = [
  ["nothing", undefined, "the network function returned undefined: expected a Response"],
  ["a number", 200, "the network function returned 200"],
  ["a list", [], "the network function returned an array"],
  ["a status text with a line break", { statusText: "a\nb" }, 'answered with statusText "a\\nb"'],
  ["status 99", { status: 99 }, "answered with status 99: expected an integer from 100 to 999"],
  ["status abc", { status: "abc" }, 'answered with status "abc"'],
  ["a header with a line break", { headers: { "X-A": "1\n2" } }, 'answered with header X-A: "1\\n2"'],
  ["a header beyond a byte", { headers: { "X-A": "€" } }, 'answered with header X-A: "€"'],
  ["a header without a name", { headers: [["", "1"]] }, 'answered with a header named ""'],
  ["headers of a wrong type", { headers: 7 }, "answered with headers 7"],
  ["a body of a wrong type", { body: { a: 1 } }, "answered with body an object"],
];

test.each(MISTAKES)("a network function that answers %s", async (_name, answer, message) => {
  for (const network of [() => answer, async () => answer] as unknown as NetworkFunction[]) {
    const page = createPage({ url, network });
    const error: unknown = await page.fetch("/").catch((error: unknown) => error);
    expect(error).toMatchObject({ name: "PageError", cause: { outcome: "failed", reason: "network-error" } });
    expect(error).toBeInstanceOf(TypeError);
    expect(`${error}`).toContain(message);

    const xhr = new page.XMLHttpRequest();
    xhr.open("GET", "/");
    xhr.send();
    await new Promise((resolve) => xhr.addEventListener("error", resolve));
    expect(page.verdicts.at(-1)?.detail.error).toContain(message);
  }
});

test.each([
  ["throws", () => Promise.reject(new Error("down"))],
  ["rejects with nothing", () => Promise.reject()],
  [
    "throws at once",
    () => {
      throw new Error("down");
    },
  ],
  ["answers null", () => null],
  ["answers Response.error()", () => Response.error()],
] as readonly [string, NetworkFunction][])("a network function that %s has no answer", async (_name, network) => {
  const page = createPage({ url, network });
  await expect(page.fetch("/")).rejects.toMatchObject({
    message: "Failed to fetch",
    cause: { reason: "network-error" },
  });
});

test("status 999 is a status", async () => {
  const page = createPage({ url, network: () => ({ status: 999, body: "?" }) });
  const response = await page.fetch("/");
  expect(response.status).toBe(999);
  expect(await response.clone().text()).toBe("?");
});

test("a body that errors midway", async () => {
  const broken = () => {
    let count = 0;
    return new ReadableStream({
      pull(controller) {
        if (count++ === 0) controller.enqueue(new TextEncoder().encode("part"));
        else controller.error(new Error("torn"));
      },
    });
  };
  const page = createPage({ url, profile: "firefox", network: () => ({ body: broken() }) });
  const response = await page.fetch("/");
  await expect(response.text()).rejects.toThrow("Error in input stream");
  await expect((await page.fetch("/")).body?.getReader().closed).rejects.toThrow(TypeError);
  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", "/");
  xhr.send();
  await new Promise((resolve) => xhr.addEventListener("error", resolve));
  const image = await page.loadImage("/");
  expect(image.loads).toBe(false);
  await page.fetch("/");
});

test("a body whose chunks are no bytes", async () => {
  const text = () => new ReadableStream({ start: (controller) => controller.enqueue("text") });
  const page = createPage({ url, network: () => ({ body: text() as ReadableStream<Uint8Array> }) });
  await expect((await page.fetch("/")).text()).rejects.toThrow(TypeError);
});

test("a network that never answers ends with the page", async () => {
  let signal: AbortSignal | null = null;
  const network = {
    send: (request: { readonly signal: AbortSignal }) => {
      signal = request.signal;
      return new Promise<never>(() => {});
    },
  };
  const page = createPage({ url, network });
  const pending = page.fetch("/");
  page.close();
  await expect(pending).rejects.toMatchObject({ name: "AbortError" });
  expect(signal).toMatchObject({ aborted: true });
});

test("an answer that comes after an abort is dropped", async () => {
  let cancelled = false;
  const page = createPage({
    url,
    network: () =>
      new Promise((resolve) => {
        const body = new ReadableStream({
          cancel() {
            cancelled = true;
          },
        });
        setTimeout(() => resolve({ body }), 10);
      }),
  });
  await expect(page.fetch("/", { signal: AbortSignal.timeout(1) })).rejects.toMatchObject({ name: "TimeoutError" });
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(cancelled).toBe(true);
});

test("a listener that throws harms nobody but itself", async () => {
  const thrown: unknown[] = [];
  const before = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (error) => thrown.push(error));
  try {
    const page = createPage({ url, network: () => ({ body: "ok" }) });
    page.on("verdict", () => {
      throw new Error("mine");
    });
    expect(await (await page.fetch("/")).text()).toBe("ok");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(thrown).toMatchObject([{ message: "mine" }]);
  } finally {
    process.removeAllListeners("uncaughtException");
    for (const listener of before) process.on("uncaughtException", listener);
  }
});

test("answers from a recording", async () => {
  const entry = (method: string, status: number, text?: string, encoding?: string) => ({
    request: { method, url: "https://api.example/data" },
    response: {
      status,
      headers: [
        { name: "Access-Control-Allow-Origin", value: "*" },
        { name: "Content-Encoding", value: "gzip" },
      ],
      content: { ...(text === undefined ? {} : { text }), ...(encoding === undefined ? {} : { encoding }) },
    },
  });
  const network = {
    log: { entries: [entry("GET", 200, "one"), entry("GET", 200, "dHdv", "base64"), entry("POST", 0)] },
  };
  const page = createPage({ url, network });
  const text = async () => (await page.fetch("https://api.example/data#x")).text();
  expect([await text(), await text(), await text()]).toEqual(["one", "two", "two"]);
  await expect(page.fetch("https://api.example/data", { method: "POST" })).rejects.toThrow("Failed to fetch");
  await expect(page.fetch("https://api.example/other")).rejects.toMatchObject({
    cause: { detail: { error: "not-recorded" } },
  });
});

test("a Response whose body has been read is no answer", async () => {
  const network = async () => {
    const response = new Response("x");
    await response.text();
    return response;
  };
  await expect(createPage({ url, network }).fetch("/")).rejects.toThrow("answer with a clone()");
});

test("a body whose chunks are no bytes breaks off, for fetch() and for an XMLHttpRequest", async () => {
  const body = () =>
    new ReadableStream({
      start(controller) {
        controller.enqueue("text");
        controller.close();
      },
    });
  const page = createPage({ url, network: () => ({ body: body() }) });
  await expect((await page.fetch("/")).text()).rejects.toThrow(TypeError);
  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", "/");
  const ended = new Promise((resolve) => {
    xhr.onerror = () => resolve("error");
    xhr.onload = () => resolve("load");
  });
  xhr.send();
  expect(await ended).toBe("error");
});

test("a synchronous XMLHttpRequest reads a Blob", () => {
  const page = createPage({ url, network: () => ({ body: new Blob(["of the network"]) }) });
  const blob = page.URL.createObjectURL(new Blob(["of the page"]));
  const texts = ["/", blob].map((from) => {
    const xhr = new page.XMLHttpRequest();
    xhr.open("GET", from, false);
    xhr.send();
    return xhr.responseText;
  });
  expect(texts).toEqual(["of the network", "of the page"]);
});

test.each([
  ["chromium", "Failed to execute 'fetch' on 'Window': 1 argument required, but only 0 present."],
  ["firefox", "Window.fetch: At least 1 argument required, but only 0 passed"],
  ["webkit", "Not enough arguments"],
] as const)("calls without arguments, in the words of %s", async (profile, message) => {
  const page = createPage({ url, profile });
  const call = page.fetch as unknown as () => Promise<unknown>;
  await expect(call()).rejects.toThrow(message);
  expect(() => new (page.Request as unknown as new () => unknown)()).toThrow(TypeError);
  const xhr = new page.XMLHttpRequest() as unknown as Record<string, () => unknown>;
  for (const method of ["open", "setRequestHeader", "getResponseHeader", "overrideMimeType"]) {
    expect(() => xhr[method]!()).toThrow(/^\d arguments? required, but only 0 present\.$/);
  }
});
