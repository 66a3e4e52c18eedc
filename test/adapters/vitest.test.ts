import fetchMock from "fetch-mock";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { mswNetwork } from "../../src/adapters/msw.js";
import { type Cors, installCors } from "../../src/adapters/testing.js";
import "../../src/adapters/vitest.js";
import { createPage } from "../../src/page/create-page.js";

const origin = "https://app.example";
const API = "https://api.example/orders";
const ALLOW = { "Access-Control-Allow-Origin": origin };
const NAMES = [
  "fetch",
  "Headers",
  "Request",
  "Response",
  "XMLHttpRequest",
  "XMLHttpRequestUpload",
  "XMLHttpRequestEventTarget",
  "EventSource",
] as const;

let cors: Cors | null = null;
const descriptors = () => NAMES.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
let before: ReturnType<typeof descriptors>;

beforeEach(() => {
  before = descriptors();
});

afterEach(() => {
  cors?.uninstall();
  cors = null;
  fetchMock.hardReset({ includeSticky: true });
  expect(NAMES.map((name) => (globalThis as Record<string, unknown>)[name])).toEqual(
    before.map((descriptor) => descriptor?.value ?? descriptor?.get?.call(globalThis)),
  );
});

describe("matchers", () => {
  const page = () => createPage({ url: origin, network: () => ({ headers: { "X-Id": "1", "Content-Type": "a/b" } }) });

  test("subjects: a promise, an error, a page, a verdict, what a library made of it", async () => {
    const one = page();
    expect(() => expect(one).toBeAllowedByCors()).toThrow("the page has made no request so far");
    await expect(one.fetch(API)).toBeBlockedByCors({ reason: "missing-allow-origin", stage: "response" });
    const error = await one.fetch(API).catch((error: unknown) => error);
    expect(error).toBeBlockedByCors();
    expect({ name: "AxiosError", cause: error }).toBeBlockedByCors();
    expect(one).toBeBlockedByCors();
    expect(one.verdicts[0]).toBeBlockedByCors();
    expect(JSON.parse(JSON.stringify(one.verdicts[0]))).toBeBlockedByCors();
    expect(one).not.toBeAllowedByCors();
    await expect(one.fetch("/same")).not.toBeBlockedByCors();
  });

  test("what leads to no verdict is said", async () => {
    expect(() => expect(new Response("")).toBeAllowedByCors()).toThrow("this Response leads to no verdict");
    expect(() => expect(null).toBeBlockedByCors()).toThrow("null leads to no verdict");
    await expect(expect(Promise.resolve("data")).toBeBlockedByCors()).rejects.toThrow("a string leads to no verdict");
  });

  test("reason and stage have to be the ones", async () => {
    const one = page();
    await one.fetch(API).catch(() => {});
    expect(() => expect(one).toBeBlockedByCors({ reason: "header-not-allowed" })).toThrow(
      "expected the request to be blocked by CORS, header-not-allowed; it was blocked at the response (missing-allow-origin)",
    );
    expect(() => expect(one).toBeBlockedByCors({ stage: "preflight" })).toThrow("at the preflight");
    expect(() => expect(one).not.toBeBlockedByCors()).toThrow("expected the request not to be blocked by CORS");
  });

  test("mixed content is no matter of CORS unless it is named", async () => {
    const one = page();
    await expect(one.fetch("http://api.example/")).not.toBeBlockedByCors();
    await expect(one.fetch("http://api.example/")).toBeBlockedByCors({ reason: "mixed-content", stage: "setup" });
  });

  test("preflights: sent, why, with what; or had from the cache", async () => {
    const one = createPage({
      url: origin,
      network: () => ({ headers: { ...ALLOW, "Access-Control-Allow-Headers": "x-a" } }),
    });
    const first = await one.fetch(API, { headers: { "X-A": "1" } });
    expect(first).toHavePreflighted({ because: ["header", { code: "header", name: "x-a" }], headers: ["X-A"] });
    expect(() => expect(first).toHavePreflighted({ because: "method" })).toThrow(
      "expected a preflight because of method; it was sent because of header x-a",
    );
    expect(() => expect(first).toHavePreflighted({ headers: "x-b" })).toThrow("that announces x-b, not only “x-a”");
    const second = await one.fetch(API, { headers: { "X-A": "1" } });
    expect(second).not.toHavePreflighted();
    expect(() => expect(second).toHavePreflighted()).toThrow("the preflight cache had the answer to one before");
  });

  test("headers that script can read, and can't", async () => {
    const one = createPage({ url: origin, network: () => ({ headers: { ...ALLOW, "X-Id": "1", ETag: "2" } }) });
    const response = await one.fetch(API);
    expect(response).toHideHeader("ETag");
    expect(() => expect(response).toExposeHeader("X-Id")).toThrow(
      "Fix (server, response): Access-Control-Expose-Headers: X-Id",
    );
    expect(() => expect(response).toExposeHeader("X-Other")).toThrow("the answer has no such header");
    expect(() => expect(response).toHideHeader("X-Other")).toThrow("the answer has no such header");
    expect(await one.fetch("/same")).toExposeHeader("x-id");
  });
});

describe("installCors", () => {
  test("mockGlobal() makes the routes of fetch-mock the network", async () => {
    cors = installCors({ origin });
    fetchMock.mockGlobal().get(API, { headers: ALLOW, body: "hi" });
    expect(await (await fetch(API)).text()).toBe("hi");
    await expect(fetch(API, { method: "PUT" })).toBeBlockedByCors({ stage: "preflight" });
    expect(fetchMock.callHistory.calls().map(({ options }) => options.method)).toEqual(["get", "options"]);
    expect(cors.verdicts.map(({ outcome }) => outcome)).toEqual(["allowed", "blocked"]);
    fetchMock.unmockGlobal();
    expect(cors).toBeBlockedByCors();
  });

  test("a mock by hand is the network", async () => {
    cors = installCors({ origin });
    const mock = vi.fn(async () => ({ ok: true, status: 200, json: async () => ({ id: 7 }) }));
    globalThis.fetch = mock as unknown as typeof fetch;
    await expect(fetch(API)).toBeBlockedByCors({ reason: "missing-allow-origin" });
    expect(await (await fetch("/orders")).json()).toEqual({ id: 7 });
    expect(mock).toHaveBeenLastCalledWith("https://app.example/orders", expect.objectContaining({ method: "GET" }));
  });

  test("mocks that were there before, and those that answer garbage", async () => {
    const original = globalThis.fetch;
    globalThis.fetch = vi.fn() as unknown as typeof fetch;
    cors = installCors({ origin });
    await expect(fetch(API)).rejects.toThrow("the network function returned undefined");
    globalThis.fetch = vi.fn(async () => ({ status: 999_999, text: () => "" })) as unknown as typeof fetch;
    await expect(fetch(API)).rejects.toThrow("expected an integer from 100 to 999");
    globalThis.fetch = vi.fn(async () => ({ json: () => ({}), headers: { "X-A": "a\nb" } })) as unknown as typeof fetch;
    await expect(fetch(API)).rejects.toThrow("without line breaks");
    globalThis.fetch = (() => {
      throw new Error("out of order");
    }) as unknown as typeof fetch;
    await expect(fetch(API)).rejects.toMatchObject({ cause: { detail: { error: "Error: out of order" } } });
    cors.uninstall();
    globalThis.fetch = original;
  });

  test("XMLHttpRequest, Headers, Request and Response are the page's", async () => {
    cors = installCors({ url: "https://app.example/a/b", network: () => ({ headers: ALLOW, body: "hi" }) });
    const response = await fetch(new Request("c", { headers: new Headers({ Origin: "x" }) }));
    expect(response).toBeInstanceOf(Response);
    expect(response.url).toBe("https://app.example/a/c");
    expect(await response.clone().blob()).toMatchObject({ size: 2 });
    const xhr = new XMLHttpRequest();
    expect(xhr).toBeInstanceOf(XMLHttpRequestEventTarget);
    expect(xhr.upload).toBeInstanceOf(XMLHttpRequestUpload);
    xhr.open("GET", API);
    await new Promise((resolve) => {
      xhr.onloadend = resolve;
      xhr.send();
    });
    expect(xhr.responseText).toBe("hi");
    expect(xhr).toBeAllowedByCors();
    expect(cors.exchanges).toHaveLength(2);
  });

  test("data that came of a fetch is judged by what the page did meanwhile", async () => {
    cors = installCors({ origin, network: () => ({ headers: ALLOW, body: "7" }) });
    const load = async () => (await (await fetch(API)).json()) as number;
    await expect(load()).toBeAllowedByCors();
  });

  test("mode warn: it passes, and is told", async () => {
    const told: string[] = [];
    const seen: string[] = [];
    cors = installCors({
      origin,
      mode: "warn",
      onWarning: ({ reason, stage }) => told.push(`${stage} ${reason}`),
      network: ({ method }) => {
        seen.push(method);
        return { headers: { "X-Secret": "1" }, body: "hi" };
      },
    });
    const response = await fetch(API, { method: "PUT" });
    expect(await response.text()).toBe("hi");
    expect(response.headers.get("x-secret")).toBe("1");
    expect(told).toEqual(["preflight missing-allow-origin"]);
    expect(seen).toEqual(["OPTIONS", "PUT"]);
    await fetch(API);
    expect(told).toEqual(["preflight missing-allow-origin", "response missing-allow-origin"]);
    expect(cors.verdicts.map(({ reason }) => reason)).toEqual(["missing-allow-origin", "missing-allow-origin"]);
    await fetch("/same");
    expect(told).toHaveLength(2);
    expect(cors.verdicts.at(-1)?.outcome).toBe("allowed");
  });

  test("mode warn follows redirects, and tells by console.warn", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    cors = installCors({
      origin,
      mode: "warn",
      network: ({ url }) =>
        url === API
          ? { status: 302, headers: { ...ALLOW, Location: "https://other.example/" } }
          : { headers: { "Access-Control-Allow-Origin": origin }, body: "there" },
    });
    expect(await (await fetch(API)).text()).toBe("there");
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain("allow-origin-mismatch");
    warn.mockRestore();
  });

  test("a HAR as the network, in each mode", async () => {
    const entry = { request: { method: "GET", url: API }, response: { status: 200, content: { text: "recorded" } } };
    cors = installCors({ origin, network: { log: { entries: [entry] } }, onWarning: () => {} });
    await expect(fetch(API)).toBeBlockedByCors({ reason: "missing-allow-origin" });
    for (const mode of ["warn", "off"] as const) {
      cors.mode = mode;
      expect(await (await fetch(API)).text()).toBe("recorded");
    }
  });

  test("mode off, for one test or one function", async () => {
    cors = installCors({ origin });
    const mock = vi.fn(async () => ({ ok: true })) as unknown as typeof fetch;
    globalThis.fetch = mock;
    expect(globalThis.fetch).not.toBe(mock);
    cors.mode = "off";
    expect(globalThis.fetch).toBe(mock);
    expect(globalThis.Response).toBe(before[3]?.value ?? before[3]?.get?.call(globalThis));
    cors.reset();
    expect(cors.mode).toBe("strict");
    expect(globalThis.fetch).not.toBe(mock);
    expect(cors.using({ mode: "off" }, () => globalThis.fetch)).toBe(mock);
  });

  test("mode off with a network of the page's own: that answers, and CORS has no say", async () => {
    cors = installCors({ origin, mode: "off", network: () => ({ body: "hi" }) });
    expect(await (await fetch(API, { method: "PUT" })).text()).toBe("hi");
    expect(cors.verdicts).toEqual([]);
  });

  test("using(): another origin, another browser, side by side", async () => {
    const installed = installCors({ origin, network: () => ({ headers: ALLOW }) });
    cors = installed;
    const other = installed.using({ origin: "https://other.example", profile: "firefox" }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const error = await fetch(API).catch((error: Error) => error.message);
      expect(installed.verdicts).toHaveLength(1);
      return error;
    });
    expect(await fetch(API)).toBeAllowedByCors();
    expect(await other).toBe("NetworkError when attempting to fetch resource.");
    expect(installed.verdicts).toHaveLength(1);
    expect(() =>
      installed.using({}, () => {
        throw new RangeError("mine");
      }),
    ).toThrow(RangeError);
  });

  test("reset(): no caches, no cookies, nothing under way", async () => {
    let isSlow = false;
    cors = installCors({
      origin,
      network: () =>
        isSlow ? new Promise(() => {}) : { headers: { ...ALLOW, "Access-Control-Allow-Methods": "PUT" } },
    });
    await fetch(API, { method: "PUT" });
    isSlow = true;
    const pending = fetch(API);
    cors.reset();
    await expect(pending).rejects.toMatchObject({ name: "AbortError" });
    isSlow = false;
    expect(await fetch(API, { method: "PUT" })).toHavePreflighted();
  });

  test("MSW that listens: its handlers are asked by way of the page", async () => {
    const server = setupServer(http.get(API, () => HttpResponse.text("hi")));
    const { fetch: original } = globalThis;
    cors = installCors({ origin, network: mswNetwork(server, { onUnhandledRequest: "error" }) });
    server.listen({ onUnhandledRequest: "error" });
    cors.reset();
    await expect(fetch(API)).toBeBlockedByCors({ reason: "missing-allow-origin" });
    expect(new XMLHttpRequest()).toBeInstanceOf(cors.page.XMLHttpRequest);
    cors.uninstall();
    server.close();
    expect(globalThis.fetch).toBe(original);
    Object.defineProperty(globalThis, "fetch", before[0]!);
    for (const [index, name] of NAMES.entries()) {
      if (before[index] === undefined) Reflect.deleteProperty(globalThis, name);
    }
  });

  test("MSW that listens, without a network of the page's own", async () => {
    const server = setupServer(http.put(API, () => HttpResponse.text("hi", { headers: ALLOW })));
    cors = installCors({ origin });
    server.listen({ onUnhandledRequest: "bypass" });
    cors.reset();
    await expect(fetch(API, { method: "PUT" })).toBeBlockedByCors({ stage: "preflight" });
    server.close();
    cors.reset();
    cors.uninstall();
  });

  test("what a mock fetches itself is not the page's doing", async () => {
    const upstream = vi.fn(async () => ({ text: () => "upstream" }));
    const original = globalThis.fetch;
    globalThis.fetch = upstream as unknown as typeof fetch;
    cors = installCors({
      origin,
      network: async () => ({ headers: ALLOW, body: await (await fetch("http://internal.example/")).text() }),
    });
    expect(await (await fetch(API)).text()).toBe("upstream");
    expect(cors.verdicts).toHaveLength(1);
    cors.uninstall();
    globalThis.fetch = original;
  });

  test("options that can't be used", () => {
    expect(() => installCors()).toThrow("url: the page has to be somewhere; give url or origin");
    expect(() => installCors({ origin: "app.example" })).toThrow("origin: expected an origin as https://app.example");
    expect(() => installCors({ url: "nowhere" })).toThrow('url: expected an absolute URL; got "nowhere"');
    expect(() => installCors({ origin, mode: "lax" as "off" })).toThrow('mode: expected "strict", "warn" or "off"');
    expect(() => installCors({ origin, network: {} as "live" })).toThrow("network: expected");
    cors = installCors({ origin });
    expect(() => installCors({ origin })).toThrow("installCors() was called before");
  });
});
