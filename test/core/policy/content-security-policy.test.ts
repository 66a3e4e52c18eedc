import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Destination } from "../../../src/core/infrastructure/request.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";
import { cspViolation, parseCsp, upgradesInsecureRequests } from "../../../src/core/policy/content-security-policy.js";

describe("parse", () => {
  const parsed = (text: string) =>
    parseCsp(text).map((policy) => [...policy.values()].map((directive) => directive.text));

  test.each([
    ["", []],
    [";;", []],
    ["connect-src 'self'", [["connect-src 'self'"]]],
    [" connect-src  'self'\thttps: ; img-src * ", [["connect-src 'self' https:", "img-src *"]]],
    ["CONNECT-src a; connect-SRC b", [["CONNECT-src a"]]],
    ["connect-src é; img-src *", [["img-src *"]]],
    ["img-src a, connect-src b", [["img-src a"], ["connect-src b"]]],
    ["img-src a, ,", [["img-src a"]]],
    ["upgrade-insecure-requests", [["upgrade-insecure-requests"]]],
  ])("%j → %j", (text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });
});

interface Given {
  readonly page?: string;
  readonly destination?: Destination;
  readonly redirectCount?: number;
}
function violation(csp: string, url: string, given: Given = {}) {
  const { page = "https://app.example/x", destination = "", redirectCount = 0 } = given;
  return cspViolation(
    parseCsp(csp),
    { url: parseUrl(url)!, destination, redirectCount },
    { url: parseUrl(page)! },
    { upgradedSourceNeedsWildcardPort: false, webSocketSources: "all" },
  );
}
const allows = (sources: string, url: string, given: Given = {}) =>
  violation(`connect-src ${sources}`, url, given) === null;

describe("directives", () => {
  test.each([
    ["", "connect-src"],
    ["image", "img-src"],
    ["script", "script-src-elem"],
    ["style", "style-src-elem"],
    ["font", "font-src"],
    ["audio", "media-src"],
    ["video", "media-src"],
    ["track", "media-src"],
    ["manifest", "manifest-src"],
  ] as const)("%j is for %s, or default-src", (destination, directive) => {
    const url = "https://api.example/";
    expect(violation(`${directive} 'none'`, url, { destination })).toEqual({
      directive,
      policy: `${directive} 'none'`,
    });
    expect(violation("default-src 'self'", url, { destination })).toEqual({ directive, policy: "default-src 'self'" });
    expect(violation(`default-src 'none'; ${directive} *`, url, { destination })).toBeNull();
    expect(violation("form-action 'none'; base-uri 'none'", url, { destination })).toBeNull();
  });

  test("script and style have a step between", () => {
    const url = "https://cdn.example/";
    expect(violation("default-src *; script-src 'self'", url, { destination: "script" })?.policy).toBe(
      "script-src 'self'",
    );
    expect(violation("style-src 'self'; style-src-elem *", url, { destination: "style" })).toBeNull();
  });

  test("form-action has no fallback", () => {
    const form = { destination: "document" } as const;
    expect(violation("default-src 'none'", "https://api.example/", form)).toBeNull();
    expect(violation("form-action 'self'", "https://api.example/", form)?.directive).toBe("form-action");
  });

  test("every policy must agree; the first that does not is named", () => {
    const csp = "connect-src *, connect-src 'self', connect-src 'none'";
    expect(violation(csp, "https://api.example/")).toEqual({ directive: "connect-src", policy: "connect-src 'self'" });
    expect(violation("connect-src *, img-src 'none'", "https://api.example/")).toBeNull();
  });

  test("'strict-dynamic' trusts what page code inserts", () => {
    const csp = "script-src 'nonce-abc' 'strict-dynamic'";
    expect(violation(csp, "https://cdn.example/", { destination: "script" })).toBeNull();
    expect(violation("script-src 'nonce-abc'", "https://cdn.example/", { destination: "script" })).not.toBeNull();
    expect(allows("'strict-dynamic'", "https://cdn.example/")).toBe(false);
  });

  test("upgrade-insecure-requests", () => {
    expect(upgradesInsecureRequests(parseCsp("connect-src *, Upgrade-Insecure-Requests"))).toBe(true);
    expect(upgradesInsecureRequests(parseCsp("connect-src *"))).toBe(false);
  });
});

describe("source list", () => {
  test.each([
    ["2", "", "https://api.example/", false],
    ["3", "'none'", "https://api.example/", false],
    ["3", "'NONE' https://api.example", "https://api.example/", true],
    ["4.1", "*", "https://api.example/", true],
    ["4.1", "*", "http://api.example/", true],
    ["4.1", "*", "data:text/plain,x", false],
    ["4.1", "*", "ftp://api.example/", false],
    ["4.2", "https:", "https://api.example/", true],
    ["4.2", "https:", "http://api.example/", false],
    ["4.2", "http:", "https://api.example/", true],
    ["4.2", "data:", "data:text/plain,x", true],
    ["4.2", "ws:", "wss://api.example/", true],
    ["4.2", "ws:", "https://api.example/", true],
    ["4.2", "wss:", "https://api.example/", true],
    ["4.2", "wss:", "ws://api.example/", false],
    ["4.3", "api.example", "https://api.example/any/path", true],
    ["4.3", "api.example", "http://api.example/", false], // the page's scheme
    ["4.3", "http://api.example", "https://api.example/", true],
    ["4.3", "https://api.example", "http://api.example/", false],
    ["4.3", "HTTPS://API.Example", "https://api.example/", true],
    ["4.3 host", "*.example", "https://api.example/", true],
    ["4.3 host", "*.example", "https://a.b.example/", true],
    ["4.3 host", "*.api.example", "https://api.example/", false],
    ["4.3 host", "https://*", "https://api.example/", true],
    ["4.3 host", "localhost:3000", "https://localhost:3000/", true],
    ["4.3 host", "127.0.0.1", "https://127.0.0.1/", true],
    ["4.3 host", "[::1]:8443", "https://[::1]:8443/", true],
    ["4.3 host", "api.example", "https://xapi.example/", false],
    ["4.3 port", "api.example", "https://api.example:8443/", false],
    ["4.3 port", "api.example:8443", "https://api.example:8443/", true],
    ["4.3 port", "api.example:443", "https://api.example/", true],
    ["4.3 port", "http://api.example:80", "https://api.example/", false],
    ["4.3 port", "api.example:*", "https://api.example:8443/", true],
    ["4.3 path", "api.example/", "https://api.example/a/b", true],
    ["4.3 path", "api.example/a", "https://api.example/a", true],
    ["4.3 path", "api.example/a", "https://api.example/a/b", false],
    ["4.3 path", "api.example/a/", "https://api.example/a/b", true],
    ["4.3 path", "api.example/a/", "https://api.example/a", false],
    ["4.3 path", "api.example/A", "https://api.example/a", false],
    ["4.3 path", "api.example/%61", "https://api.example/a?q", true],
    ["4.3 path", "api.example/a%2Fb", "https://api.example/a/b", false],
    ["4.3 path", "api.example/%ff", "https://api.example/%ff", true],
    ["4.3 path", "api.example/a?q", "https://api.example/a", true],
    ["4.4", "'self'", "https://app.example/y", true],
    ["4.4", "'SELF'", "wss://app.example/y", true],
    ["4.4", "'self'", "https://app.example:8443/", false],
    ["4.4", "'self'", "http://app.example/", false],
    ["4.4", "'self'", "https://api.example/", false],
    ["5", "'unsafe-inline'", "https://api.example/", false],
    ["5", "'sha256-abc' 'nonce-x'", "https://api.example/", false],
    ["5", "api_example:x", "https://api.example/", false],
    ["5", "*.", "https://api.example/", false],
  ])("step %s: %s, %s → %s", (_step, sources, url, allowed) => {
    expect(allows(sources, url)).toBe(allowed);
  });

  test.each([
    ["http://app.example/", "https://app.example/", true],
    ["http://app.example/", "ws://app.example/", true],
    ["http://app.example:8080/", "https://app.example:8080/", true],
    ["http://app.example:8080/", "https://app.example/", false],
    ["data:text/html,x", "https://app.example/", false],
    ["data:text/html,x", "data:text/plain,y", false], // opaque, the same as none
  ])("'self' of %s, %s → %s", (page, url, allowed) => {
    expect(allows("'self'", url, { page })).toBe(allowed);
  });

  test("a redirect hides its path", () => {
    expect(allows("api.example/a", "https://api.example/b", { redirectCount: 1 })).toBe(true);
    expect(allows("api.example/a", "https://other.example/a", { redirectCount: 1 })).toBe(false);
  });

  test("a page's own scheme comes with the wildcard", () => {
    expect(allows("*", "chrome-extension://abc/x", { page: "chrome-extension://abc/page" })).toBe(true);
  });

  test("never throws", () => {
    fc.assert(fc.property(fc.string(), fc.webUrl(), (text, url) => void violation(text, url)));
  });
});
