import { describe, expect, test } from "vitest";
import { type Case, judgeAll } from "../../src/index.js";

const { generate } = (await import(new URL("generate.mjs", import.meta.url).href)) as {
  generate(options: { seed: string; count: number; from?: number; crossings?: boolean }): Case[];
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

describe.each([["plain", false] as const, ["crossings", true] as const])("%s", (_kind, crossings) => {
  test("a seed gives the same cases everywhere, each whatever comes before it", () => {
    const cases = generate({ seed: "7", count: 40, crossings });
    expect(generate({ seed: "7", count: 40, crossings })).toEqual(cases);
    expect(generate({ seed: "7", from: 30, count: 10, crossings })).toEqual(cases.slice(30));
    expect(generate({ seed: "8", count: 40, crossings })).not.toEqual(cases);
  });

  test("all of a case lives under its own path, so that cases share neither cache nor cookies", () => {
    for (const { id, page, setup, server, then } of generate({ seed: "path", count: 200, crossings })) {
      expect(page.url).toContain(`/c/${id}/`);
      const asked = [setup, ...(then ?? [])].map(({ url }) => url);
      const named = (server ?? []).flatMap(({ when, respond }) => [
        when?.url ?? "",
        ...(respond.headers ?? []).filter(([name]) => name === "Location").map(([, value]) => value),
      ]);
      for (const url of [...asked, ...named]) {
        if (/^https?:\/\/\w+[.\w]*\.test/.test(url)) expect(url).toContain(`/c/${id}/`);
      }
      for (const lines of Object.values(page.cookies ?? {})) {
        for (const line of [lines].flat()) expect(line).toContain(`; Path=/c/${id}`);
      }
    }
  });

  test("a length that is announced is the body's", () => {
    const answers = generate({ seed: "length", count: 300, crossings }).flatMap(({ server }) => server ?? []);
    for (const { respond } of answers) {
      const lengths = (respond.headers ?? []).filter(([name]) => /^content-length$/i.test(name));
      expect(lengths.length).toBeLessThan(2);
      for (const [, value] of lengths) expect(value).toBe(String(Buffer.byteLength(respond.body ?? "")));
      if (respond.status === 204) expect(respond.body).toBeUndefined();
    }
  });

  test("its host answers in HTTP/2, and nobody else", () => {
    for (const { setup, server = [], then = [] } of generate({ seed: "versions", count: 300, crossings })) {
      const atHttp2 = (url: string) => url.startsWith("https://h2.page.test:");
      const asked = [setup, ...then].map(({ url }) => atHttp2(url));
      for (const { when, http } of server) {
        const expected = when?.url === undefined ? asked : [atHttp2(when.url)];
        expect(new Set(expected)).toEqual(new Set([http === "2"]));
      }
    }
  });
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

test("crossings bring together what no case of a family has, and the model takes them", () => {
  const cases = generate({ seed: "test", count: 300, crossings: true });
  const taken = cases.flatMap(({ title }) => title!.split(": ").at(-1)!.split(", "));
  expect(new Set(taken)).toEqual(
    new Set(["page", "setup", "later", "headers", "options", "server", "answer", "preflight's answer"]),
  );
  for (const given of cases) expect(judgeAll(given, { profile: "spec" })).toHaveLength(1 + (given.then?.length ?? 0));
  const outcomes = cases.map((given) => judgeAll(given, { profile: "spec" })[0]!.outcome);
  expect(outcomes.filter((outcome) => outcome === "allowed").length).toBeGreaterThan(cases.length / 6);
});
