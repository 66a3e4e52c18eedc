import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Verdict } from "../../src/cases/verdict.js";
import { API, allowed, blocked, disagreeing, entry, har, open, SESSION, secret, trusting } from "./recording.js";
import { runCli } from "./run-cli.js";

const files = { "session.har": SESSION };
const verdictsIn = (text: string): Verdict[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
const outcomesIn = (text: string) =>
  verdictsIn(text).map(({ profile, outcome, source }) => `${source?.entry} ${profile} ${outcome}`);

test("a recording is told as a table, stories and counts", async () => {
  const { out, err, code } = await runCli(["replay", "session.har"], { files });
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatchInlineSnapshot(`
    "  #  Method  URL                           API    Outcome    Reason
      1  GET     https://api.example/products  fetch  ✓ allowed
      2  GET     https://api.example/news      fetch  ✗ blocked  missing-allow-origin

    #2 ✗ GET https://api.example/news blocked at the response
       The GET reached https://api.example/news, but the response has no Access-Control-Allow-Origin
       header, so the browser keeps it from the page at https://app.example.
       Decided by  CORS check, step 2 https://fetch.spec.whatwg.org/#concept-cors-check
       Script saw  TypeError
       Assumed     credentials same-origin: the recording shows no cookies at all, they may have been
                   removed; with include the outcome is the same
       Fix         On the server, in the response:
                   Access-Control-Allow-Origin: https://app.example
                   The answer must name the request's origin exactly; take it from the Origin header if
                   it is one that you trust, and add “Vary: Origin”.

    2 requests judged: 1 allowed, 1 blocked.
    Left out: 1 navigation.
    Model and recording agree on the one request that shows what the browser did.
    All about one of them: whycors replay session.har#2
    "
  `);
});

test("one entry is told in full", async () => {
  const { out, code } = await runCli(["replay", "session.har#2"], { files });
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "  #  Method  URL                       API    Outcome    Reason
      2  GET     https://api.example/news  fetch  ✗ blocked  missing-allow-origin

    #2 ✗ GET https://api.example/news blocked at the response
       The GET reached https://api.example/news, but the response has no Access-Control-Allow-Origin
       header, so the browser keeps it from the page at https://app.example.
       Decided by  CORS check, step 2 https://fetch.spec.whatwg.org/#concept-cors-check
       Script saw  TypeError
       Recorded    blocked too (response._error net::ERR_FAILED)
       Relied on   page.origin https://app.example (Origin says so), api fetch (the recording's resource
                   type says so), mode cors (Sec-Fetch-Mode says so)
       Assumed     credentials same-origin: the recording shows no cookies at all, they may have been
                   removed; with include the outcome is the same (low confidence)
       Fix         On the server, in the response:
                   Access-Control-Allow-Origin: https://app.example
                   The answer must name the request's origin exactly; take it from the Origin header if
                   it is one that you trust, and add “Vary: Origin”.

    1 request judged: 1 blocked.
    Model and recording agree on the one request that shows what the browser did.
    "
  `);
});

test("--format json and ndjson are the verdicts, counts go to stderr", async () => {
  const json = await runCli(["replay", "session.har", "--format", "json"], { files });
  const ndjson = await runCli(["replay", "session.har", "--format", "ndjson"], { files });
  expect(JSON.parse(json.out)).toEqual(verdictsIn(ndjson.out));
  expect(outcomesIn(ndjson.out)).toEqual(["1 spec allowed", "2 spec blocked"]);
  expect(ndjson.err).toMatchInlineSnapshot(`
    "2 requests judged: 1 allowed, 1 blocked.
    Left out: 1 navigation.
    Model and recording agree on the one request that shows what the browser did.
    "
  `);
  expect(await runCli(["replay", "session.har", "--format", "json", "--quiet"], { files })).toMatchObject({ err: "" });
});

test("profiles stand side by side", async () => {
  const args = ["replay", "session.har", "--format", "ndjson", "--profile"];
  const all = await runCli([...args, "all"], { files });
  expect(outcomesIn(all.out).slice(0, 4)).toEqual(
    ["spec", "chromium", "firefox", "webkit"].map((name) => `1 ${name} allowed`),
  );
  const two = await runCli([...args, "firefox,xdr"], { files });
  expect(verdictsIn(two.out).map(({ profile }) => profile)).toEqual(["firefox", "xdr", "firefox", "xdr"]);
});

test("--only, --steps, --origin, --api and --credentials reach the model", async () => {
  const args = ["replay", "session.har", "--format", "ndjson"];
  expect(outcomesIn((await runCli([...args, "--only", "blocked"], { files })).out)).toEqual(["2 spec blocked"]);
  expect(verdictsIn((await runCli([...args, "--steps"], { files })).out)[0]?.steps?.length).toBeGreaterThan(0);
  const given = ["replay", "open.har", "--format", "ndjson", "--api", "xhr", "--credentials", "include"];
  const [first] = verdictsIn((await runCli(given, { files: { "open.har": har([open]) } })).out);
  expect(first).toMatchObject({ outcome: "blocked", reason: "wildcard-with-credentials", xhr: { status: 0 } });
  const other = await runCli([...args, "--origin", API, "--only", "all"], { files });
  expect(verdictsIn(other.out)[1]).toMatchObject({ outcome: "allowed" });
});

test("--fail-on", async () => {
  const both = { files: { ...files, "odd.har": har([disagreeing]), "good.har": har([allowed]) } };
  const codeOf = async (...args: readonly string[]) => (await runCli(["replay", ...args], both)).code;
  expect(await codeOf("session.har")).toBe(0);
  expect(await codeOf("session.har", "--fail-on", "blocked")).toBe(1);
  expect(await codeOf("good.har", "--fail-on", "blocked")).toBe(0);
  expect(await codeOf("odd.har", "--fail-on", "differs")).toBe(1);
  expect(await codeOf("session.har", "--fail-on", "differs")).toBe(0);
  expect(await codeOf("good.har", "--fail-on", "warning")).toBe(0);
});

test("a disagreement is loud", async () => {
  const { out } = await runCli(["replay", "odd.har"], { files: { "odd.har": har([disagreeing]) } });
  expect(out).toContain("≠ recorded blocked");
  expect(out).toContain("DISAGREES");
  expect(out).toContain("Model and recording DISAGREE on 1 of 1 request");
});

test("a baseline leaves what changed", async () => {
  const fixed = entry({ url: `${API}/news`, response: trusting });
  const broken = entry({ url: `${API}/products` });
  const later = { ...files, "later.har": har([fixed, broken, entry({ url: `${API}/new` })]) };
  const { directory } = await runCli(["replay", "session.har", "--save", "run.ndjson", "--format", "json"], {
    files: later,
  });
  const { out, code } = await runCli(["replay", "later.har", "--baseline", "run.ndjson", "--fail-on", "changed"], {
    directory,
  });
  expect(code).toBe(1);
  expect(out).toMatchInlineSnapshot(`
    "  #  Method  URL                           API    Outcome    Reason
      0  GET     https://api.example/news      fetch  ✓ allowed  (was blocked: missing-allow-origin)
      1  GET     https://api.example/products  fetch  ✗ blocked  missing-allow-origin (was allowed)
      2  GET     https://api.example/new       fetch  ✗ blocked  missing-allow-origin (was absent)

    #0 ✓ GET https://api.example/news allowed
       The response of https://api.example/news says Access-Control-Allow-Origin: https://app.example,
       so the page at https://app.example can read it.
       Script saw  status 200, headers content-type
                   hidden from it: access-control-allow-origin, access-control-allow-credentials, vary
       Assumed     credentials include: the server allows credentials; with same-origin the outcome is
                   the same

    #1 ✗ GET https://api.example/products blocked at the response
       The GET reached https://api.example/products, but the response has no Access-Control-Allow-Origin
       header, so the browser keeps it from the page at https://app.example.
       Decided by  CORS check, step 2 https://fetch.spec.whatwg.org/#concept-cors-check
       Script saw  TypeError
       Assumed     credentials same-origin: the recording shows no cookies at all, they may have been
                   removed; with include the outcome is the same
       Fix         On the server, in the response:
                   Access-Control-Allow-Origin: https://app.example
                   The answer must name the request's origin exactly; take it from the Origin header if
                   it is one that you trust, and add “Vary: Origin”.
       The same    #2 GET https://api.example/new

    1 of 3 exchanges went from blocked to allowed.
    1 of 3 exchanges went from allowed to blocked.
    2 changes in all.
    1 exchange not in the baseline.
    3 requests judged: 1 allowed, 2 blocked.
    All about one of them: whycors replay later.har#1
    "
  `);
  const same = await runCli(
    ["replay", "session.har", "--baseline", "run.ndjson", "--fail-on", "changed", "--format", "json"],
    { directory },
  );
  expect(same).toMatchObject({ out: "[]\n", code: 0 });
  const notVerdicts = await runCli(["replay", "session.har", "--baseline", "session.har"], { directory });
  expect(notVerdicts).toMatchObject({ code: 2, err: expect.stringContaining("--baseline: session.har: line 1") });
});

test("secrets are masked in every output", async () => {
  const given = { files: { "secret.har": har([secret, blocked]) } };
  for (const format of ["pretty", "json", "ndjson", "junit", "sarif", "markdown", "github"]) {
    const { out, directory } = await runCli(
      ["replay", "secret.har", "--steps", "--save", "run", "--format", format],
      given,
    );
    expect(out + readFileSync(join(directory, "run"), "utf8")).not.toMatch(/s3cr3t|c00kie|n3xt/);
  }
  const cases = await runCli(["replay", "secret.har#0", "--to-case"], given);
  expect(cases.out).toContain("Bearer ***");
  const shown = await runCli(["replay", "secret.har", "--format", "json", "--show-secrets"], given);
  expect(shown.out).toContain("s3cr3t-token");
});

test("--to-cases writes cases that hold, and overwrites none", async () => {
  const { directory, err, code, out } = await runCli(["replay", "session.har", "--to-cases", "cors/cases"], { files });
  expect([code, out, err]).toEqual([0, "", "2 cases written to cors/cases.\n"]);
  expect(readdirSync(join(directory, "cors/cases")).sort()).toEqual(["session-1.json", "session-2.json"]);
  expect(await runCli(["cases", "cors"], { directory })).toMatchObject({
    code: 0,
    out: expect.stringContaining("8 verdicts as expected"),
  });
  const again = await runCli(["replay", "session.har", "--to-cases", "cors/cases"], { directory });
  expect(again.err).toBe("0 cases written to cors/cases; 2 files were there already and stay as they are.\n");
});

test("FILE#N --to-case prints one", async () => {
  const { out } = await runCli(["replay", "session.har#2", "--to-case"], { files });
  expect(out).toMatchInlineSnapshot(`
    "{
      "id": "session-2",
      "title": "GET https://api.example/news (session.har, entry 2)",
      "page": {
        "url": "https://app.example/"
      },
      "setup": {
        "url": "https://api.example/news",
        "api": "fetch"
      },
      "server": [
        {
          "when": {
            "method": "GET",
            "url": "https://api.example/news"
          },
          "respond": {
            "status": 200,
            "headers": [
              ["Content-Type", "application/json"]
            ]
          },
          "times": 1
        }
      ],
      "expect": {
        "outcome": "blocked",
        "reason": "missing-allow-origin",
        "stage": "response"
      }
    }
    "
  `);
  expect(await runCli(["replay", "session.har", "--to-case"], { files })).toMatchObject({ code: 2, out: "" });
});

test("stdin, gzip and several files", async () => {
  const args = ["replay", "--format", "ndjson"];
  expect(outcomesIn((await runCli([...args, "-"], { stdin: SESSION })).out)).toHaveLength(2);
  const packed = { "a.har": SESSION, "b.har.gz": gzipSync(SESSION) };
  const { out } = await runCli([...args, "a.har", "b.har.gz"], { files: packed });
  expect(verdictsIn(out).map(({ source }) => source?.file)).toEqual(["a.har", "a.har", "b.har.gz", "b.har.gz"]);
  const pretty = await runCli(["replay", "a.har", "b.har.gz"], { files: packed });
  expect(pretty.out).toContain("\nb.har.gz\n");
});

test("a file that can't be used does not stop the others", async () => {
  const { out, err, code } = await runCli(["replay", "gone.har", "session.har", "--format", "ndjson"], { files });
  expect(outcomesIn(out)).toEqual(["1 spec allowed", "2 spec blocked"]);
  expect(code).toBe(2);
  expect(err).toMatch(/^whycors: gone.har: no such file\n/);
});

test("what was judged before a fault is told", async () => {
  const cut = SESSION.slice(0, SESSION.lastIndexOf('"timings"'));
  const { out, err, code } = await runCli(["replay", "cut.har", "--format", "json"], { files: { "cut.har": cut } });
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject([{ outcome: "allowed" }]);
  expect(err).toMatch(/^whycors: cut\.har:\d+:\d+/);
});

test("unusable entries are named and counted", async () => {
  const { out, err, code } = await runCli(["replay", "odd.har", "--format", "ndjson"], {
    files: { "odd.har": har([null, {}, allowed]) },
  });
  expect(verdictsIn(out)).toHaveLength(1);
  expect(code).toBe(0);
  expect(err).toMatchInlineSnapshot(`
    "whycors: left out odd.har, entry 0: expected an object, found null
    whycors: left out odd.har, entry 1: expected an object, found nothing
    1 request judged: 1 allowed.
    Left out: 1 unusable (not-an-object), 1 unusable (no-request).
    "
  `);
});

test.each([
  ["a directory", "folder", {}],
  ["an empty file", "empty.har", { "empty.har": "" }],
  ["an empty gzip", "zero.har.gz", { "zero.har.gz": new Uint8Array() }],
  ["gzip of nothing", "nothing.har.gz", { "nothing.har.gz": gzipSync("") }],
  ["a cut gzip", "cut.har.gz", { "cut.har.gz": gzipSync(SESSION).subarray(0, 100) }],
  ["not JSON", "text.har", { "text.har": "hello" }],
  ["not a HAR", "other.json", { "other.json": '{"a":1}' }],
  ["no such entry", "session.har#99", files],
  ["NUL bytes", "nul.har", { "nul.har": "\0\0\0\0" }],
  ["deep nesting", "deep.har", { "deep.har": "[".repeat(10_000) }],
  ["a bad origin", "session.har --origin nowhere", files],
])("unusable: %s", async (_what, line, given: Readonly<Record<string, string | Uint8Array>>) => {
  const { out, err, code } = await runCli(["replay", ...line.split(" ")], { files: { "folder/x": "", ...given } });
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err.trimEnd().split("\n").length).toBeLessThanOrEqual(3);
  expect(err).toMatchSnapshot();
});

test("the tour that npm start shows", async () => {
  const fixtures = fileURLToPath(new URL("../../fixtures", import.meta.url));
  expect(existsSync(join(fixtures, "tour.har"))).toBe(true);
  const { out, code } = await runCli(["replay", "tour.har"], { directory: fixtures });
  expect(code).toBe(0);
  const [table, ...stories] = out.split("\n\n");
  expect(table).toMatchInlineSnapshot(`
    "  #  Method  URL                              API    Outcome    Reason
      3  GET     https://api.test:8543/products   fetch  ✓ allowed
      4  PUT     https://api.test:8543/orders/7   fetch  ✓ allowed  preflight
      6  PUT     https://api.test:8543/orders/7   fetch  ✓ allowed  preflight cached
      7  DELETE  https://api.test:8543/orders/8   fetch  ✗ blocked  method-not-allowed
      9  POST    https://api.test:8543/login      fetch  ✓ allowed
     10  GET     https://api.test:8543/profile    fetch  ✓ allowed
     11  GET     https://api.test:8543/basket     fetch  ✗ blocked  wildcard-with-credentials
     12  GET     https://api.test:8543/news       fetch  ✗ blocked  missing-allow-origin
     13  GET     https://api.test:8543/reviews    fetch  ✗ blocked  allow-origin-mismatch
     14  GET     https://api.test:8543/prices     xhr    ✗ blocked  multiple-allow-origin
     15  POST    https://api.test:8543/search     xhr    ✗ blocked  header-not-allowed
     17  GET     https://api.test:8543/invoices   fetch  ✗ blocked  preflight-status
     19  GET     https://api.test:8543/catalogue  fetch  ✗ blocked  allow-origin-mismatch
     21  GET     https://cdn.test:8543/photo.png  img    ✓ allowed
     23  GET     https://api.test:8181/stock      fetch  ✗ failed   network-error"
  `);
  expect(stories.pop()).toContain("Model and recording agree on all 15 requests that show what the browser did.");
  expect(stories.length).toBeGreaterThan(8);
});
