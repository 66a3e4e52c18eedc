import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { headerList } from "../../../src/core/infrastructure/header-list.js";
import { OPAQUE_ORIGIN, originOf } from "../../../src/core/infrastructure/origin.js";
import type { ReferrerPolicy } from "../../../src/core/infrastructure/request.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";
import { determineReferrer, isReferrerPolicy, parseReferrerPolicy } from "../../../src/core/policy/referrer-policy.js";

const SPEC = {
  ignoresWeakReferrerPolicyCrossSite: false,
  opaquePagesSendReferrer: false,
  opaquePagesAreOfAnotherSite: false,
};
const FIREFOX = { ...SPEC, ignoresWeakReferrerPolicyCrossSite: true };
const WEBKIT = { ...SPEC, opaquePagesSendReferrer: true, opaquePagesAreOfAnotherSite: false };
const siteOf = (hostname: string) => hostname.split(".").slice(-2).join(".");

const PAGE = "https://user:pass@app.example.com/dir/page?q=1#frag";
const FULL = "https://app.example.com/dir/page?q=1";
const ORIGIN = "https://app.example.com/";
const SAME = "https://app.example.com/api";
const SITE = "https://api.example.com/";
const CROSS = "https://other.test/";
const DOWN = "http://other.test/";

function referrer(policy: ReferrerPolicy, to: string, dialect = SPEC, from = PAGE, opaque = false) {
  const url = parseUrl(from)!;
  const page = { url, origin: opaque ? OPAQUE_ORIGIN : originOf(url) };
  return determineReferrer("client", page, parseUrl(to)!, policy, siteOf, dialect);
}

describe("determine request's referrer", () => {
  // columns: same origin, same site, cross-site, downgrade
  test.each([
    ["no-referrer", null, null, null, null],
    ["origin", ORIGIN, ORIGIN, ORIGIN, ORIGIN],
    ["unsafe-url", FULL, FULL, FULL, FULL],
    ["strict-origin", ORIGIN, ORIGIN, ORIGIN, null],
    ["strict-origin-when-cross-origin", FULL, ORIGIN, ORIGIN, null],
    ["same-origin", FULL, null, null, null],
    ["origin-when-cross-origin", FULL, ORIGIN, ORIGIN, ORIGIN],
    ["no-referrer-when-downgrade", FULL, FULL, FULL, null],
    ["", FULL, ORIGIN, ORIGIN, null],
  ] as const)("step 8: %s → %s, %s, %s, %s", (policy, ...expected) => {
    expect([SAME, SITE, CROSS, DOWN].map((to) => referrer(policy, to))).toEqual(expected);
  });

  test.each([
    ["unsafe-url", FULL, FULL, ORIGIN, null],
    ["origin-when-cross-origin", FULL, ORIGIN, ORIGIN, null],
    ["no-referrer-when-downgrade", FULL, FULL, ORIGIN, null],
    ["origin", ORIGIN, ORIGIN, ORIGIN, ORIGIN],
  ] as const)("Firefox goes no weaker than the default between sites: %s → %s, %s, %s, %s", (policy, ...expected) => {
    expect([SAME, SITE, CROSS, DOWN].map((to) => referrer(policy, to, FIREFOX))).toEqual(expected);
  });

  test("loopback is no downgrade", () => {
    expect(referrer("", "http://localhost:8080/")).toBe(ORIGIN);
  });

  test("from http to http nothing is strict", () => {
    expect(referrer("strict-origin", DOWN, SPEC, "http://app.example.com/x")).toBe("http://app.example.com/");
  });

  test("step 3: pages without an origin say nothing, but in WebKit", () => {
    expect(referrer("", CROSS, SPEC, PAGE, true)).toBeNull();
    expect(referrer("", CROSS, WEBKIT, PAGE, true)).toBe(ORIGIN);
    expect(referrer("", SAME, WEBKIT, PAGE, true)).toBe(FULL);
  });

  test("step 3: the code's own referrer", () => {
    const page = { url: parseUrl(PAGE)!, origin: originOf(parseUrl(PAGE)!) };
    const own = parseUrl("https://app.example.com/elsewhere")!;
    expect(determineReferrer(own, page, parseUrl(SAME)!, "", siteOf, SPEC)).toBe(own.href);
    expect(determineReferrer("no-referrer", page, parseUrl(SAME)!, "unsafe-url", siteOf, SPEC)).toBeNull();
  });

  test.each(["data:text/html,x", "about:blank", "blob:https://app.example.com/1", "file:///a"])(
    "step 4: nothing of %s",
    (from) => {
      expect(referrer("unsafe-url", CROSS, SPEC, from)).toBeNull();
    },
  );

  test("step 6: a long one is cut to its origin", () => {
    const base = "https://app.example.com/";
    const longest = base + "a".repeat(4096 - base.length);
    expect(referrer("unsafe-url", CROSS, SPEC, longest)).toBe(longest);
    expect(referrer("unsafe-url", CROSS, SPEC, `${longest}a`)).toBe(ORIGIN);
  });
});

describe("Referrer-Policy", () => {
  test.each([
    [[], ""],
    [["origin"], "origin"],
    [["Origin"], "origin"],
    [["no-referrer, strict-origin"], "strict-origin"],
    [["no-referrer", "unsafe-url"], "unsafe-url"],
    [["origin, bogus"], "origin"],
    [["origin,"], "origin"],
    [["bogus"], ""],
  ])("%j → %s", (values, policy) => {
    expect(parseReferrerPolicy(headerList(values.map((value) => ["Referrer-Policy", value])))).toBe(policy);
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (values) => {
        const policy = parseReferrerPolicy(headerList(values.map((value) => ["Referrer-Policy", value])));
        expect(isReferrerPolicy(policy)).toBe(true);
      }),
    );
  });
});
