import { HttpResponse, http, passthrough } from "msw";
import { setupServer } from "msw/node";
import { expect, test, vi } from "vitest";
import { mswNetwork } from "../../src/adapters/msw.js";
import "../../src/adapters/vitest.js";
import { createPage } from "../../src/page/create-page.js";

const url = "https://app.example/";
const API = "https://api.example/orders";
const ALLOW = { "Access-Control-Allow-Origin": "https://app.example" };

test("handlers are the server", async () => {
  const page = createPage({
    url,
    network: mswNetwork([http.get(API, () => HttpResponse.json({ id: 7 }, { headers: ALLOW, status: 201 }))]),
  });
  const response = await page.fetch(API);
  expect(response).toBeAllowedByCors();
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({ id: 7 });
});

test("what MSW alone lets pass is blocked", async () => {
  const handlers = [http.put(API, () => HttpResponse.json({ id: 7 }, { headers: ALLOW }))];
  const server = setupServer(...handlers);
  server.listen();
  expect((await fetch(API, { method: "PUT" })).status).toBe(200);
  server.close();
  const page = createPage({ url, network: mswNetwork(handlers) });
  const pending = page.fetch(API, { method: "PUT" });
  await expect(pending).toBeBlockedByCors({ reason: "missing-allow-origin", stage: "preflight" });
  await expect(expect(pending).toBeAllowedByCors()).rejects.toThrow(
    `Note: no MSW handler answered OPTIONS ${API}, so the preflight was answered as by a server without CORS`,
  );
});

test("http.options answers preflights, and events tell of each request on the wire", async () => {
  const server = setupServer(
    http.options(API, ({ request }) => {
      expect(request.headers.get("access-control-request-method")).toBe("PUT");
      return new HttpResponse(null, { status: 204, headers: { ...ALLOW, "Access-Control-Allow-Methods": "PUT" } });
    }),
    http.put(API, async ({ request }) => {
      expect(request.headers.get("origin")).toBe("https://app.example");
      return HttpResponse.json({ got: await request.text() }, { headers: ALLOW });
    }),
  );
  const seen: string[] = [];
  server.events.on("request:start", ({ request }) => seen.push(`start ${request.method}`));
  server.events.on("request:match", ({ request }) => seen.push(`match ${request.method}`));
  server.events.on("response:mocked", ({ request, response }) => seen.push(`${request.method} ${response.status}`));
  const page = createPage({ url, network: mswNetwork(server) });
  const response = await page.fetch(API, { method: "PUT", body: "hi" });
  expect(response).toHavePreflighted({ because: "method" });
  expect(await response.json()).toEqual({ got: "hi" });
  expect(seen).toEqual(["start OPTIONS", "match OPTIONS", "OPTIONS 204", "start PUT", "match PUT", "PUT 200"]);
});

test("handlers of the moment are asked, relative ones against the page", async () => {
  const server = setupServer();
  const page = createPage({ url, network: mswNetwork(server, { onUnhandledRequest: "error" }) });
  server.use(http.get("/here", () => HttpResponse.text("mine"), { once: true }));
  expect(await (await page.fetch("/here")).text()).toBe("mine");
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  await expect(page.fetch("/here")).toBeBlockedByCors({ reason: "network-error" });
  expect(error.mock.calls.flat().join(" ")).toContain("without a matching request handler");
  error.mockRestore();
});

test("onUnhandledRequest may be a function; preflights are none of its business", async () => {
  const seen: string[] = [];
  const onUnhandledRequest = (request: Request, { error }: { error(): void }) => {
    seen.push(request.method);
    error();
  };
  const page = createPage({ url, network: mswNetwork([], { onUnhandledRequest }) });
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  await expect(page.fetch(API)).toBeBlockedByCors({ reason: "network-error" });
  await expect(page.fetch(API, { method: "PUT" })).toBeBlockedByCors({ stage: "preflight" });
  expect(seen).toEqual(["GET"]);
  error.mockRestore();
});

test("a handler that throws, throws a response, answers with an error, passes on", async () => {
  const page = createPage({
    url,
    network: mswNetwork([
      http.get("https://api.example/throws", () => {
        throw new Error("out of order");
      }),
      http.get("https://api.example/thrown", () => {
        throw HttpResponse.text("thrown", { headers: ALLOW });
      }),
      http.get("https://api.example/error", () => HttpResponse.error()),
      http.get("http://127.0.0.1:1/nobody", () => passthrough()),
      http.get("https://api.example/never", () => new Promise<never>(() => {})),
    ]),
  });
  await expect(page.fetch("https://api.example/throws")).rejects.toMatchObject({
    cause: { detail: { error: "Error: out of order" } },
  });
  expect(await (await page.fetch("https://api.example/thrown")).text()).toBe("thrown");
  await expect(page.fetch("https://api.example/error")).toBeBlockedByCors({ reason: "network-error" });
  await expect(page.fetch("https://api.example/never", { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
    name: "TimeoutError",
  });
  page.close();
});

test("cookies of an answer are the page's", async () => {
  const page = createPage({
    url,
    network: mswNetwork([
      http.get("/set", () => new HttpResponse(null, { headers: { "Set-Cookie": "sid=1" } })),
      http.get("/get", ({ request }) => HttpResponse.text(request.headers.get("cookie") ?? "none")),
    ]),
  });
  await page.fetch("/set");
  expect(await (await page.fetch("/get")).text()).toBe("sid=1");
});

test("an XMLHttpRequest", async () => {
  const page = createPage({ url, network: mswNetwork([http.get(API, () => HttpResponse.text("hi"))]) });
  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", API);
  expect(() => expect(xhr).toBeBlockedByCors()).toThrow("leads to no verdict");
  await new Promise((resolve) => {
    xhr.onloadend = resolve;
    xhr.send();
  });
  expect(xhr).toBeBlockedByCors({ reason: "missing-allow-origin" });
});

test("something that is neither server nor handlers is refused", () => {
  expect(() => mswNetwork("api" as unknown as [])).toThrow(
    'expected what setupServer() returned, or a list of handlers; got "api"',
  );
});
