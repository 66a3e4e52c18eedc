import { expect, test } from "vitest";
import { newBrowser } from "../../../src/cases/browser.js";
import type { HttpRequest } from "../../../src/core/fetching/outcome.js";
import { run } from "../../../src/core/fetching/run.js";
import { getHeader, headerList } from "../../../src/core/infrastructure/header-list.js";
import { httpResponse } from "../../../src/core/infrastructure/response.js";
import { DEFAULT_SETUP } from "../../../src/core/infrastructure/setup.js";
import { perform } from "../../../src/core/setup/perform.js";
import { PAGE } from "./build.js";

const HOSTS = { A: "https://app.example", B: "https://b.example", C: "https://c.example" } as const;

/** The Origin on each request of a chain of redirects; every server allows everyone. */
function origins(chain: string): (string | null)[] {
  const urls = [...chain].map((name, index) => `${HOSTS[name as keyof typeof HOSTS]}/${index}`);
  const seen: (string | null)[] = [];
  const outcome = run(
    perform({ ...DEFAULT_SETUP, url: urls[0]! }, newBrowser({ profile: "spec", page: PAGE }), null),
    (sent: HttpRequest) => {
      seen.push(getHeader("origin", sent.headers));
      const next = urls[seen.length];
      const headers = [
        ["Access-Control-Allow-Origin", "*"] as const,
        ...(next === undefined ? [] : [["Location", next] as const]),
      ];
      return httpResponse(next === undefined ? 200 : 302, headerList(headers));
    },
  );
  expect(outcome.failure).toBeNull();
  return seen;
}

// Once a hop has left an origin that was not the page's own for another, the origin is tainted.
test.each([
  ["A", [null]],
  ["AA", [null, null]],
  ["AB", [null, "A"]],
  ["B", ["A"]],
  ["BB", ["A", "A"]],
  ["BA", ["A", "null"]],
  ["BC", ["A", "null"]],
  ["ABB", [null, "A", "A"]],
  ["ABA", [null, "A", "null"]],
  ["ABC", [null, "A", "null"]],
  ["BBA", ["A", "A", "null"]],
  ["BAB", ["A", "null", "null"]],
  ["BBB", ["A", "A", "A"]],
] as const)("redirect taint over %s: Origin %o", (chain, expected) => {
  expect(origins(chain)).toEqual(expected.map((name) => (name === "A" ? HOSTS.A : name)));
});
