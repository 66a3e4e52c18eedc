import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HeaderPairs, headerList } from "../../../src/core/infrastructure/header-list.js";
import type { Destination } from "../../../src/core/infrastructure/request.js";
import { httpResponse } from "../../../src/core/infrastructure/response.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";
import { opaqueResponseBlocked } from "../../../src/core/policy/opaque-response-blocking.js";

const CHROMIUM = { opaqueResponseBlocking: true, orbParsesJavaScript: false };
const FIREFOX = { opaqueResponseBlocking: true, orbParsesJavaScript: true };
const WEBKIT = { opaqueResponseBlocking: false, orbParsesJavaScript: false };

const url = parseUrl("https://api.example/x")!;
const NOSNIFF = ["X-Content-Type-Options", "nosniff"] as const;
const type = (value: string) => ["Content-Type", value] as const;

function blocks(destination: Destination, pairs: HeaderPairs, body: string | null, dialect = CHROMIUM, status = 200) {
  return opaqueResponseBlocked({ destination, url }, httpResponse(status, headerList(pairs), body), dialect) !== null;
}

const JS = "window.ran = 1;";
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const HTML = "<!doctype html><p>x";
const XML = '<?xml version="1.0"?><a/>';
const JSON_TEXT = '{"a":1}';

// columns: chromium, firefox; the first block as measured
test.each([
  ["image", [type("text/plain")], SVG, false, true],
  ["script", [type("text/plain")], JS, false, false],
  ["script", [type("text/plain"), NOSNIFF], JS, true, true],
  ["image", [type("application/json")], JSON_TEXT, true, true],
  ["script", [type("application/json")], JSON_TEXT, true, true],
  ["script", [type("application/json"), NOSNIFF], JSON_TEXT, true, true],
  ["image", [type("text/html")], HTML, true, true],
  ["script", [type("text/html")], HTML, true, true],
  ["image", [type("text/html"), NOSNIFF], HTML, true, true],
  ["script", [type("application/xml")], XML, true, true],
  ["image", [type("image/svg+xml")], SVG, false, false],
  ["image", [type("image/svg+xml"), NOSNIFF], SVG, false, false],
  ["image", [type("text/css")], SVG, false, false],
  ["script", [type("text/css"), NOSNIFF], JS, false, false],
  ["image", [type("application/octet-stream")], SVG, false, true],
  ["script", [type("application/octet-stream")], JS, false, false],
  ["image", [type("application/octet-stream"), NOSNIFF], SVG, false, true],
  ["image", [], SVG, false, false],
  ["script", [], JS, false, false],
  ["image", [NOSNIFF], SVG, false, true],

  ["script", [type("text/javascript")], JS, false, false],
  ["script", [type("text/javascript")], HTML, true, false], // Chromium looks all the same
  ["script", [type("text/html")], JS, false, false], // the label lies
  ["script", [type("text/html")], "", false, false],
  ["script", [type("text/html")], `<!-- a --> b\n <!-- c -->\n${HTML}`, true, true],
  ["script", [type("text/html")], `<!-- a --> ${HTML}`, false, false], // one line of comment
  ["script", [type("text/plain")], `)]}'\n${JSON_TEXT}`, true, true],
  ["script", [type("text/plain")], `{} && ${JSON_TEXT}`, true, true],
  ["script", [type("text/plain")], `for (;;);${JSON_TEXT}`, true, true],
  ["script", [type("text/plain")], "while(1);[1]", true, false],
  ["script", [type("text/plain")], '\n{ "a\\"b" : broken', true, true],
  ["script", [type("text/plain")], "[1, 2]", false, true],
  ["script", [type("text/plain")], "{ a: 1 }", false, false], // a block with a label
  ["script", [type("application/pdf")], JS, true, true],
  ["script", [type("text/csv")], "a,b", true, true],
  ["image", [type("image/png")], "\x89PNG", false, false],
  ["video", [type("video/mp4")], "\x00\x00ftyp", false, false],
  ["video", [type("application/vnd.apple.mpegurl")], "#EXTM3U", false, true],
  ["audio", [type("application/octet-stream")], "ID3", false, true],
  ["script", [type("application/json")], null, true, true],
  ["script", [type("text/plain")], null, false, false],
] as [Destination, HeaderPairs, string | null, boolean, boolean][])(
  "%s, %j, %j → %s, %s",
  (destination, pairs, body, ...expected) => {
    expect([CHROMIUM, FIREFOX].map((dialect) => blocks(destination, pairs, body, dialect))).toEqual(expected);
    expect(blocks(destination, pairs, body, WEBKIT)).toBe(false);
  },
);

describe("and besides", () => {
  test("fetch() gets an empty response, not an error", () => {
    expect(blocks("", [type("text/html")], HTML)).toBe(false);
  });

  test("a part of a document is never sniffed", () => {
    expect(blocks("script", [type("text/html")], JS, FIREFOX, 206)).toBe(true);
  });

  test("Firefox wants an ok status of what it has to look into", () => {
    expect(blocks("script", [type("text/plain")], JS, FIREFOX, 404)).toBe(true);
    expect(blocks("script", [type("text/javascript")], JS, FIREFOX, 404)).toBe(false);
  });

  test("a failure says type and status", () => {
    const response = httpResponse(200, headerList([type("text/html; charset=utf-8")]), HTML);
    expect(opaqueResponseBlocked({ destination: "image", url }, response, CHROMIUM)).toEqual({
      ok: false,
      reason: "opaque-response-blocked",
      type: "text/html",
      status: 200,
      url: url.href,
    });
  });

  test("never throws, nor hangs", () => {
    const dialect = fc.constantFrom(CHROMIUM, FIREFOX);
    fc.assert(
      fc.property(fc.string(), fc.string(), dialect, (value, body, given) => {
        blocks("script", [type(value)], body, given);
      }),
    );
    const long = `<!--${"<!-- -->\n".repeat(50_000)}${" ".repeat(50_000)}x`;
    for (const given of [CHROMIUM, FIREFOX]) expect(blocks("script", [type("text/plain")], long, given)).toBe(false);
  });
});
