import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { launch, type Running } from "../servers/server.js";
import { MIDDLEWARES, POLICIES } from "./server-bench.js";

/** `whycors conform --server`: on real middlewares, on servers that get it wrong, and on what can't be used. */

const conform = (url: string, policy: unknown, ...args: readonly string[]) =>
  runCli(["conform", "--server", url, "--policy", "policy.json", ...args], {
    files: { "policy.json": typeof policy === "string" ? policy : JSON.stringify(policy) },
  });

/** What each gets wrong, by policy; the rest is right. */
const WRONG: Readonly<Record<string, Readonly<Partial<Record<keyof typeof POLICIES, readonly string[]>>>>> = {
  "cors (Express)": { "everyone, any header": ["header", "headers-together"] },
  "@fastify/cors": { "everyone, any header": ["header", "headers-together"] },
  "hono/cors": {
    "one origin, reading only": ["unlisted-header"],
    "everyone, any header": ["header", "headers-together"],
  },
  "@koa/cors": {
    "one origin, reading only": ["unlisted-header"],
    "everyone, any header": ["header", "headers-together"],
  },
  "rack-cors": {
    "two origins, with cookies": ["failing-answer"],
    "one origin, reading only": ["failing-answer"],
    "everyone, any header": ["failing-answer"],
  },
};

describe.each(MIDDLEWARES)("$name", ({ name, version, program }) => {
  const isThere = version() !== null || process.env["CI"] === "true";
  if (!isThere) test.skip(`left out: whycors conform --server with ${name}, which is not installed`);

  describe.skipIf(!isThere)("with a policy", () => {
    let running: Running | null = null;
    afterEach(() => running?.stop());

    test.each(Object.entries(POLICIES))("%s", async (title, policy) => {
      running = await launch("conform", (place) => program(policy, place));
      const { out, code } = await conform(`${running.origin}/`, policy, "--failing", "/fails", "--format", "json");
      const { results, passed } = JSON.parse(out);
      const wrong = WRONG[name]?.[title as keyof typeof POLICIES] ?? [];
      expect(results.flatMap((result: { passed: boolean; id: string }) => (result.passed ? [] : [result.id]))).toEqual(
        wrong,
      );
      expect([passed, code]).toEqual([results.length - wrong.length, wrong.length === 0 ? 0 : 1]);
    });
  });
});

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const ONE = { origins: ["https://app.example"], credentials: true, methods: ["PUT"], maxAge: 60, expose: ["X-Total"] };
type Answer = Parameters<RequestListener>;

test.each<readonly [title: string, answer: (...given: Answer) => void, wrong: readonly string[]]>([
  [
    "one that echoes any origin",
    (request, response) => {
      response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
      response.setHeader("Access-Control-Allow-Credentials", "true").setHeader("Vary", "Origin");
    },
    [
      "stranger",
      "null-origin",
      "suffix",
      "prefix",
      "scheme",
      "port",
      "credentials-stranger",
      "method",
      "max-age",
      "exposed-header",
      "vary-stranger",
    ],
  ],
  [
    "one that forgets Vary",
    (request, response) => {
      if (request.headers.origin !== "https://app.example") return;
      response
        .setHeader("Access-Control-Allow-Origin", "https://app.example")
        .setHeader("Access-Control-Max-Age", "60");
      response.setHeader("Access-Control-Allow-Credentials", "true").setHeader("Access-Control-Allow-Methods", "PUT");
      response.setHeader("Access-Control-Expose-Headers", "x-total");
    },
    ["vary-stranger", "vary-no-origin"],
  ],
  [
    "one that keeps preflights for too long, and has no headers on errors",
    (request, response) => {
      response.setHeader("Vary", "Origin");
      if (request.headers.origin !== "https://app.example" || request.url !== "/") return;
      response
        .setHeader("Access-Control-Allow-Origin", "https://app.example")
        .setHeader("Access-Control-Max-Age", "86400");
      response.setHeader("Access-Control-Allow-Credentials", "true").setHeader("Access-Control-Allow-Methods", "PUT");
      response.setHeader("Access-Control-Expose-Headers", "x-total, x-whycors-conform");
    },
    ["error-answer", "max-age", "hidden-header"],
  ],
])("%s", async (_title, answer, wrong) => {
  const url = await serve((request, response) => {
    answer(request, response as Answer[1]);
    response.writeHead(request.url === "/" ? 200 : 404).end("{}");
  });
  const { out, code } = await conform(url, ONE, "--format", "json");
  const { results } = JSON.parse(out);
  expect(results.flatMap((result: { passed: boolean; id: string }) => (result.passed ? [] : [result.id]))).toEqual(
    wrong,
  );
  expect(code).toBe(1);
});

test("what was sent, what came, and what a browser makes of it", async () => {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    seen.push(request.method ?? "");
    response.setHeader("Access-Control-Allow-Origin", "*").end();
  });
  const policy = { origins: "*", methods: ["PUT"] };
  const { out, err } = await conform(url, policy);
  expect(err).toBe("");
  expect(`\n${out.replaceAll(url, "http://server/")}`).toMatchInlineSnapshot(`
    "
    ✓ https://app.example reads
    ✓ another origin reads
    ✓ a sandboxed page reads
    ✓ https://app.example.evil.example reads
    ✓ https://evil-app.example reads
    ✓ http://app.example reads
    ✓ https://app.example:8499 reads
    ✓ https://app.example asks with HEAD
    ✓ https://app.example reads an answer of 404
    ✓ cookies don't go along: no answer to a request with them is read
    ✗ PUT is granted
        > OPTIONS  http://server/  Access-Control-Request-Method: PUT  Origin: https://app.example
        < 200  Access-Control-Allow-Origin: *
        The browser asked http://server/ with an OPTIONS preflight for PUT, and the answer does not list it in Access-Control-Allow-Methods, so the PUT was never sent.
        https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
    ✓ a method that the policy does not list is refused
    ✓ a header that the policy does not list is refused
    ✗ another origin's preflight is granted
        > OPTIONS  http://server/  Access-Control-Request-Method: PUT  Origin: https://whycors-conform.example
        < 200  Access-Control-Allow-Origin: *
        The browser asked http://server/ with an OPTIONS preflight for PUT, and the answer does not list it in Access-Control-Allow-Methods, so the PUT was never sent.
        https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
    ✓ script does not read a header that is not exposed

    http://server/: 13 of 15 cases as the policy says.
    "
  `);
  const markdown = await conform(url, policy, "--format", "markdown");
  expect(markdown.out).toContain("| ✗ | [PUT is granted](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0) |");
  // What may change something is asked for, and not sent.
  expect(seen).not.toContain("PUT");
});

test.each([
  ["{", "policy.json: no JSON: "],
  [{ origin: "*" }, "policy.json: /origins: "],
  [{ origins: ["https://app.example"], maxAge: "600" }, "policy.json: /maxAge: "],
  [
    { origins: ["https://app.example/"] },
    'policy.json: /origins: browsers compare byte for byte: write "https://app.example"',
  ],
  [{ origins: "*", credentials: true }, 'policy.json: /origins: browsers refuse "*" for requests with credentials'],
  [{ origins: ["/[/"] }, "policy.json: /origins: Invalid regular expression"],
  [
    { origins: ["/https:\\/\\/[a-z]+\\.app\\.example/"] },
    "policy.json names no origin\n  Give one that it lets in: --origin ORIGIN.\n",
  ],
])("a policy that can't be used: %j", async (policy, message) => {
  const { out, err, code } = await conform("http://127.0.0.1:1/", policy);
  expect({ out, code }).toEqual({ out: "", code: 2 });
  expect(err).toContain(`whycors: ${message}`);
});

test("a pattern needs an origin that it lets in", async () => {
  const url = await serve((request, response) => {
    const { origin = "" } = request.headers;
    if (/^https:\/\/[a-z]+\.app\.example$/.test(origin)) response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Vary", "Origin").end();
  });
  const policy = { origins: ["/https:\\/\\/[a-z]+\\.app\\.example/"] };
  expect(await conform(url, policy, "--origin", "https://shop.app.example")).toMatchObject({ code: 0, err: "" });
  const { err, code } = await conform(url, policy, "--origin", "https://evil.example");
  expect([err, code]).toEqual(["whycors: --origin: policy.json does not let https://evil.example in\n", 2]);
});

test.each([
  [["conform", "--server", "http://127.0.0.1:1/"], "--server: what should the server allow?"],
  [["conform", "--server", "http://127.0.0.1:1/", "--client", "node"], "--client or --server: one of them"],
  [["conform", "--server", "http://127.0.0.1:1/", "--policy", "none.json"], "none.json: no such file"],
])("%j", async (args, message) => {
  const { err, code } = await runCli(args);
  expect(err).toContain(message);
  expect(code).toBe(2);
});

test("a server that is not there", async () => {
  const { out, err, code } = await conform("http://127.0.0.1:1/", ONE);
  expect({ out, code }).toEqual({ out: "", code: 2 });
  expect(err).toContain("127.0.0.1:1");
});
