import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  blockedByMimeType,
  blockedByNosniff,
  determineNosniff,
} from "../../../src/core/http-extensions/should-response-be-blocked.js";
import { type HeaderPairs, headerList } from "../../../src/core/infrastructure/header-list.js";
import type { Destination } from "../../../src/core/infrastructure/request.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";
import { spec } from "../../../src/core/profiles/spec.js";

const url = parseUrl("https://cdn.example/x")!;
const NOSNIFF = ["X-Content-Type-Options", "nosniff"] as const;
const type = (value: string) => ["Content-Type", value] as const;

test.each([
  ["1–2", [], false],
  ["3", [["X-Content-Type-Options", "NoSniff"]], true],
  ["3", [["X-Content-Type-Options", "nosniff, x"]], true],
  ["3", [["X-Content-Type-Options", "x, nosniff"]], false],
  ["3", [["X-Content-Type-Options", '"nosniff"']], false],
  ["3", [["X-Content-Type-Options", ""], NOSNIFF], false],
] as [string, HeaderPairs, boolean][])("determine nosniff, step %s: %j → %s", (_step, pairs, expected) => {
  expect(determineNosniff(headerList(pairs))).toBe(expected);
});

describe("blocked due to nosniff", () => {
  test.each([
    ["1", "script", [type("text/plain")], false],
    ["4", "script", [NOSNIFF, type("text/plain")], true],
    ["4", "script", [NOSNIFF], true],
    ["4", "script", [NOSNIFF, type("text/css")], true],
    ["4", "script", [NOSNIFF, type("Text/JavaScript;charset=utf-8")], false],
    ["4", "script", [NOSNIFF, type("application/x-javascript")], false],
    ["4", "script", [NOSNIFF, type("text/plain"), type("text/javascript")], false], // the last one counts
    ["4", "script", [NOSNIFF, type("text/javascript"), type("nonsense")], false], // that parses
    ["4", "script", [NOSNIFF, type("text/javascript, */*")], false],
    ["5", "style", [NOSNIFF, type("text/plain")], true],
    ["5", "style", [NOSNIFF, type("text/css")], false],
    ["6", "image", [NOSNIFF, type("text/html")], false],
    ["6", "", [NOSNIFF, type("text/html")], false],
  ] as [string, Destination, HeaderPairs, boolean][])("step %s: %s, %j → %s", (_step, destination, pairs, blocked) => {
    expect(blockedByNosniff({ api: "script", destination, url }, headerList(pairs), spec) !== null).toBe(blocked);
  });

  test("says which type it was", () => {
    const script = { api: "script", destination: "script", url } as const;
    const failure = { ok: false, reason: "nosniff", expected: "text/javascript", url: url.href };
    expect(blockedByNosniff(script, headerList([NOSNIFF]), spec)).toEqual(failure);
    const typed = headerList([NOSNIFF, type("text/html; charset=utf-8")]);
    expect(blockedByNosniff(script, typed, spec)).toEqual({ ...failure, type: "text/html" });
  });
});

describe("blocked due to its MIME type", () => {
  test.each([
    ["2", "script", [], false],
    ["4", "script", [type("image/svg+xml")], true],
    ["4", "script", [type("audio/mpeg")], true],
    ["4", "script", [type("video/mp4")], true],
    ["4", "script", [type("text/csv")], true],
    ["5", "script", [type("text/html")], false],
    ["5", "script", [type("application/json")], false],
    ["5", "image", [type("text/csv")], false],
  ] as [string, Destination, HeaderPairs, boolean][])("step %s: %s, %j → %s", (_step, destination, pairs, blocked) => {
    expect(blockedByMimeType({ destination, url }, headerList(pairs)) !== null).toBe(blocked);
  });
});

test("never throw", () => {
  const pairs = fc.array(fc.tuple(fc.constantFrom("Content-Type", "X-Content-Type-Options"), fc.string()));
  fc.assert(
    fc.property(pairs, (given) => {
      const headers = headerList(given);
      determineNosniff(headers);
      blockedByNosniff({ api: "stylesheet", destination: "style", url }, headers, spec);
      blockedByMimeType({ destination: "script", url }, headers);
    }),
  );
});
