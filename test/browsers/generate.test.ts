import { expect, test } from "vitest";
import { type Case, judgeAll } from "../../src/index.js";

const { generate } = (await import(new URL("generate.mjs", import.meta.url).href)) as {
  generate(options: { seed: string; count: number; from?: number }): Case[];
};

const FAMILIES = [
  "cors",
  "redirect",
  "preflightCache",
  "cookies",
  "httpCache",
  "element",
  "eventSource",
  "beacon",
].concat(["policy", "http2", "address", "limits", "patience"]);

test("a seed gives the same cases everywhere, each whatever comes before it", () => {
  const cases = generate({ seed: "7", count: 40 });
  expect(generate({ seed: "7", count: 40 })).toEqual(cases);
  expect(generate({ seed: "7", from: 30, count: 10 })).toEqual(cases.slice(30));
  expect(generate({ seed: "8", count: 40 })).not.toEqual(cases);
});

test("every family comes up, and every case is one that the model takes", () => {
  const cases = generate({ seed: "test", count: 400 });
  const factors = new Set(cases.flatMap(({ title }) => title!.split("; ")));
  expect(FAMILIES.filter((family) => !factors.has(family))).toEqual([]);
  for (const given of cases) {
    const verdicts = judgeAll(given, { profile: "spec" });
    expect(verdicts).toHaveLength(1 + (given.then?.length ?? 0));
  }
});

test("all of a case lives under its own path, so that cases share neither cache nor cookies", () => {
  for (const { id, page, setup } of generate({ seed: "path", count: 200 })) {
    expect(page.url).toContain(`/c/${id}/`);
    if (/^https?:\/\/\w+[.\w]*\.test/.test(setup.url)) expect(setup.url).toContain(`/c/${id}/`);
    for (const lines of Object.values(page.cookies ?? {})) {
      for (const line of [lines].flat()) expect(line).toContain(`; Path=/c/${id}`);
    }
  }
});
