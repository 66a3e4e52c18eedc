import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listening } from "../live/audit-bench.js";
import { systemBrowser } from "../system-browser.js";
import { NEVER, runCli } from "./run-cli.js";

const executable = systemBrowser("chromium", "whycors record");

const SCRIPT = (api: string) => `
const quietly = (path, init) => fetch("${api}" + path, init).then((response) => response.text(), () => null);
await quietly("allowed");
await quietly("missing");
await quietly("preflight-refused", { method: "DELETE" });
await quietly("twice");
await quietly("redirected");
await quietly("secret", { credentials: "include", headers: { Authorization: "Bearer very-secret" } });
`;

describe.skipIf(executable === undefined)("in Chromium", () => {
  let app: Awaited<ReturnType<typeof listening>>;
  let onAllowed = () => {};
  let api: Awaited<ReturnType<typeof listening>>;

  beforeAll(async () => {
    app = await listening((_request, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end("<!doctype html><title>app</title>");
    });
    const { origin } = app.url;
    api = await listening(({ url, method }, response) => {
      if (url === "/allowed") onAllowed();
      const headers: Record<string, string | string[]> = { "Set-Cookie": "session=also-very-secret; Path=/" };
      if (url === "/allowed" || url === "/redirected") headers["Access-Control-Allow-Origin"] = origin;
      if (url === "/preflight-refused") headers["Access-Control-Allow-Origin"] = "*";
      if (url === "/twice") headers["Access-Control-Allow-Origin"] = ["*", "*"];
      if (url === "/redirected") headers["Location"] = "/allowed";
      response.writeHead(url === "/redirected" ? 302 : method === "OPTIONS" ? 204 : 200, headers);
      response.end(method === "OPTIONS" ? undefined : "body");
    });
  });
  afterAll(async () => {
    await app.close();
    await api.close();
  });

  test("writes a HAR with the engine's reasons, which replay lays beside the model's", {
    timeout: 60_000,
  }, async () => {
    const args = ["record", app.url.href, "--headless", "--run", "script.js", "-o", "session.har"];
    const env = { PATH: process.env["PATH"], CHROMIUM: process.env["CHROMIUM"] };
    const recorded = await runCli(args, { files: { "script.js": SCRIPT(api.url.href) }, env, stopped: NEVER });
    expect(recorded.err).toMatch(/^\d+ requests of Chrom\w+ [\d.]+: session\.har\nNext: whycors replay session\.har/);
    expect(recorded.code).toBe(0);

    const text = readFileSync(join(recorded.directory, "session.har"), "utf8");
    expect(text).not.toContain("very-secret");
    const { entries } = JSON.parse(text).log;
    const reasons = entries.map((entry: Record<string, { corsError: string }>) => entry["_corsErrorStatus"]?.corsError);
    expect(reasons.filter((reason: string | undefined) => reason !== undefined)).toEqual([
      "MissingAllowOriginHeader",
      "MethodDisallowedByPreflightResponse",
      "MultipleAllowOriginValues",
      "PreflightMissingAllowOriginHeader",
    ]);

    const replayed = await runCli(["replay", "session.har", "--profile", "chromium", "--format", "ndjson"], recorded);
    const verdicts = replayed.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(verdicts.map(({ reason, agrees, observed }) => [reason, agrees, observed?.evidence])).toEqual([
      [null, true, "status 200 without an error"],
      ["missing-allow-origin", true, "the engine's reason MissingAllowOriginHeader"],
      ["method-not-allowed", true, "the engine's reason MethodDisallowedByPreflightResponse"],
      ["multiple-allow-origin", true, "the engine's reason MultipleAllowOriginValues"],
      [null, true, "status 200 without an error"],
      ["missing-allow-origin", true, "the engine's reason PreflightMissingAllowOriginHeader"],
    ]);
    expect(verdicts.at(-1).preflight.request).not.toBeNull();
  });

  test("a script that throws is told, and what was recorded is kept", { timeout: 60_000 }, async () => {
    const args = ["record", app.url.href, "--headless", "--run", "script.js", "-o", "-"];
    const env = { PATH: process.env["PATH"], CHROMIUM: process.env["CHROMIUM"] };
    const { out, err, code } = await runCli(args, {
      files: { "script.js": "throw new TypeError('no');" },
      env,
      stopped: NEVER,
    });
    expect(code).toBe(1);
    expect(err).toContain("script.js: TypeError: no");
    expect(JSON.parse(out).log.entries[0].request.url).toBe(app.url.href);
  });

  test("what was recorded before Ctrl-C is kept", { timeout: 60_000 }, async () => {
    const script = `await fetch("${api.url.href}allowed").then((response) => response.text()); await new Promise(() => {});`;
    const args = ["record", app.url.href, "--headless", "--run", "script.js", "-o", "-"];
    const env = { PATH: process.env["PATH"], CHROMIUM: process.env["CHROMIUM"] };
    const stopped = new Promise<void>((resolve) => {
      onAllowed = () => setTimeout(resolve, 500);
    });
    const { out, code } = await runCli(args, { files: { "script.js": script }, env, stopped });
    expect(code).toBe(0);
    const urls = JSON.parse(out).log.entries.map(({ request }: { request: { url: string } }) => request.url);
    expect(urls).toContain(`${api.url.href}allowed`);
  });

  test("an address where nothing is", { timeout: 60_000 }, async () => {
    const env = { PATH: process.env["PATH"], CHROMIUM: process.env["CHROMIUM"] };
    const args = ["record", "http://127.0.0.1:9/", "--headless", "--run", "script.js", "-o", "x.har"];
    const { err, code } = await runCli(args, { files: { "script.js": "" }, env, stopped: NEVER });
    expect(code).toBe(2);
    expect(err).toMatch(/^whycors: http:\/\/127\.0\.0\.1:9\/: net::ERR_/);
  });
});

test.each([
  [["record"], "no URL given"],
  [["record", "http://x.example/", "--headless"], "--headless needs --run SCRIPT.js"],
  [["record", "http://x.example/", "--run", "none.js"], "none.js: no such file"],
  [["record", "http://x.example/"], "no Chromium, Chrome or Edge was found"],
])("%j says what is wrong", async (args, message) => {
  const { err, code } = await runCli(args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test("keeps its hands off a file that is there", async () => {
  const args = ["record", "http://x.example/", "-o", "old.har"];
  const { err, code } = await runCli(args, { files: { "old.har": "" }, env: { CHROMIUM: "/nowhere" } });
  expect(code).toBe(2);
  expect(err).toContain("old.har: is there already");
});

test.each([
  [
    ["-o", "none/a.har"],
    "whycors: none/a.har: there is no such folder\n  Make it, or name another file with --output.\n",
  ],
  ...(process.platform === "linux"
    ? [[[], "whycors: there is no display to open a window on\n  Record with --headless --run SCRIPT.js.\n"] as const]
    : []),
] as const)("what would come to nothing is told before a browser starts: %j", async (args, message) => {
  const { err, code } = await runCli(["record", "http://x.example/", ...args], { env: { CHROMIUM: "/nowhere" } });
  expect([err, code]).toEqual([message, 2]);
});

test("a browser that does not start", async () => {
  const { err, code } = await runCli(["record", "http://x.example/"], {
    env: { CHROMIUM: "/nowhere/chromium", DISPLAY: ":0" },
  });
  expect(code).toBe(2);
  expect(err).toContain("/nowhere/chromium did not start");
});
