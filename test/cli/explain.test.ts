import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainSubject } from "../../src/cli/explain/explain-call.js";
import { INPUT_KINDS } from "../../src/cli/explain/input-kinds.js";
import { EXPLAIN_FORMAT_NAMES } from "../../src/cli/formats/names.js";
import { isMissed } from "../../src/explain/values.js";
import { SPEC_CASES } from "../explain/spec-cases.js";
import { type Ran, runCli } from "./run-cli.js";

const ORIGIN = ["--origin", "https://app.example"];
const STAR = ["--server", "access-control-allow-origin: *"];
const PUT = 'fetch("https://api.example/data",{method:"PUT",headers:{"X-Custom":"1"}})';
const TWINS = {
  fetch: PUT,
  XMLHttpRequest:
    'const xhr = new XMLHttpRequest(); xhr.open("PUT", "https://api.example/data"); xhr.setRequestHeader("X-Custom", "1"); xhr.send();',
  jQuery: '$.ajax({ url: "https://api.example/data", type: "PUT", headers: { "X-Custom": "1" } })',
  axios: 'axios.put("https://api.example/data", null, { headers: { "X-Custom": "1" } })',
  curl: "curl -X PUT https://api.example/data -H 'X-Custom: 1'",
};

function explain(...args: string[]): Promise<Ran> {
  return runCli(["explain", ...args]);
}

async function verdictsOf(...args: string[]) {
  const { out, err, code } = await explain(...args, "--format", "json", "--quiet");
  expect([err, code]).toEqual(["", 0]);
  return JSON.parse(out);
}

test("a PUT that the server's headers do not allow, told in full", async () => {
  const { out, err, code } = await explain(PUT, ...ORIGIN, ...STAR);
  expect(code).toBe(0);
  expect(err).toBe("Read the input as JavaScript; --as says otherwise.\n");
  expect(out).toMatchSnapshot();
});

test("the same in Chinese, asked for or by the environment", async () => {
  const { out } = await explain(PUT, ...ORIGIN, ...STAR, "--lang", "zh-CN");
  expect(out).toMatchSnapshot();
  expect(out).not.toMatch(/Decided by|Script sees|blocked at|never sent/);
});

describe("Chinese has its own marks", () => {
  const LINE =
    "Access to fetch at 'https://api.example/' from origin 'https://app.example' has been blocked by CORS policy: " +
    "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
  const INPUTS = [[PUT, ...ORIGIN, ...STAR], [`\n${PUT}`, ...ORIGIN], [LINE], ["missing-allow-origin"]];

  test.each(["pretty", "markdown", "html"])("%s", async (format) => {
    for (const input of INPUTS) {
      const { out } = await explain(...input, "--lang", "zh-CN", "--format", format, "--config", "s3", "--steps");
      expect(out.match(/\p{Script=Han}[,(]|\p{Script=Han} \(|[,(] ?\p{Script=Han}|[\w)] （/gu)).toBeNull();
    }
  });

  test("rules, missing headers and the notes of a configuration", async () => {
    const code = 'fetch("https://api.example/data",{method:"PATCH"})';
    const { out } = await explain(code, ...ORIGIN, "--server", "x: y", "--lang", "zh-CN", "--config", "s3");
    expect(out).toContain("Access-Control-Allow-Origin（缺少）");
    expect(out).toMatch(/CORS check，第 \d/);
    expect(out).toContain("AWS S3（未测试）");
    expect(out).toContain("S3 只支持 GET、HEAD、POST、PUT 和 DELETE 方法。");
    const [verdict] = await verdictsOf(code, ...ORIGIN, "--lang", "zh-CN", "--config", "s3");
    expect(verdict.configuration.notes[0]).toMatch(/^S3 只支持/);
  });
});

test("without a server: whether there is a preflight, and what the server must answer", async () => {
  const { out } = await explain(PUT, ...ORIGIN);
  expect(out).toMatchSnapshot();
});

describe("its twins", () => {
  test.each(Object.entries(TWINS))("%s: the same verdict", async (_name, code) => {
    const [verdict] = await verdictsOf(code, ...ORIGIN, ...STAR);
    expect(verdict).toMatchObject({
      outcome: "blocked",
      reason: "method-not-allowed",
      stage: "preflight",
      more: [{ reason: "header-not-allowed" }],
    });
    expect(Object.fromEntries(verdict.preflight.request.headers)).toMatchObject({
      "Access-Control-Request-Method": "PUT",
      "Access-Control-Request-Headers": "x-custom",
      Origin: "https://app.example",
    });
  });

  test.each(Object.entries(TWINS))("%s: allowed when the server does what is needed", async (_name, code) => {
    const [needed] = await verdictsOf(code, ...ORIGIN);
    expect(needed).toMatchObject({ outcome: "unknown", missing: ["server"] });
    expect(needed.needs).toMatchObject({
      preflight: [
        "Access-Control-Allow-Origin: https://app.example",
        "Access-Control-Allow-Methods: PUT",
        "Access-Control-Allow-Headers: x-custom",
      ],
      response: ["Access-Control-Allow-Origin: https://app.example"],
    });
    const [verdict] = await verdictsOf(
      code,
      ...ORIGIN,
      "--preflight-server",
      needed.needs.preflight.join("\n"),
      "--server",
      needed.needs.response.join("\n"),
    );
    expect(verdict.outcome).toBe("allowed");
  });
});

test("what is said to be needed is enough, for setups of the spec cases", () => {
  const context = { profile: "chromium", lang: "en", trace: false, showSecrets: true } as const;
  const wrong = SPEC_CASES.filter((_, index) => index % 3 === 0).flatMap(({ server: _server, ...given }) => {
    const subject = { what: "case", at: null, given, hasServer: false, assumed: [], notes: [] };
    const { needs, verdict } = explainSubject(subject, context);
    return needs !== null && verdict.reason !== null ? [[given.id, verdict.reason]] : [];
  });
  expect(wrong).toEqual([]);
});

describe("formats", () => {
  test.each(EXPLAIN_FORMAT_NAMES)("%s", async (format) => {
    const { out, code } = await explain(PUT, ...ORIGIN, ...STAR, "--format", format, "--quiet");
    expect(code).toBe(0);
    if (format === "json") expect(JSON.parse(out)).toHaveLength(1);
    else expect(out).toMatchSnapshot();
  });

  test("HTML and SVG run nothing that a server or a page says", async () => {
    const evil = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'";
    for (const format of ["html", "svg", "markdown"]) {
      const { out } = await explain(
        `fetch(${JSON.stringify(`https://api.example/?${evil}`)})`,
        ...ORIGIN,
        "--server",
        `access-control-allow-origin: ${evil}`,
        "--format",
        format,
      );
      // In Markdown a backslash or a code span takes the meaning away.
      expect(out.replace(/(`+)[^`]+\1|\\</g, "")).not.toMatch(/<script|<img/);
    }
  });

  test("a picture has one request; --call chooses", async () => {
    const two = 'fetch("https://a.example/"); fetch("https://b.example/")';
    expect(await explain(two, "--format", "svg", "--quiet")).toMatchObject({
      code: 2,
      out: "",
      err: "whycors: --format svg draws one request, and there are 2\n  Choose one with --call N.\n",
    });
    const { out } = await explain(two, "--format", "mermaid", "--call", "2", "--quiet");
    expect(out).toContain("b.example");
    expect(out).not.toContain("a.example");
  });
});

describe("inputs", () => {
  test.each<[string, Record<string, string>, string, Record<string, unknown>]>([
    ["a JavaScript file", { "a.js": PUT }, "a.js", { what: "fetch()" }],
    ["an HTML file", { "a.html": '<img src="https://cdn.example/a.png" crossorigin>' }, "a.html", { what: "<img>" }],
    ["a curl command in a file", { "a.sh": TWINS.curl }, "a.sh", { what: "curl" }],
    ["a URL", {}, "https://api.example/data", { what: "fetch()" }],
    [
      "a case",
      {
        "a.json": JSON.stringify({
          id: "x",
          page: { url: "https://app.example/" },
          setup: { url: "https://api.example/" },
          server: [{ respond: {} }],
        }),
      },
      "a.json",
      { what: "x", reason: "missing-allow-origin" },
    ],
    [
      "an HTTP message pair",
      {
        "a.http":
          "GET /data HTTP/1.1\nHost: api.example\nOrigin: https://app.example\n\nHTTP/1.1 200 OK\nContent-Type: text/plain\n\nhi\n",
      },
      "a.http",
      { reason: "missing-allow-origin" },
    ],
  ])("%s", async (_what, files, input, expected) => {
    const { out, code } = await runCli(["explain", input, "--format", "json", "--quiet"], { files });
    expect(code).toBe(0);
    expect(JSON.parse(out)[0]).toMatchObject(expected);
  });

  test("stdin", async () => {
    const { out } = await runCli(["explain", "-", "--format", "json", "--quiet"], { stdin: TWINS.curl });
    expect(JSON.parse(out)[0]).toMatchObject({ what: "curl", asked: { method: "PUT" } });
  });

  test("a recorded request", async () => {
    const har = new URL("../../fixtures/tour.har", import.meta.url).pathname;
    const { out } = await runCli(["explain", `${har}#15`, "--format", "json", "--quiet"]);
    expect(JSON.parse(out)[0]).toMatchObject({
      outcome: "blocked",
      reason: "header-not-allowed",
      asked: { api: "xhr", method: "POST" },
    });
    const all = await runCli(["explain", har, "--quiet"]);
    expect([all.code, all.err]).toEqual([2, expect.stringContaining("requests are in it; which one?")]);
  });

  test("a reason code and a header have their pages", async () => {
    expect((await explain("wildcard-with-credentials", "--quiet")).out).toMatchSnapshot();
    expect((await explain("vary", "--quiet")).out).toContain("Vary");
  });

  test("a console line, alone and with the server's answer", async () => {
    const line =
      "XMLHttpRequest cannot load https://api.example/data. Origin https://app.example is not allowed by Access-Control-Allow-Origin.";
    expect((await explain(line)).out).toMatchSnapshot();
    const [told, judged] = await verdictsOf(line, "--server", "access-control-allow-origin: https://other.example");
    expect(told).toMatchObject({ old: true, facts: { url: "https://api.example/data" } });
    expect(judged).toMatchObject({ reason: "allow-origin-mismatch", asked: { api: "xhr" } });
  });

  test.each([
    "Uncaught (in promise) TypeError: Failed to fetch",
    "XMLHttpRequest cannot load https://api.example/data due to access control checks.",
    "GET https://api.example/data net::ERR_BLOCKED_BY_CLIENT",
    "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/data. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 502.",
    "Access to fetch at 'https://login.example/oauth2/authorize' (redirected from 'https://api.example/me') from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    "TypeError: fetch failed",
  ])("%s", async (line) => {
    expect((await explain(line, "--quiet")).out).toMatchSnapshot();
  });

  test("a failure that the console tells several times is told once", async () => {
    const line = "Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200";
    const text = `[Error] ${line}\n[Error] Failed to load resource: ${line} (data, line 0)\n[Error] ${line}`;
    expect(await verdictsOf(text)).toHaveLength(1);
  });

  test("code that quotes a console's line is code", async () => {
    const code =
      "// blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present\nfetch('https://api.example/x')";
    expect(await verdictsOf(code)).toMatchObject([{ asked: { url: "https://api.example/x" } }]);
  });

  test("whole responses answer the requests in turn", async () => {
    const redirect = "HTTP/1.1 302 Found\naccess-control-allow-origin: *\nlocation: https://other.example/x";
    const [verdict] = await verdictsOf(
      'fetch("https://api.example/data")',
      ...ORIGIN,
      "--server",
      redirect,
      "--server",
      "HTTP/1.1 200 OK",
    );
    expect(verdict).toMatchObject({ stage: "response", reason: "missing-allow-origin" });
    expect(verdict.exchanges.map(({ request }: { request: { url: string } }) => request.url)).toEqual([
      "https://api.example/data",
      "https://other.example/x",
    ]);
  });

  test("--profile all tells each", async () => {
    const verdicts = await verdictsOf(PUT, ...ORIGIN, ...STAR, "--profile", "all");
    expect(verdicts.map(({ profile }: { profile: string }) => profile)).toEqual([
      "spec",
      "chromium",
      "firefox",
      "webkit",
    ]);
  });

  test("secrets are masked", async () => {
    const code = 'fetch("https://api.example/", { headers: { Authorization: "Bearer abcdefghijkl" } })';
    const server = ["--server", "access-control-allow-origin: *\\naccess-control-allow-headers: authorization"];
    const masked = (await explain(code, ...server)).out;
    expect(masked).toContain("Authorization: Bearer ***");
    expect(masked).not.toContain("abcdefghijkl");
    expect((await explain(code, ...server, "--show-secrets")).out).toContain("abcdefghijkl");
  });

  test("--config writes the fix for a server", async () => {
    const { out } = await explain(PUT, ...ORIGIN, ...STAR, "--config", "nginx");
    expect(out).toMatch(/Configuration {2}nginx \(tested with nginx [\d.]+\)/);
    const [verdict] = await verdictsOf(PUT, ...ORIGIN, "--config", "express");
    expect(verdict.configuration).toMatchObject({
      name: "express",
      text: expect.stringContaining('origin: ["https://app.example"]'),
    });
    const spring = ["--config", "spring", "--quiet", "--format"];
    expect((await explain(PUT, ...ORIGIN, ...spring, "markdown")).out).toContain(
      "- Spring (untested)\n\n```java\n// a @Conf",
    );
    expect((await explain(PUT, ...ORIGIN, ...spring, "html")).out).toContain(
      "Methods(List.of(&#34;GET&#34;, &#34;HEAD&#34;",
    );
    const { err, code } = await explain(PUT, "--config", "ngnix");
    expect([code, err]).toEqual([2, expect.stringMatching(/or gcs, got "ngnix"\n {2}Did you mean nginx\?\n$/)]);
  });

  test("--fail-on blocked", async () => {
    expect((await explain(PUT, ...STAR, "--fail-on", "blocked")).code).toBe(1);
    expect((await explain(PUT, "--fail-on", "blocked")).code).toBe(0);
  });
});

describe("a report of somebody's", () => {
  const LINE =
    "Access to fetch at 'https://api.example/orders/7' from origin 'https://shop.example' has been blocked by CORS policy: " +
    "Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.";
  const REPORT = [
    "It doesn't work, and I don't know why!",
    "```",
    `app.js:12 ${LINE}`,
    "```",
    "The code:",
    "```js",
    "fetch(base + '/orders/7', { method: 'PUT' })",
    "```",
    "and the answer to OPTIONS:",
    "HTTP/1.1 204 No Content",
    "Access-Control-Allow-Origin: https://shop.example",
  ].join("\n");

  test("its line is explained, and its request judged with its page, its address and its answer", async () => {
    const { out, err, code } = await explain(REPORT);
    expect(code).toBe(0);
    expect(err).toBe(
      "Read the input as a report: what is in it of code, configuration, commands, console lines and answers; --as says otherwise.\n",
    );
    expect(out).toMatchSnapshot();
  });

  test("programs get the line, and the verdict", async () => {
    expect(await verdictsOf(REPORT)).toMatchObject([
      { engine: "Chromium", reasons: ["method-not-allowed"] },
      {
        outcome: "blocked",
        reason: "method-not-allowed",
        asked: { url: "https://api.example/orders/7", method: "PUT" },
      },
    ]);
  });

  test("a configuration answers for its server, and is written anew where it fails", async () => {
    const { out } = await explain(
      `${LINE}\n\napp.use(cors({ origin: "https://shop.example/", methods: ["GET"] }));`,
      "--quiet",
    );
    expect(out).toMatchSnapshot();
  });

  test("a configuration by itself is told, for the page that it means", async () => {
    const [told] = await verdictsOf("add_header Access-Control-Allow-Origin https://shop.example/;");
    expect(told).toMatchObject({
      configuration: "nginx",
      origin: "https://shop.example",
      response: { headers: [["Access-Control-Allow-Origin", "https://shop.example/"]] },
      findings: [
        { code: "config-origin", value: "https://shop.example/", instead: "https://shop.example" },
        { code: "config-errors" },
        { code: "config-options" },
      ],
    });
  });

  test("what lets the request pass is not what the browser told of", async () => {
    const [, , verdict] = await verdictsOf(`${LINE}\n\napp.use(cors({ origin: "https://shop.example" }));`);
    expect(verdict).toMatchObject({ outcome: "allowed", notes: [expect.stringContaining("(method-not-allowed)")] });
  });

  test("a preflight that the code does not need has another cause", async () => {
    const [, verdict] = await verdictsOf(`${LINE}\n\nfetch("https://api.example/orders/7")`);
    expect(verdict).toMatchObject({ notes: [expect.stringContaining("needs none")] });
  });

  test("where nothing answers OPTIONS, the line tells of that", async () => {
    const told = await verdictsOf(`${LINE}\n\nheader("Access-Control-Allow-Origin: *");`);
    expect(told).toMatchObject([{ engine: "Chromium" }, { findings: [{ code: "config-options" }] }]);
  });

  test("an answer alone is judged for any request", async () => {
    expect(await verdictsOf("HTTP/1.1 200 OK\nServer: nginx\nVary: Origin")).toMatchObject([
      { outcome: "blocked", reason: "missing-allow-origin" },
    ]);
  });

  test("what is given beside it counts more", async () => {
    const [, verdict] = await verdictsOf(
      REPORT,
      "--server",
      "access-control-allow-origin: *\naccess-control-allow-methods: PUT",
    );
    expect(verdict).toMatchObject({ outcome: "allowed" });
  });
});

describe("input that can't be used", () => {
  test.each<[string, string[], string]>([
    [
      "half a call",
      ['fetch("/x", {', "--quiet"],
      "whycors: line 1, column 14: the code ends in the middle\n  Give the whole call: “})” is missing at the end.\n",
    ],
    [
      "a misspelt reason",
      ["missing-alow-origin", "--quiet"],
      "whycors: No request was found in it: neither fetch() nor XMLHttpRequest nor anything that uses them.\n  Did you mean missing-allow-origin?\n",
    ],
    [
      "no request",
      ["const a = 1", "--quiet"],
      "whycors: No request was found in it: neither fetch() nor XMLHttpRequest nor anything that uses them.\n  Give the call too, not only what is around it; --run runs the code.\n",
    ],
    [
      "no file",
      ["nowhere.har"],
      "whycors: nowhere.har: no such file\n  Check the path, or say what it is with --as.\n",
    ],
    [
      "no header",
      [PUT, "--server", "what?"],
      'whycors: --server: line 1: expected a header, found "what?"\n  Write header lines, or a whole response that begins with HTTP/1.1 200 OK.\n',
    ],
    [
      "no status",
      [PUT, "--server", "HTTP/1.1 999 No"],
      "whycors: --server: 999 is no status\n  It goes from 100 to 599.\n",
    ],
    [
      "no origin",
      [PUT, "--origin", "https://"],
      'whycors: --origin: "https://" is no origin\n  Write one such as https://app.example.\n',
    ],
    [
      "both servers",
      [PUT, "--live", ...STAR],
      "whycors: --live and --server are both given\n  Leave one out: --live asks the real server.\n",
    ],
    [
      "a call that is not there",
      [PUT, "--call", "2", "--quiet"],
      "whycors: --call: there is no request 2\n  The input makes 1; they are counted from 1.\n",
    ],
    [
      "no console line",
      ["hello", "--as", "console", "--quiet"],
      "whycors: no line that a browser prints about CORS is in it\n  Copy the whole line from the console, or say what it is with --as.\n",
    ],
    [
      "--run of a command",
      [TWINS.curl, "--run", "--quiet"],
      "whycors: --run runs JavaScript and HTML, not curl\n  Leave --run out, or say what it is with --as.\n",
    ],
    [
      "a kind that is none",
      [PUT, "--as", "perl"],
      `whycors: --as: expected ${INPUT_KINDS.slice(0, -1).join(", ")} or ${INPUT_KINDS.at(-1)}, got "perl"\n  Did you mean curl?\n`,
    ],
  ])("%s", async (_what, args, err) => {
    expect(await explain(...args)).toMatchObject({ out: "", err, code: 2 });
  });
});

describe("--live and --run", () => {
  let server: Server;
  let url: string;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const allowed = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "PUT", "X-Total": "3" };
      response.writeHead(request.method === "OPTIONS" ? 204 : 200, request.url === "/closed" ? {} : allowed);
      response.end(request.method === "OPTIONS" ? undefined : "{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test("a GET is asked", async () => {
    asked.length = 0;
    const [verdict] = await verdictsOf(`fetch("${url}/open")`, "--origin", "http://app.localhost", "--live");
    expect(verdict).toMatchObject({ outcome: "allowed", hiddenHeaders: expect.arrayContaining(["x-total"]) });
    expect(verdict.hiddenHeaders.filter(isMissed)).toContain("x-total");
    expect(asked).toEqual(["GET /open"]);
  });

  test("of a PUT only the preflight, unless --send", async () => {
    asked.length = 0;
    const code = `fetch("${url}/open", { method: "PUT" })`;
    const [open] = await verdictsOf(code, "--origin", "http://app.localhost", "--live");
    expect(open.notes).toEqual([
      "What the server answers to the PUT was not asked, for it could change something there; --send sends it.",
    ]);
    expect(asked).toEqual(["OPTIONS /open"]);
    const [sent] = await verdictsOf(code, "--origin", "http://app.localhost", "--live", "--send");
    expect(sent.outcome).toBe("allowed");
    expect(asked).toEqual(["OPTIONS /open", "OPTIONS /open", "PUT /open"]);
  });

  test("what the server refuses is explained", async () => {
    const [verdict] = await verdictsOf(
      `fetch("${url}/closed", { method: "PUT" })`,
      "--origin",
      "http://app.localhost",
      "--live",
    );
    expect(verdict).toMatchObject({ outcome: "blocked", stage: "preflight", reason: "missing-allow-origin" });
  });

  test("code is run, and each request that it makes explained", async () => {
    const code = `const first = await fetch("${url}/open"); await axios.put("${url}/open", null); await fetch("${url}/closed").catch(() => {});`;
    const verdicts = await verdictsOf(code, "--origin", "http://app.localhost", "--run", "--live", "--send");
    expect(
      verdicts.map(
        ({ asked: { method, api }, outcome }: { asked: { method: string; api: string }; outcome: string }) => [
          api,
          method,
          outcome,
        ],
      ),
    ).toEqual([
      ["fetch", "GET", "allowed"],
      ["xhr", "PUT", "allowed"],
      ["fetch", "GET", "blocked"],
    ]);
    expect(verdicts[2].engines.map(({ profile }: { profile: string }) => profile)).toEqual([
      "chromium",
      "spec",
      "firefox",
      "webkit",
    ]);
  });

  test("code that goes in circles is ended", async () => {
    const { code, err } = await explain("while (true) {}", "--run", "--quiet");
    expect([code, err]).toEqual([2, expect.stringContaining("timed out")]);
  }, 20_000);
});
