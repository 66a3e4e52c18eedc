import { describe, expect, test } from "vitest";
import type { WarningCode } from "../../src/explain/codes.js";
import { warningOf, warningsOf } from "../../src/explain/warnings.js";
import {
  API,
  answer,
  at,
  CREDENTIALS,
  headers,
  maxAge,
  methods,
  ORIGIN,
  onPreflight,
  outcomeFor,
  verdictFor,
  WILDCARD,
} from "./cases.js";

type Given = Parameters<typeof verdictFor>;

const acao = (value: string) => ["Access-Control-Allow-Origin", value] as const;
const acac = (value: string) => ["Access-Control-Allow-Credentials", value] as const;
const VARY = ["Vary", "Accept, Origin"] as const;
const JSON_POST: Given[1] = { method: "POST", headers: [["Content-Type", "application/json"]] };

/** Shown by the first server's answers, not by the second's. */
test.each<[WarningCode, Given[1], Given[2], Given[2]]>([
  ["missing-vary-origin", {}, [answer(200, ORIGIN)], [answer(200, ORIGIN, VARY)]],
  ["missing-vary-origin", {}, [answer(200, ORIGIN)], [answer(200, WILDCARD)]],
  ["missing-vary-origin", {}, [answer(200, ORIGIN)], [answer(200, ORIGIN, ["Cache-Control", "no-store"])]],
  ["allow-origin-trailing-slash", {}, [answer(200, acao("https://app.example/"))], [answer(200, ORIGIN)]],
  ["allow-origin-list", {}, [answer(200, acao("https://a.example, https://b.example"))], [answer(200, ORIGIN)]],
  ["allow-origin-list", {}, [answer(200, acao("*.example"))], [answer(200, acao("*, *"))]],
  ["allow-origin-duplicate", {}, [answer(200, ORIGIN, ORIGIN)], [answer(200, acao("https://a.example, null"))]],
  ["allow-origin-null", {}, [answer(200, acao("null"))], [answer(200, acao("NULL"))]],
  ["allow-origin-path-or-port", {}, [answer(200, acao("https://app.example:443"))], [answer(200, ORIGIN)]],
  ["allow-origin-path-or-port", {}, [answer(200, acao("https://app.example/x"))], [answer(200, acao("app.example"))]],
  ["credentials-not-lowercase-true", {}, [answer(200, ORIGIN, acac("True"))], [answer(200, ORIGIN, CREDENTIALS)]],
  ["credentials-false", {}, [answer(200, ORIGIN, acac("false"))], [answer(200, ORIGIN, acac("no"))]],
  [
    "wildcard-with-credentials",
    { credentials: "include", method: "PUT" },
    [onPreflight(204, ORIGIN, CREDENTIALS, methods("*"))],
    [onPreflight(204, ORIGIN, CREDENTIALS, methods("PUT")), answer(200, ORIGIN, CREDENTIALS)],
  ],
  [
    "wildcard-authorization",
    { headers: [["Authorization", "x"]] },
    [onPreflight(204, ORIGIN, headers("*"))],
    [onPreflight(204, ORIGIN, headers("*, Authorization"))],
  ],
  [
    "wildcard-uncached-firefox",
    { method: "PUT" },
    [onPreflight(204, ORIGIN, methods("*"), maxAge("600"))],
    [onPreflight(204, ORIGIN, methods("PUT"), maxAge("600"))],
  ],
  ["preflight-auth", { method: "PUT" }, [onPreflight(401)], [onPreflight(404)]],
  [
    "preflight-redirect",
    { method: "PUT" },
    [onPreflight(301, ["Location", `${API}/`])],
    [onPreflight(204, ORIGIN, methods("PUT"))],
  ],
  ["preflight-status", { method: "PUT" }, [onPreflight(405, ORIGIN)], [onPreflight(403, ORIGIN)]],
  [
    "safelisted-method-listed",
    { method: "PUT" },
    [onPreflight(204, methods("GET, PUT"))],
    [onPreflight(204, methods("PUT"))],
  ],
  [
    "safelisted-header-listed",
    { headers: [["X-A", "1"]] },
    [onPreflight(204, headers("Accept"))],
    [onPreflight(204, headers("X-A"))],
  ],
  [
    "content-type-missing-in-acah",
    JSON_POST,
    [onPreflight(204, ORIGIN)],
    [onPreflight(204, ORIGIN, headers("Content-Type"))],
  ],
  ["content-type-missing-in-acah", JSON_POST, [onPreflight(204, ORIGIN)], [onPreflight(204, ORIGIN, headers("*"))]],
  [
    "allow-headers-on-actual-only",
    { api: "xhr", method: "POST", uploadListeners: ["progress"], body: { type: "text", value: "x" } },
    [onPreflight(204, ORIGIN), answer(200, ORIGIN, methods("POST"))],
    [onPreflight(204, ORIGIN, methods("POST")), answer(200, ORIGIN, methods("POST"))],
  ],
  ["expose-headers-missing", {}, [answer(200, ORIGIN, ["ETag", "x"])], [answer(200, ORIGIN, ["X-Powered-By", "x"])]],
  [
    "expose-headers-missing",
    {},
    [answer(200, ORIGIN, ["X-Total-Count", "1"])],
    [answer(200, ORIGIN, ["X-Total-Count", "1"], ["Access-Control-Expose-Headers", "x-total-count"])],
  ],
  [
    "expose-set-cookie",
    {},
    [answer(200, ORIGIN, ["Access-Control-Expose-Headers", "Set-Cookie"])],
    [answer(200, ORIGIN, ["Access-Control-Expose-Headers", "X"])],
  ],
  [
    "expose-on-preflight",
    { method: "PUT" },
    [onPreflight(204, ORIGIN, methods("PUT"), ["Access-Control-Expose-Headers", "X"]), answer(200, ORIGIN)],
    [onPreflight(204, ORIGIN, methods("PUT")), answer(200, ORIGIN, ["Access-Control-Expose-Headers", "X"])],
  ],
  ["max-age-over-cap", { method: "PUT" }, [onPreflight(204, maxAge("86401"))], [onPreflight(204, maxAge("86400"))]],
  ["max-age-not-number", { method: "PUT" }, [onPreflight(204, maxAge("1h"))], [onPreflight(204, maxAge("600"))]],
  ["max-age-missing", { method: "PUT" }, [onPreflight(204, ORIGIN)], [onPreflight(204, ORIGIN, maxAge("0"))]],
  ["max-age-on-actual", {}, [answer(200, ORIGIN, maxAge("5"))], [answer(200, ORIGIN)]],
  ["errors-without-cors", {}, [answer(502)], [answer(502, ORIGIN)]],
  [
    "redirect-without-cors",
    {},
    [answer(302, ["Location", "/x"])],
    [at(API, 302, ORIGIN, ["Location", "/x"]), answer(200)],
  ],
  [
    "redirect-null-origin",
    {},
    [at(API, 302, WILDCARD, ["Location", "https://cdn.example/x"]), answer(200, WILDCARD)],
    [at(API, 302, WILDCARD, ["Location", "/x"]), answer(200, WILDCARD)],
  ],
  ["post-side-effect", { method: "POST" }, [answer(200)], [answer(200, ORIGIN)]],
])("%s of %o", (code, setup, shows, hides) => {
  const codes = (server: Given[2]) => verdictFor("spec", setup, server).warnings.map((warning) => warning.code);
  expect(codes(shows)).toContain(code);
  expect(codes(hides)).not.toContain(code);
});

/** Shown by the first page code, not by the second. */
test.each<[WarningCode, Given[1], Given[1]]>([
  ["no-cors-as-fix", { mode: "no-cors" }, { mode: "no-cors", url: "/own" }],
  ["preflight-method-lowercase", { method: "patch" }, { method: "PATCH" }],
  ["preflight-method-lowercase", { method: "patch" }, { method: "put" }],
  ["body-on-get", { body: { type: "text", value: "x" } }, { method: "POST", body: { type: "text", value: "x" } }],
  ["forbidden-header-set", { headers: [["Cookie", "a=1"]] }, { headers: [["X-Cookie", "a=1"]] }],
  ["request-header-allow-origin", { headers: [["Access-Control-Allow-Origin", "*"]] }, { headers: [["X", "*"]] }],
  ["x-requested-with", { headers: [["X-Requested-With", "XMLHttpRequest"]] }, { headers: [["X", "1"]] }],
  ["get-with-json-content-type", { headers: [["Content-Type", "application/json"]] }, JSON_POST],
  [
    "upload-listener-preflight",
    { api: "xhr", method: "POST", uploadListeners: ["progress"], body: { type: "text", value: "x" } },
    { api: "xhr", method: "PUT", uploadListeners: ["progress"], body: { type: "text", value: "x" } },
  ],
  ["http-to-https-mixed", { url: "http://api.example/data" }, {}],
])("%s of %o", (code, shows, hides) => {
  const codes = (setup: Given[1]) => {
    return verdictFor("spec", setup, [onPreflight(204, WILDCARD, headers("*")), answer(200, WILDCARD)]).warnings.map(
      (warning) => warning.code,
    );
  };
  expect(codes(shows)).toContain(code);
  expect(codes(hides)).not.toContain(code);
});

test("localhost and 127.0.0.1 are two origins", () => {
  const page = { url: "http://localhost:3000/" };
  const of = (url: string) =>
    verdictFor("spec", { url }, [answer(200, WILDCARD)], page).warnings.map(({ code }) => code);
  expect(of("http://127.0.0.1:3000/")).toContain("localhost-vs-127");
  expect(of("http://localhost:3001/")).not.toContain("localhost-vs-127");
});

test("a beacon carries credentials", () => {
  const body = { type: "blob", value: "{}", contentType: "application/json" } as const;
  const codes = verdictFor("spec", { api: "beacon", body }, [onPreflight(204, WILDCARD, headers("*"))]).warnings;
  expect(codes.map(({ code }) => code)).toContain("beacon-wildcard");
});

test("a copy stored for a request without Origin", () => {
  const stored = { via: "http-cache", respond: { status: 200 } } as const;
  const { warnings, likelyCauses } = verdictFor("spec", {}, [stored]);
  expect(warnings.map(({ code }) => code)).toEqual(["vary-only-when-origin"]);
  expect(likelyCauses).toEqual([{ code: "cache-without-vary", evidence: "answered by the browser's own cache" }]);
});

test("messages name what they are about", () => {
  const { warnings } = verdictFor(
    "spec",
    {
      headers: [
        ["Cookie", "a"],
        ["Host", "b"],
      ],
    },
    [answer(200, WILDCARD)],
  );
  expect(warnings).toEqual([
    {
      code: "forbidden-header-set",
      message: "The browser drops the headers Cookie and Host in silence: page code may not set them here.",
    },
  ]);
});

test("what takes several answers to see is worded by whoever saw it", () => {
  expect(warningOf("reflect-any-origin", { url: API }, "en").message).toContain(`${API} echoes any origin`);
});

describe("with more than the outcome known", () => {
  const codes = (setup: Given[1], server: Given[2], preflightedBefore: readonly string[] = []) => {
    const { outcome, browser, rerun } = outcomeFor("spec", setup, server);
    const context = { rerun, preflightedBefore };
    return warningsOf(outcome, browser.profile, browser.page, "en", context).map(({ code }) => code);
  };

  test("lists that stand on the actual answer only, though it was never sent", () => {
    const lists = [methods("PUT"), headers("X-A")] as const;
    const setup = { method: "PUT" };
    expect(codes(setup, [onPreflight(204, ORIGIN), answer(200, ORIGIN, ...lists)])).toContain(
      "allow-headers-on-actual-only",
    );
    expect(codes(setup, [onPreflight(204, ORIGIN), answer(200, ORIGIN)])).not.toContain("allow-headers-on-actual-only");
  });

  test("a preflight for each of many URLs", () => {
    const setup = { url: "https://api.example/item/2", method: "PUT" };
    const server = [onPreflight(204, ORIGIN, methods("PUT")), answer(200, ORIGIN)];
    expect(codes(setup, server, ["https://api.example/item/1"])).toContain("preflight-cached-per-url");
    expect(codes(setup, server, ["https://api.example/item/2"])).not.toContain("preflight-cached-per-url");
    expect(codes(setup, server, ["https://api.example/user/1/x"])).not.toContain("preflight-cached-per-url");
  });
});

test("a sound answer has no warnings", () => {
  const good = [ORIGIN, VARY] as const;
  const server = [onPreflight(204, ...good, methods("PUT"), maxAge("600")), answer(200, ...good)];
  expect(verdictFor("spec", { method: "PUT" }, server).warnings).toEqual([]);
});
