import { expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import type { NetworkFunction } from "../../src/page/network/function-network.js";

const url = "https://app.example/index.html";
const API = "https://api.example/data";
const ALLOW = { "Access-Control-Allow-Origin": "*" };

/** Answers preflights with what they ask for, and requests with a text. */
const open: NetworkFunction = (request) => ({
  headers: {
    "Access-Control-Allow-Origin": request.headers.get("origin") ?? "*",
    "Access-Control-Allow-Methods": request.headers.get("access-control-request-method") ?? "",
    "Access-Control-Allow-Headers": request.headers.get("access-control-request-headers") ?? "",
    "X-Secret": "1",
  },
  body: "hello",
});

test("a simple request across origins", async () => {
  const page = createPage({
    url,
    network: () => ({ status: 200, headers: { ...ALLOW, "X-Secret": "1" }, body: "hello" }),
  });
  const response = await page.fetch(API);
  expect(response).toBeInstanceOf(page.Response);
  expect(response).toMatchObject({
    type: "cors",
    status: 200,
    ok: true,
    url: API,
    redirected: false,
    statusText: "OK",
  });
  expect(response.headers.get("x-secret")).toBeNull();
  expect(await response.text()).toBe("hello");
  expect(response.bodyUsed).toBe(true);
  await expect(response.text()).rejects.toThrow(TypeError);
});

test("the network function gets a standard Request", async () => {
  const seen: string[] = [];
  const page = createPage({
    url,
    network: async (request, { kind }) => {
      expect(request).toBeInstanceOf(Request);
      const body = await request.text();
      seen.push(`${kind} ${request.method} ${request.url} ${request.headers.get("origin")} ${body}`);
      return open(request, { kind });
    },
  });
  await page.fetch(`${API}#fragment`, { method: "PUT", headers: { "X-Custom": "1" }, body: "hi" });
  expect(seen).toEqual([`preflight OPTIONS ${API} https://app.example `, `actual PUT ${API} https://app.example hi`]);
  expect(page.exchanges.map(({ kind, response }) => [kind, response?.status])).toEqual([
    ["preflight", 200],
    ["actual", 200],
  ]);
});

test("a block rejects in the profile's words, with the verdict as its cause", async () => {
  const page = createPage({ url, profile: "firefox", network: () => ({ body: "secret" }) });
  const error = await page.fetch(API).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toMatchObject({
    message: "NetworkError when attempting to fetch resource.",
    cause: { outcome: "blocked", reason: "missing-allow-origin", stage: "response" },
  });
  expect(page.verdicts).toHaveLength(1);
  expect(page.verdicts[0]?.explain()).toContain("Access-Control-Allow-Origin");
});

test("a preflight is cached on its page", async () => {
  const page = createPage({ url, network: open });
  for (let i = 0; i < 3; i++) await page.fetch(API, { method: "DELETE" });
  expect(page.exchanges.map(({ kind }) => kind)).toEqual(["preflight", "actual", "actual", "actual"]);
});

test("abort before, during, after", async () => {
  const page = createPage({ url, network: () => new Promise(() => {}) });
  await expect(page.fetch(API, { signal: AbortSignal.abort("why") })).rejects.toBe("why");
  const controller = new AbortController();
  const pending = page.fetch(API, { signal: controller.signal });
  controller.abort();
  await expect(pending).rejects.toMatchObject({ name: "AbortError" });
  await expect(page.fetch(API, { signal: AbortSignal.timeout(5) })).rejects.toMatchObject({ name: "TimeoutError" });
  expect(page.verdicts.map(({ reason }) => reason)).toEqual(["aborted", "aborted", "timeout"]);
});

test("relative URLs are resolved against the base URL, which is the page's until it is given", async () => {
  const page = createPage({ url: "https://app.example/deep/page.html", network: () => ({}) });
  const ask = async () => (await page.fetch("a")).url;
  expect([await ask(), page.baseUrl]).toEqual(["https://app.example/deep/a", page.url]);
  page.baseUrl = "../root/";
  expect([await ask(), page.baseUrl]).toEqual(["https://app.example/root/a", "https://app.example/root/"]);
  page.url = "https://app.example/very/deep/page.html";
  expect([await ask(), page.origin]).toEqual(["https://app.example/very/root/a", "https://app.example"]);
  const elsewhere = createPage({ url: page.url, baseUrl: "https://cdn.example/", network: () => ({}) });
  await expect(elsewhere.fetch("a")).rejects.toMatchObject({ cause: { reason: "missing-allow-origin" } });
  expect(() => createPage({ url: page.url, baseUrl: "https://a b/" })).toThrow(
    'baseUrl: expected a URL; got "https://a b/"',
  );
});
