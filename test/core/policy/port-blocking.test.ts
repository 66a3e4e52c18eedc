import { expect, test } from "vitest";
import { isBadPort } from "../../../src/core/infrastructure/port-blocking.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";

test.each([
  ["http://a.example/", false],
  ["http://a.example:80/", false],
  ["http://a.example:8080/", false],
  ["http://a.example:0/", true],
  ["http://a.example:1/", true],
  ["https://a.example:22/", true],
  ["http://a.example:443/", false],
  ["http://a.example:6000/", true],
  ["http://a.example:6670/", false],
  ["http://a.example:10080/", true],
  ["ftp://a.example:22/", false],
])("%s → %s", (url, bad) => {
  expect(isBadPort(parseUrl(url)!, { unblockedPorts: [] })).toBe(bad);
});
