import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Verdict } from "../../src/cases/verdict.js";
import { runCli } from "./run-cli.js";

const simple = { page: { url: "https://app.example/" }, setup: { url: "https://api.example/data" } };
const allowing = { respond: { status: 200, headers: [["Access-Control-Allow-Origin", "*"]], body: "ok" } };
const allowed = { id: "allowed", title: "a wildcard lets everyone in", ...simple, server: [allowing] };
const blocked = { id: "blocked", ...simple, server: [{ respond: { status: 200 } }] };
const right = { ...allowed, expect: { outcome: "allowed" } };
const wrong = { ...blocked, expect: { outcome: "allowed", reason: null } };

const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const verdictsIn = (text: string): Verdict[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

test("a mismatch is told and exits 1", async () => {
  const { out, err, code } = await runCli(["cases", "my.json"], {
    files: { "my.json": JSON.stringify([right, wrong]) },
  });
  expect(code).toBe(1);
  expect(err).toBe("");
  expect(out).toMatchInlineSnapshot(`
    "✗ my.json  4 as expected
      ✗ blocked [spec, chromium, firefox, webkit]
          outcome: expected "allowed", got "blocked"
          reason: expected null, got "missing-allow-origin"

    2 setups: 4 verdicts as expected, 4 not.
    "
  `);
});

test("a case that expects nothing is told", async () => {
  const { out, code } = await runCli(["cases", "my.json"], { files: { "my.json": JSON.stringify(blocked) } });
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "blocked [spec] ✗ GET https://api.example/data blocked at the response
       The GET reached https://api.example/data, but the response has no Access-Control-Allow-Origin
       header, so the browser keeps it from the page at https://app.example.
       Decided by  CORS check, step 2 https://fetch.spec.whatwg.org/#concept-cors-check
       Script saw  TypeError
       Fix         On the server, in the response:
                   Access-Control-Allow-Origin: https://app.example
                   The answer must name the request's origin exactly; take it from the Origin header if
                   it is one that you trust, and add “Vary: Origin”.

    1 setup: 1 without expectation.
    "
  `);
});

test("ndjson is one verdict per setup per profile, and nothing else", async () => {
  const then = [{ url: "https://api.example/again", expect: { outcome: "allowed" } }];
  const { out, code } = await runCli(["cases", "-", "--profile", "chromium,firefox", "--format", "ndjson"], {
    stdin: lines([{ ...right, then }, blocked]),
  });
  expect(code).toBe(0);
  expect(verdictsIn(out).map(({ id, profile, outcome, matches }) => [id, profile, outcome, matches])).toEqual([
    ["allowed", "chromium", "allowed", true],
    ["allowed/1", "chromium", "allowed", true],
    ["allowed", "firefox", "allowed", true],
    ["allowed/1", "firefox", "allowed", true],
    ["blocked", "chromium", "blocked", undefined],
    ["blocked", "firefox", "blocked", undefined],
  ]);
});

test("what is expected is checked in every engine, and in an edition that is named", async () => {
  const { out } = await runCli(["cases", "-", "--format", "ndjson"], {
    stdin: lines([
      { ...right, expect: { outcome: "allowed", "w3c-2014": { outcome: "allowed" } } },
      { ...allowed, id: "other" },
    ]),
  });
  expect(verdictsIn(out).map(({ profile }) => profile)).toEqual([
    ...["spec", "chromium", "firefox", "webkit", "w3c-2014"],
    "spec",
  ]);
});

test("an unreadable case is a line of its own, the rest is judged", async () => {
  const { out, code } = await runCli(["cases", "my.ndjson", "--profile", "spec", "--format", "ndjson"], {
    files: { "my.ndjson": `${lines([{ id: "typo", pgae: {} }])}{"id": \n${lines([right])}` },
  });
  expect(code).toBe(2);
  expect(out.replace(/"spec","engine.*/, "…")).toMatchInlineSnapshot(`
    "{"id":"typo","error":"my.ndjson:1: /page: missing: expected an object; /setup: missing: expected an object; /pgae: unknown key; did you mean \\"page\\"?"}
    {"id":"case-2","error":"my.ndjson:2: not JSON: Unexpected end of JSON input"}
    {"id":"allowed","profile":…
    "
  `);
});

test("--format json is one array", async () => {
  const { out } = await runCli(["cases", "-", "--format", "json", "--profile", "spec"], {
    stdin: lines([right, { id: "bad" }, blocked]),
  });
  expect(JSON.parse(out)).toMatchObject([
    { id: "allowed" },
    { id: "bad", error: expect.any(String) },
    { id: "blocked" },
  ]);
  expect((await runCli(["cases", "-", "--format", "json"], { stdin: "[]" })).out).toBe("[]\n");
});

test("TAP", async () => {
  const { out, code } = await runCli(["cases", "-", "--format", "tap", "--profile", "spec"], {
    stdin: lines([right, wrong, { ...allowed, id: "n#1" }, { id: "bad" }]),
  });
  expect(code).toBe(2);
  expect(out).toMatchInlineSnapshot(`
    "TAP version 14
    ok 1 - allowed: a wildcard lets everyone in [spec]
    not ok 2 - blocked [spec]
      ---
      differences:
        - "outcome: expected \\"allowed\\", got \\"blocked\\""
        - "reason: expected null, got \\"missing-allow-origin\\""
      ...
    ok 3 - n\\#1: a wildcard lets everyone in [spec] # SKIP nothing expected
    not ok 4 - bad
      ---
      error: "stdin:4: /page: missing: expected an object; /setup: missing: expected an object"
      ...
    1..4
    "
  `);
});

test("JUnit", async () => {
  const { out } = await runCli(["cases", "my.ndjson", "--format", "junit", "--profile", "spec"], {
    files: { "my.ndjson": lines([{ ...right, title: '<&"\u0007>' }, wrong, { id: "bad" }]) },
  });
  expect(out).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="whycors">
    <testsuite name="my.ndjson" tests="3" failures="1" errors="1" skipped="0">
    <testcase classname="my.ndjson" name="allowed: &lt;&amp;&quot;\\x07&gt; [spec]"/>
    <testcase classname="my.ndjson" name="blocked: GET https://api.example/data [spec]">
    <failure type="mismatch" message="outcome: expected &quot;allowed&quot;, got &quot;blocked&quot;">outcome: expected &quot;allowed&quot;, got &quot;blocked&quot;
    reason: expected null, got &quot;missing-allow-origin&quot;</failure>
    </testcase>
    <testcase classname="my.ndjson" name="bad">
    <error type="unreadable" message="my.ndjson:3: /page: missing: expected an object; /setup: missing: expected an object"/>
    </testcase>
    </testsuite>
    </testsuites>
    "
  `);
});

test("comments, directories, patterns and --filter", async () => {
  const files = {
    "cors/a.jsonc": `// why\n${JSON.stringify(right)}`,
    "cors/deep/b.ndjson": lines([blocked]),
    "cors/notes.txt": "no case",
  };
  const ran = await runCli(["cases", "cors", "--profile", "spec", "--format", "ndjson"], { files });
  expect(verdictsIn(ran.out).map(({ id }) => id)).toEqual(["allowed", "blocked"]);
  const { directory } = ran;
  const globbed = await runCli(["cases", "cors/**/*.ndjson", "--format", "ndjson"], { directory });
  expect(verdictsIn(globbed.out).map(({ id }) => id)).toEqual(["blocked"]);
  const filtered = await runCli(["cases", "cors", "--filter", "wildcard", "--format", "tap"], { directory });
  expect(filtered.out).toContain("1..4");
  expect(await runCli(["cases", "cors", "--filter", "nothing"], { directory })).toMatchObject({ out: "", code: 0 });
});

test("--init writes a case that holds, once", async () => {
  const { directory, code, err } = await runCli(["cases", "--init", "my.jsonc"]);
  expect([code, err]).toEqual([0, "Wrote my.jsonc. Judge it: whycors cases my.jsonc\n"]);
  const before = readFileSync(`${directory}/my.jsonc`, "utf8");
  expect(await runCli(["cases", "my.jsonc"], { directory })).toMatchObject({ code: 0 });
  expect(await runCli(["cases", "--init", "my.jsonc"], { directory })).toMatchObject({
    code: 2,
    err: "whycors: --init: my.jsonc: is there already\n  Choose another name, or remove it first.\n",
  });
  expect(readFileSync(`${directory}/my.jsonc`, "utf8")).toBe(before);
});

test("the bundled cases are found", async () => {
  const { out, code } = await runCli(["cases", "--filter", "CORS check", "--profile", "spec", "--format", "ndjson"]);
  expect(code).toBeLessThan(2);
  expect(verdictsIn(out).length).toBeGreaterThan(0);
});

test("secrets are masked, unless asked for", async () => {
  const secret = {
    ...allowed,
    setup: { ...simple.setup, headers: [["Authorization", "Bearer s3cr3t-token"]], credentials: "include" },
    page: { ...simple.page, cookies: { "https://api.example": "sid=c00kie-value; SameSite=None; Secure" } },
    server: [{ respond: { status: 204, headers: [["Set-Cookie", "next=n3xt-value; Path=/"]] } }],
  };
  const masked = await runCli(["cases", "-", "--steps", "--format", "json"], { stdin: JSON.stringify(secret) });
  expect(masked.out).not.toMatch(/s3cr3t|c00kie|n3xt/);
  expect(masked.out).toContain("Bearer ***");
  const shown = await runCli(["cases", "-", "--format", "json", "--show-secrets"], { stdin: JSON.stringify(secret) });
  expect(shown.out).toContain("s3cr3t-token");
});

test.each([
  ["empty.json", ""],
  ["broken.json", '{"page": {"url": "https://a.example/"}, \n "setup": '],
  ["text.json", "hello"],
  ["null.json", "null"],
  ["url.json", '{"page":{"url":"nowhere"},"setup":{"url":"x"}}'],
  ["status.json", '{"page":{"url":"https://a.example/"},"setup":{"url":"/x"},"server":[{"respond":{"status":"abc"}}]}'],
  ["deep.json", "[".repeat(20_000)],
  ["proto.json", '{"__proto__":{"x":1},"page":{"url":"https://a.example/"},"setup":{"url":"/"}}'],
])("unusable: %s", async (name, text) => {
  const { out, err, code } = await runCli(["cases", name], { files: { [name]: text }, width: 200 });
  expect(code).toBe(2);
  expect(out + err).toMatchSnapshot();
});
