import { expect, test } from "vitest";
import type { Destination } from "../../../src/core/infrastructure/request.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";
import { isIpAddress, mixedContent, upgradeUrl } from "../../../src/core/policy/mixed-content.js";

const LETTER = { loopbackPagesProhibitMixedContent: true, tracksAreDisplayContent: false };
const ENGINE = { loopbackPagesProhibitMixedContent: false, tracksAreDisplayContent: false };

function decision(page: string, url: string, destination: Destination = "", dialect = ENGINE) {
  return mixedContent({ url: parseUrl(page)! }, { url: parseUrl(url)!, destination }, dialect);
}

test.each([
  ["1.1", "http://app.example/", "http://api.example/", "", "allowed"],
  ["1.2", "https://app.example/", "https://api.example/", "", "allowed"],
  ["1.2", "https://app.example/", "http://localhost:3000/", "", "allowed"],
  ["1.2", "https://app.example/", "http://127.0.0.1/", "script", "allowed"],
  ["1.2", "https://app.example/", "data:text/plain,x", "", "allowed"],
  ["1.4", "https://app.example/", "http://api.example/", "document", "allowed"],
  ["2", "https://app.example/", "http://api.example/", "", "blocked"],
  ["2", "https://app.example/", "http://api.example/", "script", "blocked"],
  ["2", "https://app.example/", "http://api.example/", "style", "blocked"],
  ["2", "https://app.example/", "http://api.example/", "font", "blocked"],
  ["upgrade", "https://app.example/", "http://api.example/", "image", "upgrade"],
  ["upgrade", "https://app.example/", "http://api.example/", "audio", "upgrade"],
  ["upgrade", "https://app.example/", "http://api.example/", "video", "upgrade"],
  ["upgrade", "https://app.example/", "http://192.168.0.1/", "image", "blocked"],
  ["upgrade", "https://app.example/", "http://[fe80::1]/", "image", "blocked"],
  ["upgrade", "http://app.example/", "http://api.example/", "image", "allowed"],
] as const)("%s: %s, %s as %j → %s", (_step, page, url, destination, expected) => {
  expect(decision(page, url, destination)).toBe(expected);
});

test("pages on loopback prohibit it by the letter only", () => {
  expect(decision("http://localhost:3000/", "http://api.example/")).toBe("allowed");
  expect(decision("http://localhost:3000/", "http://api.example/", "", LETTER)).toBe("blocked");
  expect(decision("http://app.example/", "http://api.example/", "", LETTER)).toBe("allowed");
});

test.each([
  ["http://a.example/p?q#f", "https://a.example/p?q#f"],
  ["http://a.example:8080/", "https://a.example:8080/"],
  ["http://a.example:80/", "https://a.example/"],
  ["https://a.example/", "https://a.example/"],
  ["http://localhost:3000/", "http://localhost:3000/"],
  ["ftp://a.example/", "ftp://a.example/"],
])("upgrade %s → %s", (from, to) => {
  expect(upgradeUrl(parseUrl(from)!).href).toBe(to);
});

test("addresses", () => {
  expect(["1.2.3.4", "[::1]", "a.example", "1.2.3.example"].map(isIpAddress)).toEqual([true, true, false, false]);
});
