import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Pages } from "../../src/cli/serve/built-pages.js";
import { Lab } from "../../src/cli/serve/lab.js";
import { type Playground, startPlayground } from "../../src/cli/serve/playground-server.js";
import { runCli } from "./run-cli.js";

/** `whycors serve` as others on the machine and on the net could ask it. */

const index = readFileSync(new URL("../../src/web/index.html", import.meta.url));
const pages: Pages = new Map([
  ["/index.html", { type: "text/html; charset=utf-8", bytes: index, isForever: false }],
  ["/assets/a.js", { type: "text/javascript", bytes: Buffer.from("1"), isForever: true }],
]);

let playground: Playground;
let lab: Lab;
const outside = mkdtempSync(join(tmpdir(), "whycors-serve-"));

beforeAll(async () => {
  lab = await Lab.start([0, 0, 0], "// the frame's script");
  playground = await startPlayground(pages, { port: 0, lab });
  writeFileSync(join(outside, "secret.txt"), "secret");
});
afterAll(async () => {
  await playground.close();
  lab.close();
  rmSync(outside, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Asking {
  readonly method?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whom; the playground unless given. */
  readonly port?: number;
}

/** A request as written: no client tidies the path up. */
function ask(path: string, { method = "GET", port, host, headers = {}, body = "" }: Asking = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const whom = port ?? Number(new URL(playground.url).port);
    const sent = { Host: host ?? `127.0.0.1:${whom}`, ...headers };
    request({ host: "127.0.0.1", port: whom, path, method, headers: sent }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    })
      .on("error", reject)
      .end(body);
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

const RUN = "/lab/runs/0123456789abcdef";
const staged = () => {
  const [page, api] = lab.ports.map((port) => `http://127.0.0.1:${port}/~0123456789abcdef`);
  return {
    page: { url: `${page}/index.html`, csp: "connect-src *" },
    setup: { url: `${api}/data` },
    server: [{ respond: { status: 200, statusText: "Fine", headers: [["X-Odd", "a  b"]], body: "hi" } }],
  };
};
const ours = () => ({ "Content-Type": "application/json", Origin: playground.url.slice(0, -1) });
const stage = (headers: Record<string, string>, body = JSON.stringify(staged())) =>
  ask(RUN, { method: "PUT", headers, body });

test("the page is told of the lab, and may hold its pages in frames", async () => {
  const { headers, body } = await ask("/");
  expect(body).toContain(`<meta name="whycors-lab" content="${lab.ports.join(" ")}">`);
  expect(headers["content-security-policy"]).toContain(`frame-src http://127.0.0.1:${lab.ports[0]}`);
  expect(headers["content-security-policy"]).toContain("connect-src 'self';");
});

test.each([
  ["no origin", { "Content-Type": "application/json" }, 403],
  ["another site's page", { "Content-Type": "application/json", Origin: "https://evil.example" }, 403],
  ["a sandboxed page", { "Content-Type": "application/json", Origin: "null" }, 403],
  ["a form", { "Content-Type": "text/plain" }, 403],
] as const)("a case is staged for the playground only: %s", async (_who, headers, status) => {
  expect((await stage(headers)).status).toBe(status);
});

test.each([
  ["no JSON", "{", 422],
  ["no case", "{}", 422],
  [
    "a page of another run",
    JSON.stringify({ ...{ page: { url: "http://127.0.0.1:1/~other/" } }, setup: { url: "/" } }),
    422,
  ],
  ["too much", `"${"x".repeat(1_100_000)}"`, 413],
] as const)("what is staged is checked: %s", async (_what, body, status) => {
  expect((await stage(ours(), body)).status).toBe(status);
});

test("a run answers as its case says, byte for byte, and tells the playground what it saw", async () => {
  expect((await stage(ours())).status).toBe(200);
  const [port, api] = lab.ports as [number, number];
  const document = await ask("/~0123456789abcdef/index.html", { port, headers: { "Sec-Fetch-Dest": "iframe" } });
  expect(document.body).toContain("/~whycors/frame.js");
  expect(document.headers["content-security-policy"]).toContain(`frame-ancestors ${playground.url.slice(0, -1)}`);
  expect(document.headers["content-security-policy"]).toContain("connect-src *");
  const answer = await ask("/~0123456789abcdef/data", { port: api, headers: { Origin: "http://a.example" } });
  expect(answer).toEqual({ status: 200, headers: { "x-odd": "a  b" }, body: "hi" });
  expect((await ask(RUN)).status).toBe(403);
  const told = await ask(RUN, { headers: { "Sec-Fetch-Site": "same-origin" } });
  expect(JSON.parse(told.body).seen).toMatchObject([
    { kind: "actual", method: "GET", url: `http://127.0.0.1:${api}/~0123456789abcdef/data` },
  ]);
});

test("the lab too answers to this machine's names only, and knows no other paths", async () => {
  const [port] = lab.ports as [number];
  expect((await ask("/~whycors/frame.js", { port, host: "rebound.example" })).status).toBe(421);
  expect((await ask("/~whycors/frame.js", { port })).body).toBe("// the frame's script");
  expect((await ask("/~nobody-here-at-all/data", { port })).status).toBe(404);
  expect((await ask("/../package.json", { port })).status).toBe(404);
});

test("the program ends cleanly", async () => {
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const running = runCli(["serve", "--port", "0", "--no-lab"], { stopped });
  stop();
  const { code, out, err } = await running;
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/^The playground is at http:\/\/127\.0\.0\.1:\d+\/\nCtrl-C ends it\.\n$/);
});
