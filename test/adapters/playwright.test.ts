import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CorsRecording, corsFixture, recordCors } from "../../src/adapters/playwright.js";
import { systemBrowser } from "../system-browser.js";

const executable = systemBrowser("chromium", "whycors/playwright");

interface Init {
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

describe.skipIf(executable === undefined)("in Chromium", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let cors: CorsRecording;
  let app: string;
  let api: string;
  const servers: Server[] = [];
  const seen: string[] = [];

  const listen = (server: Server) =>
    new Promise<string>((resolve) => {
      servers.push(server);
      server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    });

  beforeAll(async () => {
    app = await listen(createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<p>Hi</p>")));
    // /open grants everything; /reads lets its answers be read, but knows no PUT; /closed knows nothing of CORS.
    api = await listen(
      createServer((request, response) => {
        seen.push(`${request.method} ${request.url}`);
        const { origin = "*" } = request.headers;
        if (request.url !== "/closed") response.setHeader("Access-Control-Allow-Origin", origin);
        if (request.url === "/open") {
          response.setHeader("Access-Control-Allow-Methods", "PUT").setHeader("Access-Control-Allow-Headers", "x-a");
        }
        response.end("from the server");
      }),
    );
    browser = await chromium.launch({
      executablePath: executable ?? "",
      args: ["--no-sandbox", "--disable-gpu", "--disable-features=LocalNetworkAccessChecks"],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  });

  beforeEach(async () => {
    context = await browser.newContext();
    seen.length = 0;
  });
  afterEach(async () => {
    cors?.stop();
    await context.close();
  });

  const open = async (options: Parameters<typeof recordCors>[1] = {}) => {
    cors = recordCors(context, options);
    page = await context.newPage();
    await page.goto(app);
  };
  const fetching = (path: string, init: Init = {}) =>
    page.evaluate(
      ([url, init]) =>
        fetch(url, init).then(
          (response) => response.text(),
          (error: unknown) => String(error),
        ),
      [api + path, init] as [string, Init],
    );
  const hidden = async () =>
    (await cors.hidden()).map(({ by, method, url, verdict }) => [by, method, url.replace(api, ""), verdict.reason]);

  test("without routes the browser is itself: nothing is hidden", async () => {
    await open();
    expect(await fetching("/open", { method: "PUT" })).toBe("from the server");
    expect(await fetching("/closed")).toBe("TypeError: Failed to fetch");
    expect(seen).toEqual(["OPTIONS /open", "PUT /open", "GET /closed"]);
    expect(await hidden()).toEqual([]);
    expect((await cors.verdicts()).map(({ outcome }) => outcome)).toEqual(["allowed"]);
    await cors.assertNothingHidden({ evenUnproven: true });
  });

  test("a mock without headers works in the test, and would not for a visitor", async () => {
    await open();
    await page.route("**/closed", (route) => route.fulfill({ json: { name: "Ada" } }));
    expect(await fetching("/closed")).toBe('{"name":"Ada"}');
    expect(await hidden()).toEqual([["added-headers", "GET", "/closed", "missing-allow-origin"]]);
    const failure = await cors.assertNothingHidden().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "AssertionError" });
    expect(String(failure)).toContain(
      `Playwright added access-control-allow-origin and access-control-allow-credentials to the mocked response of GET ${api}/closed`,
    );
    expect(String(failure)).toContain(`Fix (server, response): Access-Control-Allow-Origin: ${app}`);
  });

  test("a mock that has them hides nothing; one for all origins of a page neither", async () => {
    await open();
    const headers = { "Access-Control-Allow-Origin": "*" };
    await context.route("**/closed", (route) => route.fulfill({ headers, body: "mine" }));
    await page.route(`${app}/own`, (route) => route.fulfill({ body: "own" }));
    expect(await fetching("/closed")).toBe("mine");
    expect(await page.evaluate(() => fetch("/own").then((response) => response.text()))).toBe("own");
    expect(await hidden()).toEqual([]);
  });

  test("with a route anywhere, preflights do not reach the server: it is asked afterwards", async () => {
    await open({ preflights: "live" });
    await page.route("**/*.png", (route) => route.abort());
    expect(await fetching("/reads", { method: "PUT" })).toBe("from the server");
    expect(await fetching("/open", { method: "PUT", headers: { "X-A": "1" } })).toBe("from the server");
    expect(await fetching("/reads")).toBe("from the server");
    expect(seen).toEqual(["PUT /reads", "PUT /open", "GET /reads"]);
    expect(await hidden()).toEqual([["answered-preflight", "PUT", "/reads", "method-not-allowed"]]);
    expect(seen.slice(3)).toEqual(["OPTIONS /reads", "OPTIONS /open"]);
    await expect(cors.assertNothingHidden()).rejects.toThrow(
      `Playwright answered the preflight of PUT ${api}/reads itself: as the server answers it, the browser blocks the request.`,
    );
  });

  test("unproven, where nobody says what the server would answer; a function may", async () => {
    await open();
    const headers = { "Access-Control-Allow-Origin": "*" };
    await page.route("**/closed", (route) => route.fulfill({ headers, body: "mine" }));
    expect(await fetching("/closed", { method: "PUT" })).toBe("mine");
    expect(await hidden()).toEqual([["unproven", "PUT", "/closed", null]]);
    await cors.assertNothingHidden();
    await expect(cors.assertNothingHidden({ evenUnproven: true })).rejects.toThrow("nobody asked");
    cors.stop();
    await page.unrouteAll();
    const asked: string[] = [];
    cors = recordCors(context, {
      preflights: (request) => {
        asked.push(`${request.headers.get("access-control-request-method")} ${request.url.replace(api, "")}`);
        return { status: 204, headers: { ...headers, "Access-Control-Allow-Methods": "PUT" } };
      },
    });
    await page.route("**/closed", (route) => route.fulfill({ headers, body: "mine" }));
    await fetching("/closed", { method: "PUT" });
    expect(await hidden()).toEqual([]);
    expect(asked).toEqual(["PUT /closed"]);
  });

  test("routeFromHAR, and a response that was fetched and passed on", async () => {
    const folder = mkdtempSync(join(tmpdir(), "whycors-har-"));
    const har = join(folder, "recorded.har");
    const response = {
      status: 200,
      statusText: "OK",
      httpVersion: "HTTP/1.1",
      headers: [],
      cookies: [],
      redirectURL: "",
      headersSize: -1,
      bodySize: -1,
      content: { size: 4, mimeType: "text/plain", text: "past" },
    };
    const request = {
      method: "GET",
      url: `${api}/closed`,
      httpVersion: "HTTP/1.1",
      headers: [],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    };
    const entries = [
      {
        startedDateTime: new Date().toISOString(),
        time: 1,
        request,
        response,
        cache: {},
        timings: { send: 0, wait: 1, receive: 0 },
      },
    ];
    writeFileSync(har, JSON.stringify({ log: { version: "1.2", creator: { name: "test", version: "1" }, entries } }));
    await open();
    await page.routeFromHAR(har, { url: "**/closed" });
    await page.route("**/reads", async (route) => route.fulfill({ response: await route.fetch() }));
    expect(await fetching("/closed")).toBe("past");
    expect(await fetching("/reads")).toBe("from the server");
    expect(await hidden()).toEqual([["added-headers", "GET", "/closed", "missing-allow-origin"]]);
    rmSync(folder, { recursive: true });
  });

  test("routes can be taken off as before, and stop() puts the methods back", async () => {
    await open();
    const { route } = Object.getPrototypeOf(page) as Page;
    const handler = (given: Parameters<Parameters<Page["route"]>[1]>[0]) => given.fulfill({ body: "mine" });
    await page.route("**/open", handler);
    expect(await fetching("/open")).toBe("mine");
    await page.unroute("**/open", handler);
    expect(await fetching("/open", { method: "PUT" })).toBe("from the server");
    expect(seen).toEqual(["OPTIONS /open", "PUT /open"]);
    cors.stop();
    expect([Object.hasOwn(page, "route"), Object.hasOwn(context, "route"), page.route]).toEqual([false, false, route]);
    await fetching("/open");
    expect((await cors.verdicts()).length).toBe(2);
  });

  test("one page alone, and what was recorded outlives it", async () => {
    page = await context.newPage();
    cors = recordCors(page);
    await page.goto(app);
    await page.route("**/closed", (route) => route.fulfill({ body: "mine" }));
    await fetching("/closed");
    const other = await context.newPage();
    await other.goto(app);
    await other.route("**/closed", (route) => route.fulfill({ body: "other" }));
    await other.evaluate((url) => fetch(url), `${api}/closed`);
    await cors.verdicts();
    await page.close();
    expect((await hidden()).length).toBe(1);
  });

  test("the fixture fails a test that hid a block", async () => {
    const { cors: fixture } = corsFixture();
    const [record, { auto }] = fixture;
    expect(auto).toBe(true);
    // The runner reads the names of what a fixture needs from its source.
    expect(record.toString()).toMatch(/^async \(\{ ?context ?\}, ?use\)/);
    const running = record({ context }, async (recording) => {
      cors = recording;
      page = await context.newPage();
      await page.goto(app);
      await page.route("**/closed", (route) => route.fulfill({ body: "mine" }));
      await fetching("/closed");
    });
    await expect(running).rejects.toThrow("as the mock has it, the browser blocks it");
  });
});

test("mistakes of the caller's", () => {
  expect(() => recordCors({} as Page)).toThrow("expected a BrowserContext or a Page of Playwright; got an object");
  expect(() => recordCors(null as unknown as Page)).toThrow("got null");
});
