import fc from "fast-check";
import { expect, test } from "vitest";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";
import { extensionMayAccess, matchesPattern } from "../../../src/core/policy/extension-permissions.js";

test.each([
  ["<all_urls>", "https://api.example/", true],
  ["<all_urls>", "wss://api.example/", true],
  ["<all_urls>", "data:text/plain,x", false],
  ["https://api.example/*", "https://api.example/a?b", true],
  ["https://api.example/*", "http://api.example/", false],
  ["https://api.example/*", "https://x.api.example/", false],
  ["https://api.example", "https://api.example/any", true], // no path means any
  ["HTTPS://API.example/*", "https://api.example/", true],
  ["*://api.example/*", "http://api.example/", true],
  ["*://api.example/*", "ftp://api.example/", false],
  ["*://*/*", "https://api.example/", true],
  ["https://*.example/*", "https://a.b.example/", true],
  ["https://*.api.example/*", "https://api.example/", true],
  ["https://*.api.example/*", "https://xapi.example/", false],
  ["https://api.example:8443/*", "https://api.example:8443/", true],
  ["https://api.example:8443/*", "https://api.example/", false],
  ["https://api.example:443/*", "https://api.example/", true],
  ["https://api.example/*", "https://api.example:8443/", true], // any port
  ["http://[::1]:3000/*", "http://[::1]:3000/", true],
  ["https://api.example/a", "https://api.example/a", true],
  ["https://api.example/a", "https://api.example/ab", false],
  ["https://api.example/a*c", "https://api.example/abc", true],
  ["https://api.example/a*c*e", "https://api.example/abcde", true],
  ["https://api.example/a*a", "https://api.example/a", false], // not the same letter twice
  ["https://api.example/*?q=1", "https://api.example/x?q=1", true],
  ["file:///*", "file:///a/b", true],
  ["https://a*.example/*", "https://ab.example/", false], // no such pattern
  ["api.example", "https://api.example/", false],
  ["", "https://api.example/", false],
])("%s, %s → %s", (pattern, url, matches) => {
  expect(matchesPattern(pattern, parseUrl(url)!)).toBe(matches);
});

test("one pattern is enough", () => {
  const url = parseUrl("https://api.example/")!;
  expect(extensionMayAccess({ extensionPermissions: ["https://x.example/*", "https://api.example/*"] }, url)).toBe(
    true,
  );
  expect(extensionMayAccess({ extensionPermissions: [] }, url)).toBe(false);
});

test("never throws, nor hangs", () => {
  const url = parseUrl(`https://api.example/${"a".repeat(5000)}`)!;
  fc.assert(fc.property(fc.string(), (pattern) => void matchesPattern(pattern, url)));
  expect(matchesPattern(`https://api.example/${"*a".repeat(2000)}b`, url)).toBe(false);
});
