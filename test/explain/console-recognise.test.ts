import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../src/cases/judge.js";
import { parseUrl } from "../../src/core/infrastructure/url-record.js";
import { type LineFacts, recogniseConsole, recogniseLine } from "../../src/explain/console/recognise/recognise.js";
import { SPEC_CASES } from "./spec-cases.js";

/** Firefox looks at the type before CORS, and says so. */
const OTHER_LINE = new Set(["mime-type-blocking-module-cors-first"]);

const ENGINE = { chromium: "Chromium", firefox: "Firefox", webkit: "Safari (WebKit)" } as const;

describe.each(["chromium", "firefox", "webkit"] as const)("of every spec case, in %s", (profile) => {
  const printed = SPEC_CASES.flatMap((given) => {
    const verdict = judge(given, { profile });
    return verdict.console.map((line) => ({
      id: given.id,
      line,
      verdict,
      origin: parseUrl(given.page.url)?.origin,
      opaque: given.page.opaque,
    }));
  });

  test("there are lines", () => {
    expect(printed.length).toBeGreaterThan(500);
  });

  test("each line is recognised", () => {
    expect(printed.filter(({ line }) => recogniseLine(line) === null).map(({ id, line }) => [id, line])).toEqual([]);
  });

  test("a line that says why says the reason that decided", () => {
    const wrong = printed.flatMap(({ id, line, verdict }) => {
      const found = recogniseLine(line);
      if (found === null || found.partial || found.reasons.length === 0 || verdict.reason === null) return [];
      return found.reasons.includes(verdict.reason) || OTHER_LINE.has(id ?? "")
        ? []
        : [[id, verdict.reason, found.reasons, line]];
    });
    expect(wrong).toEqual([]);
  });

  test("what was stopped with a line that says why is found again", () => {
    const missed = SPEC_CASES.flatMap((given) => {
      const { reason, console } = judge(given, { profile });
      const found = recogniseConsole(console.join("\n"));
      if (reason === null || found.every(({ partial, reasons }) => partial || reasons.length === 0)) return [];
      return found.some(({ reasons }) => reasons.includes(reason)) || OTHER_LINE.has(given.id ?? "")
        ? []
        : [[given.id, reason]];
    });
    expect(missed).toEqual([]);
  });

  test("the origin and the URL come back", () => {
    const wrong = printed.flatMap(({ id, line, origin, opaque, verdict }) => {
      const facts: LineFacts = recogniseLine(line)?.facts ?? {};
      if (facts.origin !== undefined && facts.origin !== (opaque ? "null" : origin) && facts.origin !== "null")
        return [[id, line, facts.origin]];
      if (facts.url === undefined || verdict.reason === null || !/^https?:/.test(facts.url)) return [];
      const urls = [
        ...verdict.exchanges.map(({ request }) => request.url),
        verdict.detail.url,
        verdict.detail.location,
        // A redirect to nowhere is named as the server wrote it.
        ...verdict.exchanges.flatMap(({ response }) =>
          (response?.headers ?? []).flatMap(([name, value]) => (name.toLowerCase() === "location" ? [value] : [])),
        ),
      ];
      const isThere = line.includes(facts.url) && URL.canParse(facts.url);
      return isThere || urls.includes(facts.url) ? [] : [[id, line, facts.url]];
    });
    expect(wrong).toEqual([]);
  });

  test("of a line with a mark of its engine, the engine", () => {
    const cors = printed.filter(({ line }) =>
      /^(?:Access to|Cross-Origin Request Blocked|Origin .* is not allowed by)/.test(line),
    );
    expect(cors.length).toBeGreaterThan(50);
    expect(new Set(cors.map(({ line }) => recogniseLine(line)?.engine))).toEqual(new Set([ENGINE[profile]]));
  });
});

const URL_ = "https://api.example/data";

test.each<[string, Partial<NonNullable<ReturnType<typeof recogniseLine>>>]>([
  [
    `XMLHttpRequest cannot load ${URL_}. Origin https://app.example is not allowed by Access-Control-Allow-Origin.`,
    {
      engine: "Chromium",
      old: true,
      reasons: ["missing-allow-origin", "allow-origin-mismatch", "invalid-allow-origin"],
      facts: { kind: "XMLHttpRequest", url: URL_, origin: "https://app.example" },
    },
  ],
  [
    `XMLHttpRequest cannot load ${URL_}. No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin 'https://app.example' is therefore not allowed access. The response had HTTP status code 500.`,
    {
      engine: "Chromium",
      old: true,
      reasons: ["missing-allow-origin"],
      facts: { kind: "XMLHttpRequest", url: URL_, origin: "https://app.example", status: "500" },
    },
  ],
  [
    `Failed to load ${URL_}: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin 'http://localhost:4200' is therefore not allowed access.`,
    {
      old: true,
      stage: "preflight",
      reasons: ["missing-allow-origin"],
      facts: { url: URL_, origin: "http://localhost:4200" },
    },
  ],
  [
    `Fetch API cannot load ${URL_}. Response for preflight has invalid HTTP status code 405`,
    {
      old: true,
      stage: "preflight",
      reasons: ["preflight-status"],
      facts: { kind: "Fetch API", url: URL_, status: "405" },
    },
  ],
  [
    "Font from origin 'https://cdn.example' has been blocked from loading by Cross-Origin Resource Sharing policy: No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin 'https://app.example' is therefore not allowed access.",
    {
      old: true,
      reasons: ["missing-allow-origin"],
      facts: { kind: "Font", page: "https://cdn.example", origin: "https://app.example" },
    },
  ],
  [
    `XMLHttpRequest cannot load ${URL_}. Response for preflight is invalid (redirect)`,
    { old: true, reasons: ["preflight-redirected"] },
  ],
  [
    `Failed to load ${URL_}: The 'Access-Control-Allow-Origin' header has a value 'http://a.example' that is not equal to the supplied origin. Origin 'http://b.example' is therefore not allowed access.`,
    {
      old: true,
      reasons: ["allow-origin-mismatch"],
      facts: { url: URL_, value: "http://a.example", origin: "http://b.example" },
    },
  ],
  [
    `app.js:12 Access to fetch at '${URL_}' from origin 'https://app.example' has been blocked by CORS policy: Request header field x-custom is not allowed by Access-Control-Allow-Headers in preflight response.`,
    {
      engine: "Chromium",
      old: false,
      stage: "preflight",
      reasons: ["header-not-allowed", "authorization-needs-explicit-header"],
      facts: { kind: "fetch", url: URL_, origin: "https://app.example", header: "x-custom" },
    },
  ],
  [
    `Access to fetch at '${URL_}' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource. If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.`,
    { engine: "Chromium", old: true, reasons: ["missing-allow-origin"] },
  ],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL_}. (Reason: CORS header 'Access-Control-Allow-Origin' missing). Status code: 200.`,
    { engine: "Firefox", reasons: ["missing-allow-origin"], facts: { url: URL_, status: "200" } },
  ],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL_}. (Reason: missing token ‘authorization’ in CORS header ‘Access-Control-Allow-Headers’ from CORS preflight channel).`,
    {
      engine: "Firefox",
      old: true,
      reasons: ["header-not-allowed", "authorization-needs-explicit-header"],
      facts: { url: URL_, header: "authorization" },
    },
  ],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL_}. This can be fixed by moving the resource to the same domain or enabling CORS.`,
    { engine: "Firefox", old: true, facts: { url: URL_ } },
  ],
  [
    `已拦截跨源请求：同源策略禁止读取位于 ${URL_} 的远程资源。（原因：CORS 头缺少 'Access-Control-Allow-Origin'）。状态码：500。`,
    { engine: "Firefox", reasons: ["missing-allow-origin"], facts: { url: URL_, status: "500" } },
  ],
  [
    "[Error] Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200",
    { engine: "Safari (WebKit)", facts: { origin: "https://app.example", status: "200" } },
  ],
  [
    `[Error] Fetch API cannot load ${URL_} due to access control checks.`,
    { engine: "Safari (WebKit)", partial: true, facts: { kind: "Fetch API", url: URL_ } },
  ],
  [
    "SEC7120: Origin https://app.example not found in Access-Control-Allow-Origin header.",
    { engine: "Internet Explorer and old Edge", old: true, facts: { origin: "https://app.example" } },
  ],
  [
    "SEC7123: Request header x-custom was not present in the Access-Control-Allow-Headers list.",
    { engine: "Internet Explorer and old Edge", reasons: ["header-not-allowed"], facts: { header: "x-custom" } },
  ],
])("%s", (line, expected) => {
  const found = recogniseLine(line);
  expect(found).toMatchObject(expected);
  if (expected.facts !== undefined) expect(found?.facts).toEqual(expected.facts);
});

test("a line that was broken on its way is put together", () => {
  const text = `Access to fetch at '${URL_}'\nfrom origin 'https://app.example' has been blocked by\nCORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`;
  expect(recogniseConsole(text)).toMatchObject([{ reasons: ["missing-allow-origin"], facts: { url: URL_ } }]);
});

test.each(["fetch('/x')", "Uncaught TypeError: x is not a function", "", "hello world", "GET / HTTP/1.1"])(
  "%s is no such line",
  (line) => {
    expect(recogniseConsole(line)).toEqual([]);
  },
);

test("whatever comes, it comes to an end", () => {
  const words = fc.constantFrom(
    "Access to ",
    "fetch",
    " at '",
    "' from origin '",
    "CORS policy: ",
    "cannot load ",
    ". ",
    "'",
    "Redirect from '",
    " [",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 300 }).map((list) => list.join("")),
      ),
      (text) => {
        const start = performance.now();
        recogniseConsole(text);
        return performance.now() - start < 1000;
      },
    ),
    { numRuns: 300 },
  );
});
