import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Case } from "../../src/index.js";

/** What real browsers did with a fixed set of cases: recorded by `npm run browsers`, compared here without any browser. */
const folder = new URL("../../spec-cases/recorded-truth/", import.meta.url);
const read = <T>(name: string): T[] =>
  gunzipSync(readFileSync(new URL(name, folder)))
    .toString()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

interface Comparison {
  readonly total: number;
  readonly bad: readonly {
    readonly id: string;
    readonly differences: readonly (readonly [string, unknown, unknown])[];
  }[];
}
const { compareAll } = (await import(new URL("compare.mjs", import.meta.url).href)) as {
  compareAll(given: { profile: string; cases: Case[]; truths: unknown[] }): Comparison;
};

const { readKnown } = (await import(new URL("known.mjs", import.meta.url).href)) as {
  readKnown(): readonly {
    readonly browser: string;
    readonly id: string;
    readonly fields: readonly string[];
    readonly reason: string;
  }[];
};

describe.runIf(existsSync(folder))("the model does what browsers were recorded to do", () => {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const browsers = names.flatMap((name) => /^(chromium|firefox|webkit)\.ndjson\.gz$/.exec(name)?.[1] ?? []);
  const known = readKnown();
  const open = new Set(known.map(({ browser, id }) => `${browser} ${id}`));

  test("what still differs is listed once, and each line says why", () => {
    expect(open.size).toBe(known.length);
    const ids = new Set(read<Case>("cases.ndjson.gz").map(({ id }) => id));
    const wrong = known.filter(
      ({ browser, id, reason }) =>
        !browsers.includes(browser) || !ids.has(id.replace(/\/\d+$/, "")) || reason.trim().length < 10,
    );
    expect(wrong).toEqual([]);
  });

  test.each(browsers)("%s", { timeout: 300_000 }, (profile) => {
    const cases = read<Case>("cases.ndjson.gz");
    const truths = read<unknown>(`${profile}.ndjson.gz`);
    const { total, bad } = compareAll({ profile, cases, truths });
    expect(total).toBeGreaterThan(0);
    const unknown = bad.filter(({ id }) => !open.has(`${profile} ${id}`));
    expect(unknown.map(({ id, differences }) => ({ id, differences }))).toEqual([]);
  });
});
