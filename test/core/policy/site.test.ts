import { expect, test } from "vitest";
import { OPAQUE_ORIGIN, originOf } from "../../../src/core/infrastructure/origin.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";
import { isLoopbackHost, isPotentiallyTrustworthyUrl } from "../../../src/core/policy/potentially-trustworthy.js";
import { isSameSite, isSchemelesslySameSite, schemeOf } from "../../../src/core/policy/site.js";

const siteOf = (hostname: string) => hostname.split(".").slice(-2).join(".");

// columns: schemelessly, same site
test.each([
  ["https://a.example.com", "https://b.example.com/", true, true],
  ["https://a.example.com", "https://a.example.com:8443/", true, true],
  ["https://a.example.com", "http://b.example.com/", true, false],
  ["https://a.example.com", "https://example.net/", false, false],
  ["https://[::1]", "https://[::1]:8443/", true, true],
  ["https://a.example.com", "data:text/plain,x", false, false],
])("%s and %s → %s, %s", (page, target, schemeless, same) => {
  const origin = originOf(parseUrl(page)!);
  const url = parseUrl(target)!;
  expect([isSchemelesslySameSite(origin, url, siteOf), isSameSite(origin, url, siteOf)]).toEqual([schemeless, same]);
});

test("an opaque origin has no site and no scheme", () => {
  expect(isSameSite(OPAQUE_ORIGIN, parseUrl("https://a.example/")!, siteOf)).toBe(false);
  expect(schemeOf(OPAQUE_ORIGIN)).toBeNull();
});

test.each([
  ["https://a.example/", true],
  ["wss://a.example/", true],
  ["http://a.example/", false],
  ["ws://a.example/", false],
  ["http://localhost:3000/", true],
  ["http://app.localhost/", true],
  ["http://localhost.example/", false],
  ["http://127.0.0.1/", true],
  ["http://127.9.9.9/", true],
  ["http://127.0.0.1.example/", false],
  ["http://[::1]/", true],
  ["http://[::2]/", false],
  ["ws://localhost/", true],
  ["http://192.168.0.1/", false],
  ["data:text/plain,x", true],
  ["file:///a", true],
  ["about:blank", true],
  ["about:config", false],
  ["blob:https://a.example/1", true],
  ["blob:http://a.example/1", false],
  ["chrome-extension://abc/page.html", true],
  ["ftp://a.example/", false],
])("potentially trustworthy: %s → %s", (url, trustworthy) => {
  expect(isPotentiallyTrustworthyUrl(parseUrl(url)!)).toBe(trustworthy);
});

test("names of loopback", () => {
  expect(["localhost", "a.localhost", "localhost.", "notlocalhost"].map(isLoopbackHost)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
