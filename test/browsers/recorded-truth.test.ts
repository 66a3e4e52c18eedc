import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Case, judgeAll } from "../../src/index.js";

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
  compareAll(given: { profile: string; cases: Case[]; truths: unknown[]; model: object }): Comparison;
};

/** Disagreements that are known and not mended yet, by browser and verdict, each with what is wrong. */
type Open = Record<string, Record<string, string>>;

describe.runIf(existsSync(folder))("the model does what browsers were recorded to do", () => {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const browsers = names.flatMap((name) => /^(chromium|firefox|webkit)\.ndjson\.gz$/.exec(name)?.[1] ?? []);
  const open = existsSync(new URL("open.json", folder))
    ? (JSON.parse(readFileSync(new URL("open.json", folder), "utf8")) as Open)
    : {};

  test.each(browsers)("%s", (profile) => {
    const cases = read<Case>("cases.ndjson.gz");
    const truths = read<unknown>(`${profile}.ndjson.gz`);
    const { total, bad } = compareAll({ profile, cases, truths, model: { judgeAll } });
    expect(total).toBeGreaterThan(0);
    const known = open[profile] ?? {};
    const unknown = bad.filter(({ id }) => !(id in known));
    expect(unknown.map(({ id, differences }) => ({ id, differences }))).toEqual([]);
  });
});
