import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { InstalledCors, InstallOptions } from "../../src/adapters/jsdom.js";
import "../../src/adapters/vitest.js";
import type { NetworkFunction } from "../../src/page/network/function-network.js";
import type { PageVerdict } from "../../src/page/page-verdict.js";
import { type TestedWindow, WINDOWS } from "./windows.js";

const APP = "https://app.example/index.html";
const API = "https://api.example/data";

/** A mock as tests have them: it answers what it is asked, and knows nothing of CORS. */
const mock: NetworkFunction = async (request, { kind }) =>
  kind === "preflight"
    ? { status: 404 }
    : { headers: { "X-Total": "7" }, body: `${request.method} ${await request.text()}` };

describe.each(WINDOWS)("$name", ({ create, install }) => {
  let window: TestedWindow;
  let original: { fetch: unknown; xhr: unknown; sendBeacon: unknown };
  let cors: InstalledCors;
  let told: PageVerdict[];

  const start = (options: InstallOptions) => {
    cors?.uninstall();
    window = create(APP);
    original = { fetch: window.fetch, xhr: window.XMLHttpRequest, sendBeacon: window.navigator.sendBeacon };
    told = [];
    cors = install(window, { onWarning: (verdict) => told.push(verdict), ...options });
  };

  const sent = (method: string, body: unknown, before: (xhr: XMLHttpRequest) => void = () => {}) =>
    new Promise<XMLHttpRequest>((resolve) => {
      const xhr = new window.XMLHttpRequest();
      xhr.open(method, API);
      before(xhr);
      xhr.onloadend = () => resolve(xhr);
      xhr.send(body as string);
    });

  const reasons = () => told.map(({ reason, stage }) => `${reason} ${stage}`);

  beforeEach(() => start({ network: mock }));
  afterEach(() => {
    cors.uninstall();
    window.close();
  });

  test("strict: as the browser", async () => {
    expect(cors.mode).toBe("strict");
    await expect(window.fetch(API)).toBeBlockedByCors({ reason: "missing-allow-origin" });
    expect(told).toEqual([]);
  });

  test("warn: all passes as from the mock alone, and each block is told", async () => {
    start({ network: mock, mode: "warn" });
    const response = await window.fetch(API, { method: "PUT", body: "{}" });
    expect([response.status, response.headers.get("x-total"), await response.text()]).toEqual([200, "7", "PUT {}"]);
    expect(response).toBeInstanceOf(window.Response);
    const own = await window.fetch("/own");
    expect(await own.text()).toBe("GET ");
    expect(reasons()).toEqual(["missing-allow-origin preflight"]);
    expect(cors.exchanges.map(({ kind }) => kind)).toEqual(["preflight", "actual"]);
    expect(cors).toBeBlockedByCors({ stage: "preflight" });
    expect(told[0]?.explain()).toContain("OPTIONS preflight");
  });

  test("warn: XMLHttpRequest, with the listeners and the bodies of the window", async () => {
    start({ network: mock, mode: "warn" });
    const progress: string[] = [];
    const form = new window.FormData();
    form.append("file", new window.File(["<p>"], "a.html", { type: "text/html" }));
    const xhr = await sent("POST", form, ({ upload }) => {
      upload.addEventListener("load", ({ type }) => progress.push(type));
    });
    expect(xhr.status).toBe(200);
    expect(xhr.getResponseHeader("x-total")).toBe("7");
    expect(xhr.responseText).toMatch(/^POST ------formdata-.*filename="a.html"/s);
    expect(progress).toEqual(["load"]);
    expect(reasons()).toEqual(["missing-allow-origin preflight"]);
    expect(told[0]?.preflight.because).toEqual([{ code: "upload-listener" }]);

    for (const body of [new window.Blob(["x"]), new window.URLSearchParams("a=1")]) await sent("POST", body);
    expect(reasons().slice(1)).toEqual(["missing-allow-origin response", "missing-allow-origin response"]);
  });

  test("warn: a synchronous request", () => {
    start({ network: ({ method }) => ({ body: method }), mode: "warn" });
    const xhr = new window.XMLHttpRequest();
    xhr.open("DELETE", API, false);
    xhr.send();
    expect([xhr.status, xhr.responseText]).toEqual([200, "DELETE"]);
    expect(reasons()).toEqual(["missing-allow-origin preflight"]);
  });

  test("warn: an EventSource and a beacon", async () => {
    const headers = { "Content-Type": "text/event-stream" };
    start({ network: () => ({ headers, body: "data: 1\n\n" }), mode: "warn" });
    const source = new window.EventSource(API);
    const { data } = await new Promise<MessageEvent>((resolve) => {
      source.onmessage = resolve;
    });
    source.close();
    expect(data).toBe("1");
    expect(window.navigator.sendBeacon(API, new window.Blob(["{}"], { type: "application/json" }))).toBe(true);
    await expect.poll(reasons).toEqual(["missing-allow-origin response", "missing-allow-origin preflight"]);
  });

  test("warn: where nobody else is told, the console is", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    cors.uninstall();
    cors = install(window, { network: mock, mode: "warn" });
    await window.fetch(API);
    expect(warn.mock.calls.join()).toContain("CORS: the browser would block this.\nGET https://api.example/data");
    warn.mockRestore();
  });

  test("off: all passes, and nothing is asked before", async () => {
    const asked: string[] = [];
    const network: NetworkFunction = ({ method }) => {
      asked.push(method);
      return { body: method };
    };
    start({ network, mode: "off" });
    expect(await (await window.fetch(API, { method: "PUT" })).text()).toBe("PUT");
    expect((await sent("DELETE", null)).responseText).toBe("DELETE");
    expect(asked).toEqual(["PUT", "DELETE"]);
    expect(told).toEqual([]);
  });

  test("off, without a network: the window has its own things", () => {
    start({});
    const { fetch } = window;
    expect(fetch).not.toBe(original.fetch);
    cors.mode = "off";
    const { navigator, XMLHttpRequest } = window;
    expect([window.fetch, XMLHttpRequest, navigator.sendBeacon]).toEqual(Object.values(original));
    cors.mode = "strict";
    expect(window.fetch).toBe(fetch);
  });

  test("for one test: the mode is that of the beginning again after reset()", async () => {
    const { fetch } = window;
    cors.mode = "warn";
    expect((await fetch(API)).status).toBe(200);
    expect(reasons()).toEqual(["missing-allow-origin response"]);
    cors.reset();
    expect(cors.mode).toBe("strict");
    expect(cors.verdicts).toEqual([]);
    await expect(fetch(API)).toBeBlockedByCors();
    expect(() => {
      cors.mode = "loose" as "off";
    }).toThrow('mode: expected "strict", "warn" or "off"; got "loose"');
  });

  test("for one function: other options, a page of its own", async () => {
    const text = await cors.using({ mode: "off" }, async () => (await window.fetch(API)).text());
    expect(text).toBe("GET ");
    const url = "https://api.example/";
    expect(await cors.using({ url }, async () => (await window.fetch(API)).type)).toBe("basic");
    expect(cors.verdicts).toEqual([]);
    await expect(window.fetch(API)).toBeBlockedByCors();
  });

  test("an assignment of the test's own stays, also after the end", () => {
    const own = async () => new window.Response("own");
    window.fetch = own;
    expect(window.fetch).toBe(own);
    cors.uninstall();
    expect(window.fetch).toBe(own);
  });
});
