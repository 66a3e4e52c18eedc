import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, describe, expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import { type CorsPolicy, corsServer, PolicyError } from "../../src/server/cors-server.js";

const APP = "https://app.example";
const policy: CorsPolicy = {
  origins: [APP],
  methods: ["PUT"],
  headers: ["X-Custom"],
  credentials: true,
  maxAge: 600,
  expose: ["X-Total"],
};

describe("decide", () => {
  const preflight = (headers: Record<string, string>) => ({
    method: "OPTIONS",
    headers: { Origin: APP, "Access-Control-Request-Method": "PUT", ...headers },
  });
  const codes = (given: CorsPolicy, request: Parameters<ReturnType<typeof corsServer>["decide"]>[0]) =>
    corsServer(given)
      .decide(request)
      .steps.map(({ code, value }) => (value === undefined ? code : `${code} ${value}`));

  test("a preflight, step by step", () => {
    const decision = corsServer(policy).decide(preflight({ "Access-Control-Request-Headers": "x-custom" }));
    expect(decision).toMatchObject({
      kind: "preflight",
      allowed: true,
      status: 204,
      headers: [
        ["Vary", "Origin"],
        ["Access-Control-Allow-Origin", APP],
        ["Access-Control-Allow-Credentials", "true"],
        ["Access-Control-Allow-Methods", "PUT"],
        ["Access-Control-Allow-Headers", "X-Custom"],
        ["Access-Control-Max-Age", "600"],
      ],
    });
    expect(decision.steps.map(({ code }) => code).join(" ")).toBe(
      "origin-present origin-allowed vary-added preflight header-added header-added method-listed header-added header-listed header-added header-added",
    );
    expect(decision.steps[0]?.text).toBe("The request comes from https://app.example.");
  });

  test("what is not listed", () => {
    const request = preflight({
      "Access-Control-Request-Method": "DELETE",
      "Access-Control-Request-Headers": "x-a, x-custom",
    });
    expect(corsServer(policy).decide(request).allowed).toBe(false);
    expect(codes(policy, request)).toEqual(
      expect.arrayContaining(["method-not-listed DELETE", "header-not-listed x-a", "header-listed x-custom"]),
    );
  });

  test("an origin that the policy does not know gets nothing but Vary", () => {
    const strange = { method: "GET", headers: { origin: "https://evil.example" } };
    expect(corsServer(policy).decide(strange)).toMatchObject({
      allowed: false,
      headers: [["Vary", "Origin"]],
      status: null,
    });
    expect(codes(policy, strange)).toEqual([
      "origin-present https://evil.example",
      "origin-not-allowed https://evil.example",
      "vary-added Origin",
    ]);
    const asking = corsServer(policy).decide(preflight({ Origin: "https://evil.example" }));
    expect([asking.status, asking.headers]).toEqual([204, [["Vary", "Origin"]]]);
  });

  test("without Origin too, the answer depends on it; where everyone is let in, it does not", () => {
    expect(corsServer(policy).decide({ method: "GET", headers: {} }).headers).toEqual([["Vary", "Origin"]]);
    expect(corsServer({ origins: "*" }).decide({ method: "GET", headers: {} }).headers).toEqual([
      ["Access-Control-Allow-Origin", "*"],
    ]);
  });

  test("OPTIONS without Access-Control-Request-Method is a request like any other", () => {
    const request = { method: "OPTIONS", headers: { origin: APP } };
    expect(corsServer(policy).decide(request)).toMatchObject({ kind: "actual", status: null });
  });

  test("wildcards: Authorization is named, and with credentials what was asked for comes back", () => {
    const request = preflight({ "Access-Control-Request-Headers": "authorization,x-a" });
    const any = { methods: "*", headers: "*" } as const;
    expect(corsServer({ origins: "*", ...any }).decide(request).headers).toEqual([
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Methods", "*"],
      ["Access-Control-Allow-Headers", "*, Authorization"],
    ]);
    expect(corsServer({ origins: [APP], credentials: true, ...any }).decide(request).headers).toEqual([
      ["Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"],
      ["Access-Control-Allow-Origin", APP],
      ["Access-Control-Allow-Credentials", "true"],
      ["Access-Control-Allow-Methods", "PUT"],
      ["Access-Control-Allow-Headers", "authorization, x-a"],
    ]);
  });

  test("patterns match a whole origin, functions are asked", () => {
    const allows = (origins: CorsPolicy["origins"], origin: string) =>
      corsServer({ origins }).decide({ method: "GET", headers: [["Origin", origin]] }).allowed;
    expect(allows([/https:\/\/app\.example/], "https://app.example.evil.example")).toBe(false);
    expect(allows([/https:\/\/app\.example/g], APP)).toBe(true);
    expect(allows((origin) => origin.endsWith(".example"), APP)).toBe(true);
    expect(allows(["null"], "null")).toBe(true);
    expect(allows(["chrome-extension://abcdefghij"], "chrome-extension://abcdefghij")).toBe(true);
  });
});

test.each<[string, object, string]>([
  ["* with credentials", { origins: "*", credentials: true }, "origins: browsers refuse"],
  ["expose * with credentials", { origins: [APP], credentials: true, expose: "*" }, "expose: with credentials"],
  ["a path", { origins: [`${APP}/`] }, `origins: browsers compare byte for byte: write "${APP}"`],
  ["the default port", { origins: [`${APP}:443`] }, `write "${APP}", not "${APP}:443"`],
  ["upper case", { origins: ["https://App.Example"] }, `write "${APP}"`],
  ["a host only", { origins: ["app.example"] }, '"app.example" is no origin'],
  ["a glob", { origins: ["https://*.app.example"] }, "has a wildcard, which no browser knows"],
  ["* in a list", { origins: ["*"] }, 'write origins: "*"'],
  ["null with credentials", { origins: ["null"], credentials: true }, '"null" is the origin of every sandboxed frame'],
  ["nobody", { origins: [] }, "an empty list"],
  ["nothing", {}, 'origins: expected "*", a list or a function; got undefined'],
  ["a number", { origins: [7] }, "expected strings or patterns; got 7"],
  ["a method in lower case", { origins: "*", methods: ["put"] }, 'browsers ask for PUT: write that, not "put"'],
  ["TRACE", { origins: "*", methods: ["TRACE"] }, "no page can send TRACE"],
  [
    "methods in a string",
    { origins: "*", methods: "PUT, DELETE" },
    'methods: expected "*" or a list; got "PUT, DELETE"',
  ],
  ["a list in a list", { origins: "*", headers: ["X-A, X-B"] }, 'headers: "X-A, X-B" is no name of HTTP'],
  ["* in a list of headers", { origins: "*", headers: ["*"] }, 'write headers: "*"'],
  ["Set-Cookie exposed", { origins: "*", expose: ["Set-Cookie"] }, "no script ever reads Set-Cookie"],
  ["half a second", { origins: "*", maxAge: 0.5 }, "maxAge: expected seconds"],
  ["credentials as text", { origins: [APP], credentials: "true" }, 'credentials: expected true or false; got "true"'],
  ["a typo", { origin: [APP] }, "origin: no such field"],
])("a policy that can't mean it: %s", (_, given, message) => {
  expect(() => corsServer(given as CorsPolicy)).toThrow(PolicyError);
  expect(() => corsServer(given as CorsPolicy)).toThrow(message);
});

describe("as a server", () => {
  const servers: Server[] = [];
  const listen = (server: Server) =>
    new Promise<string>((resolve) => {
      servers.push(server);
      server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  const read = async (api: string) => {
    using page = createPage({ url: `${APP}/`, network: "live" });
    const init = { method: "PUT", headers: { "X-Custom": "1" }, credentials: "include" };
    const response = await page.fetch(`${api}/things`, init);
    return {
      text: await response.text(),
      total: response.headers.get("x-total"),
      other: response.headers.get("x-other"),
      vary: page.exchanges[1]?.response?.headers.find(([name]) => name.toLowerCase() === "vary")?.[1],
      preflight: page.exchanges[0]?.response?.status,
    };
  };
  const expected = { text: "PUT /things", total: "3", other: null, vary: "Accept, Origin", preflight: 204 };

  test("node:http", async () => {
    const cors = corsServer(policy);
    const server = createServer((request, response) => {
      response.setHeader("Vary", "Accept");
      if (cors.middleware(request, response)) return;
      response.writeHead(200, { "X-Total": "3", "X-Other": "1" }).end(`${request.method} ${request.url}`);
    });
    expect(await read(await listen(server))).toEqual(expected);
  });

  test("Express", async () => {
    const app = express();
    app.use(corsServer(policy).middleware);
    app.put("/things", (request, response) => {
      response.vary("Accept").set({ "X-Total": "3", "X-Other": "1" }).send(`${request.method} ${request.url}`);
    });
    expect(await read(await listen(createServer(app)))).toEqual({ ...expected, vary: "Origin, Accept" });
  });

  test("a handler of Request and Response", async () => {
    const handle = corsServer(policy).wrap(({ method, url }) => {
      const headers = { "X-Total": "3", "X-Other": "1", Vary: "Accept", "Access-Control-Allow-Origin": "*" };
      return new Response(`${method} ${new URL(url).pathname}`, { headers });
    });
    const page = createPage({ url: `${APP}/`, network: handle });
    const response = await page.fetch("https://api.example/things", { method: "PUT", headers: { "X-Custom": "1" } });
    expect(await response.text()).toBe("PUT /things");
    expect(Object.fromEntries(page.exchanges[1]?.response?.headers ?? [])).toEqual({
      "access-control-allow-credentials": "true",
      "access-control-allow-origin": APP,
      "access-control-expose-headers": "X-Total",
      "content-type": "text/plain;charset=UTF-8",
      vary: "Accept, Origin",
      "x-other": "1",
      "x-total": "3",
    });
  });

  test("a network function, whose errors and answers of any kind stay what they are", async () => {
    const cors = corsServer({ origins: "*" });
    const page = createPage({
      url: `${APP}/`,
      network: cors.network(({ url }) => {
        if (url.endsWith("/gone")) return null;
        if (url.endsWith("/late")) return Promise.resolve(new Response("late", { status: 503 }));
        return { status: 404, headers: [["X-A", "1"]], body: "no" };
      }),
    });
    await expect(page.fetch("https://api.example/gone")).rejects.toThrow();
    const late = await page.fetch("https://api.example/late");
    expect([late.status, await late.text()]).toEqual([503, "late"]);
    expect((await page.fetch("https://api.example/")).status).toBe(404);
  });
});
