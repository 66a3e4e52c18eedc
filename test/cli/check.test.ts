import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { listening } from "../live/audit-bench.js";
import { answering } from "../live/check-bench.js";
import { NEVER, type Ran, runCli } from "./run-cli.js";

const PAGE = "http://app.example";
let api: Awaited<ReturnType<typeof listening>>;
let asked: string[] = [];

beforeAll(async () => {
  const answer = answering(PAGE);
  api = await listening((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
});
afterAll(() => api.close());

/** NOTE: ports differ from run to run, and so do times. */
async function checked(...args: readonly string[]): Promise<Ran> {
  asked = [];
  const ran = await runCli(["check", ...args.map((arg) => arg.replaceAll("{api}", api.url.origin))]);
  const plain = (text: string) => text.replaceAll(api.url.origin, "http://api").replace(/ in \d+ ms/g, " in N ms");
  return { ...ran, out: plain(ran.out), err: plain(ran.err) };
}

test("tells the story of one call, with what was asked", async () => {
  const { out, err, code } = await checked("{api}/4", "--origin", PAGE);
  expect(err).toBe("");
  expect(code).toBe(1);
  expect(out).toMatchSnapshot();
});

test("an unsafe method is not sent unless told", async () => {
  const careful = await checked("{api}/2", "-X", "PUT", "-H", "X-A: 1", "--origin", PAGE);
  expect(asked).toEqual(["OPTIONS /2"]);
  expect(careful.code).toBe(0);
  expect(careful.out).toContain("The preflight lets the PUT to http://api/2 pass.");
  const bold = await checked("{api}/2", "-X", "PUT", "-H", "X-A: 1", "--origin", PAGE, "--send");
  expect(asked).toEqual(["OPTIONS /2", "PUT /2"]);
  expect(bold.out).toContain("✓ PUT http://api/2 allowed");
});

test("the snippet as people have it", async () => {
  const { out } = await checked(`fetch("{api}/15", { headers: { "X-A": token } })`, "--origin", PAGE);
  expect(out).toContain("✗ GET http://api/15 blocked at the preflight");
  const curl = await checked(`curl {api}/0 -H 'Accept: application/json'`, "--origin", PAGE);
  expect(curl.out).toContain("✓ GET http://api/0 allowed");
});

test("the origin is taken to be a developer's, and said so", async () => {
  expect((await checked("{api}/0")).err).toBe(
    "The page's origin is taken to be http://localhost:3000; --origin ORIGIN says another.\n",
  );
});

test("--profile all tells alike engines once, and asks once", async () => {
  const { out } = await checked("{api}/4", "--origin", PAGE, "--profile", "all");
  expect(out.match(/blocked at the response/g)).toHaveLength(1);
  expect(out).toContain("1 request judged by 4 profiles.");
});

test("--to-case gives a case that says the same without the server", async () => {
  const { out } = await checked("{api}/4", "--origin", PAGE, "--to-case");
  const made = JSON.parse(out);
  const { out: judged } = await runCli(["cases", "made.json", "--format", "json"], {
    files: { "made.json": JSON.stringify(made) },
  });
  expect(JSON.parse(judged)[0]).toMatchObject({ outcome: "blocked", reason: "missing-allow-origin" });
});

test("secrets are masked", async () => {
  const { out } = await checked("{api}/0", "--origin", PAGE, "-u", "me:very-secret", "--format", "json");
  expect(out).not.toContain("very-secret");
  expect(out).not.toContain(Buffer.from("me:very-secret").toString("base64"));
});

describe("--config", () => {
  const CONFIG = `{
    // one line a call
    "base": "http://nowhere.example",
    "origin": "${PAGE}",
    "checks": [
      { "url": "/0", "expect": "allowed" },
      { "title": "not theirs", "url": "/5", "origin": ["${PAGE}", "null"], "expect": { "outcome": "blocked", "reason": "allow-origin-mismatch" } },
      { "url": "/2", "method": "PUT", "headers": { "X-A": "1" }, "expect": { "maxAge": 600 } },
      { "url": "/0", "expect": { "exposes": ["x-total"], "hides": ["date"] } },
    ],
  }`;
  const run = async (text: string, ...args: readonly string[]) => {
    const given = ["check", "--config", "cors.jsonc", "--base", api.url.origin, ...args];
    return runCli(given, { files: { "cors.jsonc": text } });
  };

  test("is a regression test of a server", async () => {
    const { out, code } = await run(CONFIG);
    expect(code).toBe(1);
    expect(out).toMatchSnapshot();
  });

  test.each([
    ["junit", '<testsuite name="cors.jsonc" tests="5" failures="2"'],
    ["tap", "not ok 4 - check-3"],
    ["sarif", '"ruleId":"not-as-expected"'],
    ["github", "::error file=cors.jsonc,title=not as expected::"],
    ["markdown", "**not as expected**"],
  ])("--format %s", async (format, part) => {
    const { out, code } = await run(CONFIG, "--format", format);
    expect(code).toBe(1);
    expect(out).toContain(part);
  });

  test("all as expected exits 0", async () => {
    const { out, code } = await run(`{ "origin": "${PAGE}", "checks": [{ "url": "/4", "expect": "blocked" }] }`);
    expect(code).toBe(0);
    expect(out).toContain("1 setup: 1 verdict as expected.");
  });

  test.each([
    ["[", "cors.jsonc: not JSON"],
    ["[]", 'cors.jsonc: expected an object with "checks"'],
    [`{ "checks": [] }`, "/checks: "],
    [`{ "checks": [{ "url": "/x", "expect": "allowed" }] }`, "/checks/0/origin: missing"],
    [`{ "checks": [{ "url": "/x", "origin": "nowhere", "expect": "allowed" }] }`, 'got "nowhere"'],
    [
      `{ "checks": [{ "url": "/x", "origin": "${PAGE}", "expct": "allowed" }] }`,
      '/checks/0/expct: unknown key; did you mean "expect"?',
    ],
    [
      `{ "checks": [{ "url": "/x", "origin": "${PAGE}", "expect": { "maxAge": "long" } }] }`,
      "/checks/0/expect/maxAge: expected seconds",
    ],
  ])("%s says what is wrong", async (text, message) => {
    const { err, code } = await run(text);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

test.each([
  [["check"], "no URL given"],
  [["check", "http://x.example/", "--config", "x"], "a URL and --config: give one of them"],
  [["check", "fetch("], "line 1, column 7"],
  [["check", "fetch('http://x.example/')", "-X", "PUT"], "the snippet says what is asked, and so does --request"],
  [["check", "http://x.example/", "-d", "a", "--data-json", "{}"], "--data and --data-json: give one of them"],
  [["check", "http://x.example/", "--timeout", "soon"], '--timeout: expected a number above 0, got "soon"'],
])("%j says what is wrong", async (args, message) => {
  const { err, code } = await runCli(args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test("nothing there is said in words", async () => {
  const { err, code } = await runCli(["check", "http://127.0.0.1:47/x", "--origin", PAGE]);
  expect(code).toBe(1);
  expect(err).toContain("http://127.0.0.1:47: nothing listens there");
});

describe("--watch", () => {
  test("asks again on Enter, and ends on q", async () => {
    asked = [];
    const stdin = new PassThrough();
    const running = runCli(["check", `${api.url.origin}/0`, "--origin", PAGE, "--watch"], { stdin, stopped: NEVER });
    await vi.waitFor(() => expect(asked).toHaveLength(1), 10_000);
    await vi.waitFor(() => expect(stdin.listenerCount("data")).toBe(1), 10_000);
    stdin.write("\n");
    await vi.waitFor(() => expect(asked).toHaveLength(2), 10_000);
    stdin.write("q\n");
    const { out, err } = await running;
    expect(out.match(/✓ GET/g)).toHaveLength(2);
    expect(err).toContain("Enter asks again, q ends.");
  });

  test("ends on Ctrl-C", async () => {
    const stdin = new PassThrough();
    const { err } = await runCli(["check", `${api.url.origin}/0`, "--origin", PAGE, "--watch"], { stdin });
    expect(err).toContain("Enter asks again, q ends.");
  });

  test("asks again when the file of expectations changes", async () => {
    asked = [];
    const stdin = new PassThrough();
    const config = (path: string, expect: string) =>
      JSON.stringify({ base: api.url.origin, origin: PAGE, checks: [{ url: path, expect }] });
    const first = await runCli(["--version"], { files: { "cors.json": config("/4", "allowed") } });
    const running = runCli(["check", "--config", "cors.json", "--watch"], {
      stdin,
      stopped: NEVER,
      directory: first.directory,
    });
    await vi.waitFor(() => expect(stdin.listenerCount("data")).toBe(1), 10_000);
    writeFileSync(join(first.directory, "cors.json"), config("/0", "allowed"));
    await vi.waitFor(() => expect(asked).toContain("GET /0"), 10_000);
    // As editors do that keep the old file until the new one is whole.
    writeFileSync(join(first.directory, "new.json"), config("/1", "allowed"));
    renameSync(join(first.directory, "new.json"), join(first.directory, "cors.json"));
    await vi.waitFor(() => expect(asked).toContain("GET /1"), 10_000);
    writeFileSync(join(first.directory, "cors.json"), config("/0", "allowed"));
    await vi.waitFor(() => expect(asked.filter((line) => line === "GET /0")).toHaveLength(2), 10_000);
    // Not before it has been told.
    await new Promise((resolve) => setTimeout(resolve, 300));
    stdin.end();
    const { out, code } = await running;
    expect(out).toContain("1 not");
    expect(out).toContain("1 setup: 1 verdict as expected.");
    expect(code).toBe(0);
  });
});
