import { describe, expect, test } from "vitest";
import { importEntry } from "../../src/records/har/entry.js";
import { type Exporter, exporterOf } from "../../src/records/har/exporter.js";
import { headersOf } from "../../src/records/har/headers.js";
import { type SkippedEntry, whySkipped } from "../../src/records/har/skip.js";

const request = { method: "GET", url: "https://api.example/", headers: [{ name: "Host", value: "api.example" }] };
const imported = (given: unknown, exporter: Exporter = "devtools") => importEntry(given, 0, exporter);
const withRequest = (more: object) => imported({ request: { ...request, ...more } });
const withResponse = (response: unknown) => imported({ request, response });

describe("headers", () => {
  test.each([
    [
      "objects",
      [
        { name: "Vary", value: "a" },
        { name: "vary", value: "b" },
      ],
      ["Vary: a", "vary: b"],
    ],
    ["pairs (Slack)", [["Vary", "a"]], ["Vary: a"]],
    [
      "an object (Safari)",
      { Vary: "a", "Set-Cookie": ["x=1", "y=2"] },
      ["Vary: a", "Set-Cookie: x=1", "Set-Cookie: y=2"],
    ],
    [
      "numbers and null as values",
      [{ name: "Age", value: 5 }, { name: "X", value: null }, { name: "Y" }],
      ["Age: 5", "X: ", "Y: "],
    ],
    [
      "pseudo-headers left out",
      [
        { name: ":authority", value: "x" },
        { name: "a", value: " 1 " },
      ],
      ["a: 1"],
    ],
    [
      "lines as headers (chrome-har)",
      [{ name: "set-cookie", value: "a=1\\nb=2".replace("\\n", "\n") }],
      ["set-cookie: a=1", "set-cookie: b=2"],
    ],
    ["folded lines joined", [{ name: "X", value: "a\r\n  b" }], ["X: a b"]],
    [
      "names that are none left out",
      [
        { name: "", value: "x" },
        { name: "HTTP/1.1 200 OK", value: "" },
      ],
      [],
    ],
    ["lone surrogates as bytes (mitmproxy)", [{ name: "X", value: "caf\udce9" }], ["X: caf\u00e9"]],
    ["what was UTF-8 as its bytes", [{ name: "X", value: "é€" }], ["X: \u00c3\u00a9\u00e2\u0082\u00ac"]],
    ["Latin-1 as it is", [{ name: "X", value: "é" }], ["X: é"]],
    ["keys of Object.prototype", JSON.parse('{"__proto__":"a","constructor":"b"}'), ["__proto__: a", "constructor: b"]],
  ])("%s", (_what, given, expected) => {
    const list = headersOf(given);
    expect(Array.isArray(list) && list.map(({ spelling, value }) => `${spelling}: ${value}`)).toEqual(expected);
  });

  test.each([
    ["a string", "Vary: a", { path: "", found: "string" }],
    ["null in the list", [null], { path: "/0", found: "null" }],
    ["a header whose value is an object", [{ name: "a", value: {} }], { path: "/0", found: "object" }],
    ["a name that is no string", [{ name: 1, value: "" }], { path: "/0", found: "object" }],
  ])("%s is a fault", (_what, given, fault) => {
    expect(headersOf(given)).toEqual(fault);
  });

  test("none at all are not an empty list", () => {
    expect([headersOf(undefined), headersOf(null), headersOf([])]).toEqual([null, null, []]);
  });
});

describe("entries that get no verdict", () => {
  test.each([
    ["not-an-object", "", 7],
    ["not-an-object", "", null],
    ["no-request", "/request", {}],
    ["no-request", "/request", { request: [] }],
    ["bad-url", "/request/url", { request: { ...request, url: undefined } }],
    ["bad-url", "/request/url", { request: { ...request, url: "/relative" } }],
    ["not-http", null, { request: { ...request, url: "data:,x" } }],
    ["not-http", null, { request: { ...request, url: "chrome-extension://x/y" } }],
    ["websocket", null, { request: { ...request, url: "wss://api.example/" } }],
    ["websocket", null, { request, _resourceType: "websocket" }],
    ["websocket", null, { request: { ...request, headers: { Upgrade: "websocket" } } }],
    ["connect", null, { request: { method: "CONNECT", url: "api.example:443" } }],
    ["bad-method", "/request/method", { request: { ...request, method: 5 } }],
    ["bad-method", "/request/method", { request: { ...request, method: "GET /" } }],
    ["bad-headers", "/request/headers/1", { request: { ...request, headers: [...request.headers, 7] } }],
    ["bad-headers", "/response/headers", { request, response: { status: 200, headers: 1 } }],
    ["bad-status", "/response/status", { request, response: { status: 1e308 } }],
    ["bad-status", "/response/status", { request, response: { status: 20 } }],
    ["bad-status", "/response/status", { request, response: { status: "abc" } }],
    ["not-a-browser", null, { request, _apiRequestRef: "x" }],
    ["not-a-browser", null, { request, settingEncodeUrl: true }],
    ["navigation", null, { request: { ...request, headers: { "Sec-Fetch-Mode": "navigate" } } }],
    ["navigation", null, { request, _resourceType: "document" }],
    [
      "navigation",
      null,
      { request: { ...request, headers: { "Upgrade-Insecure-Requests": "1", Accept: "text/html,*/*" } } },
    ],
    ["browser-internal", null, { request: { ...request, headers: { "Sec-Fetch-Site": "none" } } }],
    ["browser-internal", null, { request, _resourceType: "csp-violation-report" }],
    ["worker-script", null, { request: { ...request, headers: { "Sec-Fetch-Dest": "sharedworker" } } }],
  ])("%s at %s", (reason, path, given) => {
    const skipped = imported(given) as SkippedEntry;
    expect(skipped).toMatchObject({ reason, path });
    expect(whySkipped(skipped)).toMatch(/^[^{}]*[a-z]{3}[^{}]*$/);
    expect(whySkipped(skipped, "zh-CN")).toMatch(/^[^{}]*\p{Script=Han}[^{}]*$/u);
  });
});

describe("what exporters write", () => {
  test.each([
    ["no response", undefined, { status: 0, responseHeaders: null }],
    ["Playwright's -1", { status: -1, headers: [] }, { status: 0, responseHeaders: null }],
    ["a status as a string", { status: "204", headers: { A: "b" } }, { status: 204 }],
    ["no headers beside a status", { status: 200, headers: [] }, { status: 200, responseHeaders: null }],
    ["status 0 with headers", { status: 0, headers: { A: "b" } }, { status: 0, responseHeaders: null }],
    ["DevTools' error", { status: 200, _error: "net::ERR_FAILED" }, { error: "net::ERR_FAILED", tellsErrors: true }],
    ["DevTools' null", { status: 200, _error: null }, { error: null, tellsErrors: true }],
    ["what was never sent", { status: 0, _error: "" }, { error: "", tellsErrors: true }],
    ["Playwright's words", { status: -1, _failureText: "net::ERR_ABORTED" }, { error: "net::ERR_ABORTED" }],
    ["a base64 body", { status: 200, content: { text: "AAAA", encoding: "base64" } }, { bodyStart: null }],
    ["a body", { status: 200, content: { text: "<html>" } }, { bodyStart: "<html>", bodyIsWhole: true }],
    ["a body's beginning", { status: 200, content: { text: ["<html>"] } }, { bodyStart: "<html>", bodyIsWhole: false }],
    ["an attached body", { status: 200, content: { _file: "x.json", size: 5 } }, { bodyStart: null }],
  ])("%s", (_what, response, expected) => {
    expect(withResponse(response)).toMatchObject(expected);
  });

  test.each([
    ["a fragment", { url: "https://api.example/#a" }, { url: "https://api.example/" }],
    ["HTTP/2", { httpVersion: "http/2.0" }, { http: "2" }],
    ["h3", { httpVersion: "h3" }, { http: "2" }],
    ["HTTP/1.1", { httpVersion: "HTTP/1.1" }, { http: "1.1" }],
    ["an empty version", { httpVersion: "" }, { http: "1.1" }],
    ["a body without text", { bodySize: 5 }, { requestBody: { mimeType: "", text: null } }],
    [
      "posted parameters",
      { postData: { mimeType: "a/b", params: [] } },
      { requestBody: { mimeType: "a/b", text: null } },
    ],
    ["an empty post", { postData: { mimeType: "a/b", text: "" }, bodySize: 0 }, { requestBody: null }],
    ["provisional headers", { headers: [{ name: "Referer", value: "x" }] }, { hasTarget: false }],
  ])("%s", (_what, more, expected) => {
    expect(withRequest(more)).toMatchObject(expected);
  });

  test.each([
    [
      "a stack",
      { type: "script", stack: { callFrames: [{ url: "https://app.example/a.js" }] } },
      "https://app.example/a.js",
    ],
    ["a URL", { type: "parser", url: "https://app.example/" }, "https://app.example/"],
    ["chrome-har's string", "https://app.example/b.js", "https://app.example/b.js"],
    ["nonsense", { stack: { callFrames: 5 } }, ""],
  ])("an initiator: %s", (_what, _initiator, initiatorUrl) => {
    expect(imported({ request, _initiator })).toMatchObject({ initiatorUrl });
  });

  test.each([
    ["2026-11-02T09:00:00.5Z", 1793610000.5],
    ["2026-11-02T10:00:00.500000+01:00", 1793610000.5],
    [1793610000500, 1793610000.5],
    ["yesterday", Number.NaN],
    [undefined, Number.NaN],
  ])("the time %s", (startedDateTime, started) => {
    expect(imported({ request, startedDateTime, time: "12" })).toMatchObject({ started, duration: 0.012 });
  });

  test.each([
    [{ _fromCache: "disk" }, { fromCache: true }],
    [{ _fetchType: "Memory Cache" }, { fromCache: true }],
    [{ _fetchType: "Service Worker" }, { viaServiceWorker: true }],
    [{ response: { status: 200, _fetchedViaServiceWorker: true } }, { viaServiceWorker: true }],
    [{ _wasAborted: true }, { wasAborted: true }],
  ])("%o", (more, expected) => {
    expect(imported({ request, ...more })).toMatchObject(expected);
  });

  test.each([
    ["WebInspector", "devtools"],
    ["WebKit Web Inspector", "safari"],
    ["Firefox", "firefox"],
    ["Playwright", "playwright"],
    ["mitmproxy savehar", "mitmproxy"],
    ["Charles Proxy", "charles"],
    ["Proxyman", "charles"],
    ["Fiddler", "fiddler"],
    ["Insomnia REST Client", "insomnia"],
    ["HTTP Toolkit", "http-toolkit"],
    ["chrome-har", "chrome-har"],
    ["something else", "other"],
  ])("%s is %s", (name, exporter) => {
    expect(exporterOf({ name })).toBe(exporter);
  });

  test.each([undefined, null, 5, {}, { name: 5 }])("a creator that is none: %o", (creator) => {
    expect(exporterOf(creator)).toBe("other");
  });
});
