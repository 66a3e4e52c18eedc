import { expect, test } from "vitest";
import { PreflightCache } from "../../../src/core/fetching/cors-preflight-cache.js";
import { PROFILES } from "../../../src/core/profiles/profiles.js";
import { APP, request } from "./build.js";

const { spec, chromium, firefox } = PROFILES;
const plain = request();
const included = request({ credentialsMode: "include" });

function stored(methods: readonly string[], names: readonly string[], by = plain, profile = spec): PreflightCache {
  const cache = new PreflightCache();
  cache.store(by, APP, methods, names, 100, profile);
  return cache;
}

test.each([
  ["the method that is listed", ["PUT"], "PUT", plain, spec, true],
  ["a method in other capitals", ["PUT"], "put", plain, spec, false],
  ["any method, by the wildcard", ["*"], "PUT", plain, spec, true],
  ["a wildcard in Firefox", ["*"], "PUT", plain, firefox, false],
] as const)("finds %s", (_what, methods, method, asked, profile, expected) => {
  expect(stored(methods, [], plain, profile).matchMethod(asked, APP, method, 0, profile)).toBe(expected);
});

test("names compare in any case, and the wildcard leaves out Authorization", () => {
  expect(stored([], ["X-A"]).matchHeader(plain, APP, "x-a", 0, spec)).toBe(true);
  expect(stored([], ["*"]).matchHeader(plain, APP, "x-a", 0, spec)).toBe(true);
  expect(stored([], ["*"]).matchHeader(plain, APP, "authorization", 0, spec)).toBe(false);
});

test("an entry ends when its time is over", () => {
  expect(stored(["PUT"], []).matchMethod(plain, APP, "PUT", 99, spec)).toBe(true);
  expect(stored(["PUT"], []).matchMethod(plain, APP, "PUT", 100, spec)).toBe(false);
});

test("origin, URL and credentials are the key", () => {
  const cache = stored(["PUT"], []);
  expect(cache.matchMethod(plain, "https://other.example", "PUT", 0, spec)).toBe(false);
  expect(cache.matchMethod(request({ to: "https://api.example/data?x" }), APP, "PUT", 0, spec)).toBe(false);
  expect(cache.matchMethod(included, APP, "PUT", 0, spec)).toBe(false);
  expect(stored(["PUT"], [], included).matchMethod(plain, APP, "PUT", 0, spec)).toBe(true);
  expect(stored(["PUT"], [], included, firefox).matchMethod(plain, APP, "PUT", 0, firefox)).toBe(false);
});

test("a new answer adds to the old one in the standard, takes its place in Chromium", () => {
  for (const [profile, expected] of [
    [spec, true],
    [chromium, false],
  ] as const) {
    const cache = stored(["PUT"], [], plain, profile);
    cache.store(plain, APP, ["DELETE"], [], 200, profile);
    expect(cache.matchMethod(plain, APP, "PUT", 0, profile)).toBe(expected);
    expect(cache.matchMethod(plain, APP, "DELETE", 0, profile)).toBe(true);
  }
});

test("an entry that is made again gets the new age, be it shorter", () => {
  const cache = stored(["PUT"], ["x-a"]);
  cache.store(plain, APP, ["PUT"], [], 50, spec);
  expect(cache.matchMethod(plain, APP, "PUT", 60, spec)).toBe(false);
  expect(cache.matchHeader(plain, APP, "x-a", 60, spec)).toBe(true);
});

test("a copy does not feel what happens to the original", () => {
  const cache = stored(["PUT"], []);
  const copy = cache.fork();
  cache.clear(plain, APP);
  expect(cache.matchMethod(plain, APP, "PUT", 0, spec)).toBe(false);
  expect(copy.matchMethod(plain, APP, "PUT", 0, spec)).toBe(true);
});
