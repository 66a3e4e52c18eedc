import { expect, test } from "vitest";
import {
  isCorsSafelistedResponseHeaderName,
  isForbiddenResponseHeaderName,
  SAFELISTED_RESPONSE_HEADERS,
  SIMPLE_RESPONSE_HEADERS,
} from "../../../src/core/http-extensions/cors-safelisted-response-header-name.js";

const standard = { safelistedResponseHeaders: SAFELISTED_RESPONSE_HEADERS };

test.each([
  ["cache-control", [], true],
  ["content-length", [], true],
  ["pragma", [], true],
  ["etag", [], false],
  ["accept", [], false],
  ["etag", ["etag"], true],
  ["set-cookie", ["set-cookie"], false],
  ["set-cookie2", ["set-cookie2"], false],
])("%s, exposed %j → %s", (name, exposed, safe) => {
  expect(isCorsSafelistedResponseHeaderName(name, exposed, standard)).toBe(safe);
});

test("lists of other times", () => {
  const w3c = { safelistedResponseHeaders: SIMPLE_RESPONSE_HEADERS };
  expect(isCorsSafelistedResponseHeaderName("content-length", [], w3c)).toBe(false);
});

test("forbidden response-header names", () => {
  expect(["set-cookie", "set-cookie2", "cookie"].map(isForbiddenResponseHeaderName)).toEqual([true, true, false]);
});
