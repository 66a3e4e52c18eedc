import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  byteLength,
  corsUnsafeRequestHeaderNames,
  isCorsNonWildcardRequestHeaderName,
  isCorsSafelistedRequestHeader,
  isForbiddenRequestHeader,
  isNoCorsSafelistedRequestHeader,
  isPrivilegedNoCorsRequestHeaderName,
  isRequestBodyHeaderName,
  unsafeHeaderCauses,
} from "../../../src/core/http-extensions/cors-safelisted-request-header.js";
import { type HeaderPairs, headerList } from "../../../src/core/infrastructure/header-list.js";
import { chromium, DIALECTS, firefox, spec, webkit } from "./dialects.js";

const A = (length: number) => "a".repeat(length);

describe("CORS-safelisted request-header", () => {
  test.each([
    ["1", "accept", A(128), true],
    ["1", "accept", A(129), false],
    ["1", "accept", "é".repeat(128), true], // one byte each
    ["1", "content-language", A(129), false],
    ["1", "content-type", `text/plain;charset=${A(109)}`, true], // 128 in all
    ["1", "content-type", `text/plain;charset=${A(110)}`, false],
    ["2 accept", "accept", "", true],
    ["2 accept", "accept", "text/html;q=0.9, */*;q=0.1", true],
    ["2 accept", "accept", "a\tb", true],
    ["2 accept", "accept", "é", true],
    ["2 accept", "accept", "a\u001fb", false],
    ["2 accept", "accept", "a\u007fb", false],
    ...[...'"():<>?@[\\]{}'].map((byte) => ["2 accept", "accept", `a${byte}b`, false] as const),
    ...[..."!#$%&'*+-./,;=^_`|~"].map((byte) => ["2 accept", "accept", `a${byte}b`, true] as const),
    ["2 language", "accept-language", "de-DE,de;q=0.9, *", true],
    ["2 language", "accept-language", "en_US", false],
    ["2 language", "accept-language", "a+b", false],
    ["2 language", "accept-language", "é", false],
    ["2 language", "content-language", "mi", true],
    ["2 language", "content-language", "fr/x", false],
    ["2 content-type", "content-type", "text/plain", true],
    ["2 content-type", "content-type", "TEXT/Plain; charset=UTF-8", true],
    ["2 content-type", "content-type", "text/plain;", true],
    ["2 content-type", "content-type", "application/x-www-form-urlencoded;charset=UTF-8", true],
    ["2 content-type", "content-type", "multipart/form-data; boundary=abc", true],
    ["2.1", "content-type", 'text/plain; a="b"', false],
    ["2.1", "content-type", "multipart/form-data; boundary=(a)", false],
    ["2.3", "content-type", "", false],
    ["2.3", "content-type", "text", false],
    ["2.3", "content-type", "text /plain", false],
    ["2.4", "content-type", "application/json", false],
    ["2.4", "content-type", "text/plain, application/json", false], // parsed as one, no extraction
    ["2.4", "content-type", "application/csp-report", false], // an exception for reports, not for script
    ["2 range", "range", "bytes=0-", true],
    ["2 range", "range", "bytes=0-499", true],
    ["2 range", "range", "bytes=00-10", true],
    ["2 range", "range", "bytes=5-5", true],
    ["2 range", "range", "bytes=9007199254740993-9007199254740992", false], // beyond what a number holds
    ["2 range", "range", "bytes=18446744073709551616-", true],
    ["2 range", "range", "bytes=-500", false],
    ["2 range", "range", "bytes=-", false],
    ["2 range", "range", "bytes=5-1", false],
    ["2 range", "range", "bytes=10-9", false], // as numbers, not as text
    ["2 range", "range", "bytes=0-1,5-6", false],
    ["2 range", "range", "bytes = 0-1", false],
    ["2 range", "range", "Bytes=0-1", false],
    ["2 range", "range", "bytes=+1-2", false],
    ["2 otherwise", "x-custom", "1", false],
    ["2 otherwise", "authorization", "", false],
    ["2 otherwise", "dpr", "2", false],
    ["2 otherwise", "constructor", "1", false], // no name of Object.prototype
  ] as const)("step %s, %s: %j → %s", (_step, name, value, safe) => {
    expect(isCorsSafelistedRequestHeader(name, value, spec)).toBe(safe);
  });

  // columns: chromium, firefox, webkit, as measured
  test.each([
    ["accept", "é", true, false, true],
    ["accept", "aÿb", true, false, true],
    ["range", "Bytes=0-1", false, false, true],
    ["range", "bytes=+1-2", false, false, true],
    ["range", "bytes=2-+1", false, false, false],
    ["range", "bytes=18446744073709551616-", false, false, false],
    ["range", "bytes=0-9223372036854775808", false, true, false],
    ["range", "bytes=-0", false, false, false],
    ["dpr", "2", true, false, false],
    ["dpr", "1.5", true, false, false],
    ["dpr", "x", false, false, false],
    ["dpr", "1.", false, false, false],
    ["device-memory", "8", true, false, false],
    ["downlink", "1.7", true, false, false],
    ["downlink", "fast", false, false, false],
    ["ect", "slow-2g", true, false, false],
    ["ect", "5g", false, false, false],
    ["intervention", "1", true, false, false],
    ["rtt", "50", true, false, false],
    ["save-data", "on", true, false, false],
    ["save-data", "off", false, false, false],
    ["viewport-width", "320", true, false, false],
    ["viewport-width", "wide", false, false, false],
    ["width", "-1", false, false, false],
    ["purpose", "prefetch", false, false, false],
  ] as const)("engines, %s: %j → %s, %s, %s", (name, value, ...safe) => {
    const answers = [chromium, firefox, webkit].map((dialect) => isCorsSafelistedRequestHeader(name, value, dialect));
    expect(answers).toEqual(safe);
  });

  // columns: fetch-2018, w3c-2014
  test.each([
    ["accept", '"(:)"', true, true],
    ["accept-language", A(200), true, true],
    ["content-type", 'text/plain; a="b"', true, true],
    ["content-type", "application/json", false, false],
    ["dpr", "2", true, false],
    ["dpr", "x", false, false],
    ["rtt", "50", false, false],
    ["range", "bytes=0-1", false, false],
    ["constructor", "1", false, false],
  ] as const)("editions, %s: %j → %s, %s", (name, value, ...safe) => {
    const editions = (["fetch-2018", "w3c-2014"] as const).map((safelistEdition) => ({ ...spec, safelistEdition }));
    expect(editions.map((dialect) => isCorsSafelistedRequestHeader(name, value, dialect))).toEqual(safe);
  });

  test("what no header can carry counts as UTF-8", () => {
    expect([byteLength("aé"), byteLength("ā"), byteLength("日本"), byteLength("😀")]).toEqual([2, 2, 6, 4]);
  });
});

const names = (pairs: HeaderPairs, dialect = spec) => corsUnsafeRequestHeaderNames(headerList(pairs), dialect);

describe("CORS-unsafe request-header names", () => {
  test.each([
    ["1", [], []],
    [
      "4.1",
      [
        ["X-B", "1"],
        ["x-a", "1"],
        ["X-C", ""],
      ],
      ["x-a", "x-b", "x-c"],
    ],
    [
      "4.1",
      [
        ["X_A", "1"],
        ["X-A", "1"],
        ["XA", "1"],
      ],
      ["x-a", "x_a", "xa"],
    ], // by bytes
    [
      "4.1",
      [
        ["X-A", "1"],
        ["x-a", "2"],
      ],
      ["x-a"],
    ],
    [
      "4.2",
      [
        ["Accept", "a"],
        ["Content-Type", "text/plain"],
      ],
      [],
    ],
    ["5", Array.from({ length: 8 }, () => ["Accept", A(128)]), []], // 1024
    [
      "5",
      [...Array.from({ length: 8 }, () => ["Accept", A(128)]), ["Accept-Language", "e"], ["X-A", "1"]],
      ["accept", "accept-language", "x-a"],
    ],
    [
      "6",
      [
        ["Content-Type", "text/plain"],
        ["Content-Type", "application/json"],
      ],
      ["content-type"],
    ],
  ] as [string, [string, string][], string[]][])("step %s, %j → %j", (_step, pairs, expected) => {
    expect(names(pairs)).toEqual(expected);
  });

  // columns: spec, chromium, firefox, webkit, as measured
  test.each([
    [
      [
        ["Content-Type", "text/plain"],
        ["Content-Type", "text/plain"],
      ],
      [[], ["content-type"], [], ["content-type"]],
    ],
    [
      [
        ["Accept", A(100)],
        ["Accept", A(100)],
      ],
      [[], ["accept"], [], ["accept"]],
    ],
    [
      [
        ["Range", "bytes=0-1"],
        ["Range", "bytes=2-3"],
      ],
      [[], ["range"], [], ["range"]],
    ],
    [
      [
        ["X-A", "1"],
        ["x-a", "2"],
      ],
      [["x-a"], ["x-a"], ["x-a", "x-a"], ["x-a"]],
    ],
    [
      [
        ["Accept", "a"],
        ["Accept", "b"],
      ],
      [[], [], [], []],
    ],
  ] as [[string, string][], string[][]][])("repeated: %j → %j", (pairs, expected) => {
    expect(Object.values(DIALECTS).map((dialect) => names(pairs, dialect))).toEqual(expected);
  });

  test("no more than 1024 bytes together is the standard's and Chromium's rule alone", () => {
    const pairs = Array.from({ length: 9 }, (): [string, string] => ["Accept-Language", A(128)]);
    expect(names(pairs)).toEqual(["accept-language"]);
    expect(names(pairs, firefox)).toEqual([]);
  });
});

describe("reasons for a preflight", () => {
  test.each([
    [[], []],
    [[["Accept", "*/*"]], []],
    [[["X-Custom", "1"]], [{ code: "header", name: "x-custom", value: "1" }]],
    [[["X-Custom", A(200)]], [{ code: "header", name: "x-custom", value: A(200) }]],
    [
      [["Content-Type", "application/json"]],
      [{ code: "header-value", name: "content-type", value: "application/json" }],
    ],
    [[["Accept", A(130)]], [{ code: "header-size", name: "accept", value: A(130), count: 130, limit: 128 }]],
    [
      [
        ["X-B", "1"],
        ["Range", "x"],
        ["X-A", "1"],
        ["x-b", "2"],
      ],
      [
        { code: "header", name: "x-b", value: "1" },
        { code: "header-value", name: "range", value: "x" },
        { code: "header", name: "x-a", value: "1" },
      ],
    ],
    [
      Array.from({ length: 9 }, () => ["Accept", A(120)]),
      [{ code: "header-size", name: "accept", value: A(120), count: 1080, limit: 1024 }],
    ],
  ] as [[string, string][], object[]][])("%j → %j", (pairs, expected) => {
    expect(unsafeHeaderCauses(headerList(pairs), spec)).toEqual(expected);
  });

  test("are there exactly when there are unsafe names", () => {
    fc.assert(
      fc.property(headers(), fc.constantFrom(...Object.values(DIALECTS)), (pairs, dialect) => {
        const list = headerList(pairs);
        const unsafe = new Set(corsUnsafeRequestHeaderNames(list, dialect));
        expect(new Set(unsafeHeaderCauses(list, dialect).map((cause) => cause.name))).toEqual(unsafe);
      }),
    );
  });
});

/** Any names and values, the interesting ones more often. */
function headers(): fc.Arbitrary<[string, string][]> {
  const name = fc.oneof(
    fc.constantFrom("Accept", "Accept-Language", "Content-Type", "Range", "X-A", "DPR", "toString", "__proto__"),
    fc.string(),
  );
  const value = fc.oneof(
    fc.constantFrom("text/plain", "bytes=0-1", "application/json", "2", A(128), A(129)),
    fc.string(),
    fc.string({ unit: "binary" }),
  );
  return fc.array(fc.tuple(name, value), { maxLength: 12 });
}

describe("forbidden request-header", () => {
  test.each([
    ["1", "cookie", "a=1", true],
    ["1", "origin", "https://a.example", true],
    ["1", "set-cookie", "a=1", true],
    ["1", "access-control-request-private-network", "true", false],
    ["1", "access-control-allow-origin", "*", false],
    ["1", "authorization", "x", false],
    ["2", "proxy-x", "1", true],
    ["2", "sec-foo", "1", true],
    ["2", "x-sec-foo", "1", false],
    ["3", "x-http-method-override", "TRACE", true],
    ["3", "x-http-method-override", "get, connect", true],
    ["3", "x-http-method", "track", true],
    ["3", "x-method-override", '"TRACE"', false],
    ["3", "x-method-override", '"a, TRACE', false],
    ["3", "x-method-override", '"\\", TRACE" ,TRACE', true],
    ["3", "x-http-method", "PATCH", false],
    ["4", "user-agent", "rig/1", false],
  ] as const)("step %s, %s: %s → %s", (_step, name, value, forbidden) => {
    expect(isForbiddenRequestHeader(name, value, spec)).toBe(forbidden);
  });

  test("Chromium forbids User-Agent", () => {
    expect(isForbiddenRequestHeader("user-agent", "rig/1", chromium)).toBe(true);
  });

  test("never throws", () => {
    const method = fc.constantFrom("x-http-method", "x-method-override", "a");
    fc.assert(fc.property(method, fc.string(), (name, value) => void isForbiddenRequestHeader(name, value, spec)));
  });
});

test.each([
  ["accept", "*/*", true],
  ["content-type", "application/json", false],
  ["content-type", "text/plain", true],
  ["range", "bytes=0-1", false],
  ["x-a", "1", false],
] as const)("no-CORS-safelisted, %s: %s → %s", (name, value, safe) => {
  expect(isNoCorsSafelistedRequestHeader(name, value, spec)).toBe(safe);
});

test("names with a role of their own", () => {
  expect(["range", "accept"].map(isPrivilegedNoCorsRequestHeaderName)).toEqual([true, false]);
  expect(["authorization", "x-a"].map(isCorsNonWildcardRequestHeaderName)).toEqual([true, false]);
  const body = ["content-encoding", "content-language", "content-location", "content-type", "content-length", "accept"];
  expect(body.map(isRequestBodyHeaderName)).toEqual([true, true, true, true, false, false]);
});
