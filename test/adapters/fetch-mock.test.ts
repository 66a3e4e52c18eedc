import fetchMock from "fetch-mock";
import { expect, test } from "vitest";
import { fetchMockNetwork } from "../../src/adapters/fetch-mock.js";
import "../../src/adapters/vitest.js";
import { createPage } from "../../src/page/create-page.js";

const url = "https://app.example/";
const API = "https://api.example/orders";
const ALLOW = { "Access-Control-Allow-Origin": "https://app.example" };

function start() {
  const mock = fetchMock.createInstance();
  return { mock, page: createPage({ url, network: fetchMockNetwork(mock) }) };
}

test("a route is the server", async () => {
  const { mock, page } = start();
  mock.get(API, { status: 201, headers: { ...ALLOW, "X-Secret": "1" }, body: { id: 7 } });
  const response = await page.fetch(API);
  expect(response).toBeAllowedByCors();
  expect(response).toHideHeader("X-Secret");
  expect(response).toExposeHeader("Content-Type");
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({ id: 7 });
});

test("what the mock alone lets pass is blocked", async () => {
  const { mock, page } = start();
  mock.get(API, { id: 7 });
  expect((await mock.fetchHandler(API)).status).toBe(200);
  await expect(page.fetch(API)).toBeBlockedByCors({ reason: "missing-allow-origin", stage: "response" });
});

test("an OPTIONS route answers the preflight, and both are in the call history", async () => {
  const { mock, page } = start();
  mock
    .route(API, { status: 204, headers: { ...ALLOW, "Access-Control-Allow-Methods": "PUT" } }, { method: "options" })
    .put(API, { headers: ALLOW, body: {} });
  const response = await page.fetch(API, { method: "PUT", body: '{"a":1}' });
  expect(response).toHavePreflighted({ because: "method" });
  const calls = mock.callHistory.calls();
  expect(calls.map(({ options, url }) => `${options.method} ${url}`)).toEqual([`options ${API}`, `put ${API}`]);
  expect(calls[0]?.options.headers).toMatchObject({
    origin: "https://app.example",
    "access-control-request-method": "PUT",
  });
  expect(mock.callHistory.lastCall()?.options.body).toBe('{"a":1}');
});

test("without an OPTIONS route the server knows nothing of CORS, and the failure says so", async () => {
  const { mock, page } = start();
  mock.put(API, { headers: ALLOW });
  const pending = page.fetch(API, { method: "PUT" });
  await expect(pending).toBeBlockedByCors({ stage: "preflight", reason: "missing-allow-origin" });
  expect(mock.callHistory.calls().map(({ options }) => options.method)).toEqual(["options"]);
  const failure = await expect(pending)
    .toBeAllowedByCors()
    .catch((error: Error) => error.message);
  expect(failure).toMatchInlineSnapshot(`
    "expected the request to be allowed; it was blocked at the preflight (missing-allow-origin)

    PUT https://api.example/orders: blocked at the preflight (missing-allow-origin), says Chromium 156
    The browser sent an OPTIONS preflight to https://api.example/orders because of the method PUT, and the server answered 405 without an Access-Control-Allow-Origin header, so the PUT was never sent.
    Note: no fetch-mock route matched OPTIONS https://api.example/orders, so the preflight was answered as by a server without CORS
    Fix (server, preflight): Access-Control-Allow-Origin: https://app.example — The answer must name the request's origin exactly; take it from the Origin header if it is one that you trust, and add “Vary: Origin”.
    Fix (server, preflight): OPTIONS must be answered with 200 to 299, before routing and authentication; 204 is usual.
    Fix (server, preflight): Access-Control-Allow-Methods: PUT — The method must be listed, exactly as the request writes it."
  `);
});

test("a preflight does not use up a route for one call of any method", async () => {
  const { mock, page } = start();
  mock.route(API, { headers: { ...ALLOW, "Access-Control-Allow-Methods": "*" } }, { method: "options" });
  mock.once(API, { headers: ALLOW });
  await expect(page.fetch(API, { method: "DELETE" })).toBeAllowedByCors();
  await expect(page.fetch(API)).toBeBlockedByCors({ reason: "network-error" });
});

test("a route for every method answers preflights too", async () => {
  const { mock, page } = start();
  mock.route(`begin:${API}`, { headers: { ...ALLOW, "Access-Control-Allow-Headers": "x-a" } });
  await expect(page.fetch(API, { headers: { "X-A": "1" } })).toHavePreflighted({
    because: [{ code: "header", name: "X-A" }],
    headers: "X-A",
  });
});

test("what no route matches is a network error that names it", async () => {
  const { page } = start();
  const error = await page.fetch(API).catch((error: unknown) => error);
  expect(error).toMatchObject({ name: "TypeError", cause: { outcome: "failed", reason: "network-error" } });
  expect(page.verdicts[0]?.explain()).toContain(`No response or fallback rule to cover get to ${API}`);
});

test("a mock that throws, or never answers", async () => {
  const { mock, page } = start();
  mock.get(API, { throws: new Error("out of order") });
  mock.route("https://api.example/slow", () => new Promise(() => {}));
  await expect(page.fetch(API)).rejects.toMatchObject({ cause: { detail: { error: "Error: out of order" } } });
  await expect(page.fetch("https://api.example/slow", { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
    name: "TimeoutError",
  });
  page.close();
});

test("redirects are followed by the page, each hop is a call", async () => {
  const { mock, page } = start();
  mock.get(API, { status: 302, headers: { ...ALLOW, Location: "https://other.example/" } });
  mock.get("https://other.example/", { headers: { "Access-Control-Allow-Origin": "*" }, body: "there" });
  const response = await page.fetch(API);
  expect(await response.text()).toBe("there");
  expect(response).toMatchObject({ redirected: true, url: "https://other.example/" });
  expect(mock.callHistory.calls()).toHaveLength(2);
});

test("something that is no fetch-mock is refused", () => {
  expect(() => fetchMockNetwork({} as typeof fetchMock)).toThrow(
    "expected an instance of fetch-mock 12; got an object",
  );
});

test("a mock gets a signal where page code has one: none is made up, and an abort reaches what still answers", async () => {
  const { mock, page } = start();
  mock.get(API, { headers: ALLOW, body: {} });
  await page.fetch(API);
  expect(mock.callHistory.lastCall()?.options).not.toHaveProperty("signal");

  const controller = new AbortController();
  mock.get("https://api.example/slow", new Promise(() => {}));
  const pending = page.fetch("https://api.example/slow", { signal: controller.signal });
  controller.abort();
  await expect(pending).rejects.toMatchObject({ name: "AbortError" });
  expect(mock.callHistory.lastCall()?.signal?.aborted).toBe(true);
});
