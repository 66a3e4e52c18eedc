import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { STANDARD } from "../../src/core/reasons.js";

interface Lock {
  readonly commit: string;
  readonly algorithms: Readonly<Record<string, string>>;
}

const lock: Record<"fetch" | "xhr", Lock> = JSON.parse(readFileSync(new URL("lock.json", import.meta.url), "utf8"));
const root = fileURLToPath(new URL("../../src/core/", import.meta.url));

const ALGORITHMS = ["fetching", "http-extensions", "setup"].flatMap((folder) =>
  readdirSync(`${root}${folder}`)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => [`${folder}/${file}`, readFileSync(`${root}${folder}/${file}`, "utf8")] as const),
);

/** Files whose exports are ours alone, with the reason. */
const OWN = new Map([
  ["fetching/outcome.ts", "types"],
  ["fetching/run.ts", "drives the generator"],
  ["fetching/exchange-log.ts", "book-keeping of the spine"],
  ["setup/prepared.ts", "types"],
  ["setup/page-request.ts", "defaults of a request"],
  ["setup/perform.ts", "the entry: which API's algorithm"],
  ["setup/script-view.ts", "what script may read, drawn from many algorithms"],
]);

describe.each(ALGORITHMS)("%s", (file, text) => {
  test("follows an algorithm whose anchor stands in its comments", () => {
    if (OWN.has(file)) return;
    expect(text).toMatch(/https:\/\/[\w.-]+\/\S*#\S+|Section|IEInternals|https:\/\/github\.com/);
  });
});

test.each(["fetch", "xhr"] as const)("every anchor of %s that the model names is in the lock", (standard) => {
  const pattern = new RegExp(`https://${standard}\\.spec\\.whatwg\\.org/#([^\\s"\`,;]+)`, "g");
  const named = ALGORITHMS.flatMap(([file, text]) =>
    [...text.matchAll(pattern)].map(([, anchor]) => [anchor!.replace(/[.:]+$/, ""), file] as const),
  );
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter(([anchor]) => lock[standard].algorithms[anchor] === undefined)).toEqual([]);
});

test("the profile `spec` names the commit that the lock holds", () => {
  expect(lock.fetch.commit).toBe(STANDARD.commit);
});
