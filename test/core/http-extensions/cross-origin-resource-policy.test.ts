import fc from "fast-check";
import { expect, test } from "vitest";
import { corpCheck, type EmbedderPolicy } from "../../../src/core/http-extensions/cross-origin-resource-policy.js";
import { headerList } from "../../../src/core/infrastructure/header-list.js";
import { OPAQUE_ORIGIN, originOf } from "../../../src/core/infrastructure/origin.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";

const SPEC = { invalidCorpSatisfiesCoep: false };
const FIREFOX = { invalidCorpSatisfiesCoep: true };
const siteOf = (hostname: string) => hostname.split(".").slice(-2).join(".");

function check(page: string, resource: string, values: string[], coep: EmbedderPolicy = "unsafe-none", profile = SPEC) {
  const origin = page === "null" ? OPAQUE_ORIGIN : originOf(parseUrl(page)!);
  const headers = headerList(values.map((value) => ["Cross-Origin-Resource-Policy", value]));
  const result = corpCheck({ origin, url: parseUrl(resource)! }, headers, { page: { coep }, profile, siteOf }, null);
  return result.ok ? "ok" : result.reason;
}

const APP = "https://app.example.com";
const SAME_SITE = "https://img.example.com/a.png";
const CROSS_SITE = "https://img.test/a.png";

test.each([
  ["2", CROSS_SITE, [], "ok"],
  ["2", CROSS_SITE, ["bogus"], "ok"],
  ["2", CROSS_SITE, ["Same-Origin"], "ok"],
  ["2", CROSS_SITE, ["same-origin, same-origin"], "ok"],
  ["2", CROSS_SITE, ["same-site", "same-site"], "ok"],
  ["5", CROSS_SITE, ["cross-origin"], "ok"],
  ["5", SAME_SITE, ["same-origin"], "corp-blocked"],
  ["5", `${APP}/a.png`, ["same-origin"], "ok"],
  ["5", "https://app.example.com:8443/a.png", ["same-origin"], "corp-blocked"],
  ["5", SAME_SITE, [" same-site "], "ok"],
  ["5", CROSS_SITE, ["same-site"], "corp-blocked"],
  ["5", "http://img.example.com/a.png", ["same-site"], "ok"], // less secure than the page
] as const)("internal check, step %s: %s with %j → %s", (_step, resource, values, expected) => {
  expect(check(APP, resource, [...values])).toBe(expected);
});

test("a secure resource is of another site than an insecure page", () => {
  expect(check("http://app.example.com", SAME_SITE, ["same-site"])).toBe("corp-blocked");
  expect(check("http://app.example.com", "http://img.example.com/", ["same-site"])).toBe("ok");
});

test("an opaque origin is the same as none", () => {
  expect(check("null", SAME_SITE, ["same-site"])).toBe("corp-blocked");
  expect(check("null", SAME_SITE, ["cross-origin"])).toBe("ok");
});

// columns: standard, firefox
test.each([
  ["require-corp", [], "coep-blocked", "coep-blocked"],
  ["require-corp", ["bogus"], "coep-blocked", "ok"],
  ["require-corp", ["same-origin, same-origin"], "coep-blocked", "ok"],
  ["require-corp", ["cross-origin"], "ok", "ok"],
  ["require-corp", ["same-site"], "ok", "ok"],
  ["require-corp", ["same-origin"], "corp-blocked", "corp-blocked"],
  ["credentialless", [], "ok", "ok"],
  ["credentialless", ["bogus"], "ok", "ok"],
  ["credentialless", ["same-origin"], "corp-blocked", "corp-blocked"],
] as [EmbedderPolicy, string[], string, string][])("COEP %s, %j → %s, %s", (coep, values, ...expected) => {
  expect([SPEC, FIREFOX].map((profile) => check(APP, SAME_SITE, values, coep, profile))).toEqual(expected);
});

test("require-corp asks nothing of the page's own origin", () => {
  expect(check(APP, `${APP}/a.png`, [], "require-corp")).toBe("ok");
});

test("a failure says what stood there", () => {
  const request = { origin: originOf(parseUrl(APP)!), url: parseUrl(SAME_SITE)! };
  const steps: string[] = [];
  const trace = { step: (_spec: string, step: string) => void steps.push(step) };
  const context = { page: { coep: "require-corp" as const }, profile: SPEC, siteOf };
  expect(corpCheck(request, [], context, trace)).toEqual({
    ok: false,
    reason: "coep-blocked",
    header: "cross-origin-resource-policy",
    value: null,
    url: SAME_SITE,
    origin: APP,
    policy: "require-corp",
  });
  expect(steps).toEqual(["3", "5"]);
});

test("never throws", () => {
  fc.assert(fc.property(fc.array(fc.string()), (values) => void check(APP, CROSS_SITE, values, "require-corp")));
});
