import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Pages } from "../../src/cli/serve/built-pages.js";
import { type Playground, startPlayground } from "../../src/cli/serve/playground-server.js";
import { runCli } from "./run-cli.js";

/** `whycors serve` as others on the machine and on the net could ask it. */

const index = readFileSync(new URL("../../src/web/index.html", import.meta.url));
const pages: Pages = new Map([
  ["/index.html", { type: "text/html; charset=utf-8", bytes: index, isForever: false }],
  ["/assets/a.js", { type: "text/javascript", bytes: Buffer.from("1"), isForever: true }],
]);

let playground: Playground;
const outside = mkdtempSync(join(tmpdir(), "whycors-serve-"));

beforeAll(async () => {
  playground = await startPlayground(pages, { port: 0 });
  writeFileSync(join(outside, "secret.txt"), "secret");
});
afterAll(async () => {
  await playground.close();
  rmSync(outside, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request as written: no client tidies the path up. */
function ask(path: string, { method = "GET", host = new URL(playground.url).host } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(playground.url);
    request({ host: "127.0.0.1", port, path, method, headers: { Host: host } }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    })
      .on("error", reject)
      .end();
  });
}

test("the page comes with a policy that allows nothing from elsewhere", async () => {
  const { status, headers, body } = await ask("/");
  const policy = String(headers["content-security-policy"]);
  expect(status).toBe(200);
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
  // Said once: the header would else be cut down to what the element says.
  expect(body).not.toContain("Content-Security-Policy");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test.each([
  ["a name that somebody made lead here", "rebound.example", 421],
  ["no port", "127.0.0.1", 421],
  ["another port", "127.0.0.1:1", 421],
] as const)("Host: %s", async (_what, host, status) => {
  expect((await ask("/", { host })).status).toBe(status);
});

test("Host: localhost is this machine too", async () => {
  expect((await ask("/", { host: `localhost:${new URL(playground.url).port}` })).status).toBe(200);
});

test.each([
  "/../package.json",
  "/%2e%2e/package.json",
  "/assets/../../package.json",
  "/assets/..%2f..%2fpackage.json",
  "//etc/passwd",
  `/${join(outside, "secret.txt")}`,
  "/assets/",
  "/missing",
  "/assets/a.js%00.html",
])("no file but the page's own: %s", async (path) => {
  expect((await ask(path)).status).toBe(404);
});

test("what has its hash in its name may be kept", async () => {
  expect((await ask("/assets/a.js")).headers["cache-control"]).toContain("immutable");
  expect((await ask("/")).headers["cache-control"]).toBe("no-cache");
});

test("it takes nothing", async () => {
  expect((await ask("/", { method: "POST" })).status).toBe(405);
  expect((await ask("/", { method: "HEAD" })).body).toBe("");
});

test("a port that is taken is one sentence, and what to do", async () => {
  const { port } = new URL(playground.url);
  expect(await runCli(["serve", "--port", port])).toMatchObject({
    code: 2,
    out: "",
    err: `whycors: port ${port} is taken by another program\n  Choose another with --port N, or a free one with --port 0.\n`,
  });
});

test.each(["http", "-1", "65536", "1.5"])("--port %s", async (port) => {
  const { code, err } = await runCli(["serve", `--port=${port}`]);
  expect({ code, err }).toEqual({
    code: 2,
    err: `whycors: --port: expected a number from 0 to 65535, got "${port}"\n`,
  });
});
