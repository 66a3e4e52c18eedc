import { expect, test } from "vitest";
import { codeOf } from "../../src/cases/code-of.js";
import { judgeCase } from "../../src/cases/judge.js";
import { parseCase } from "../../src/cases/read-cases.js";
import { PROFILE_NAMES } from "../../src/core/profiles/profile.js";
import { lessons } from "../../src/explain/lessons/lessons.js";
import { applyFixes } from "../../src/web/model/apply-fix.js";
import { BLANK_PAGE, BLANK_RULE, BLANK_SETUP, withoutDefaults } from "../../src/web/model/blank.js";
import { caseOfExample } from "../../src/web/model/case-of-example.js";
import { setupAt } from "../../src/web/model/edit.js";
import { EXAMPLES } from "../../src/web/model/examples.js";
import { readCode } from "../../src/web/model/read-code.js";
import { caseOfFragment, fragmentOf } from "../../src/web/model/share.js";
import { getDomain, SiteListNeeded } from "../../src/web/model/site-list.js";
import { timelineOf } from "../../src/web/model/timeline.js";
import { en } from "../../src/web/strings/en.js";
import { languageFor } from "../../src/web/strings/strings.js";
import { zhCn } from "../../src/web/strings/zh-cn.js";
import { readTopic, TOPICS } from "../cases/spec-cases.js";

/** What the page makes of cases, without a page. */

const CASES = TOPICS.flatMap(readTopic);

/** JSON has no `undefined`. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("what a blank case has is what the reader fills in", () => {
  const read = parseCase({ page: { url: BLANK_PAGE.url }, setup: { url: "" }, server: [{ respond: { status: 200 } }] });
  // biome-ignore lint/suspicious/noThenProperty: the public format names it so
  expect(plain(read)).toEqual(plain({ page: BLANK_PAGE, setup: BLANK_SETUP, server: [BLANK_RULE], then: [] }));
});

test.each(Object.entries(EXAMPLES))("the example %s is a case, as the reader reads it", (_id, given) => {
  expect(plain(parseCase(plain(given)))).toEqual(plain(given));
});

test("a lesson's example is the case that the reader makes of it", () => {
  for (const { examples } of lessons("en")) {
    for (const { case: example } of examples) {
      expect(plain(caseOfExample(example))).toEqual(plain(parseCase(plain(example))));
    }
  }
});

test("every case survives the address", async () => {
  for (const given of CASES.filter((_, index) => index % 20 === 0)) {
    const { id: _, expect: _expectation, then, ...rest } = given;
    // biome-ignore lint/suspicious/noThenProperty: the public format names it so
    const bare = { ...rest, then: then.map(({ expect: _, ...step }) => step) };
    expect(plain(await caseOfFragment(await fragmentOf(given)))).toEqual(plain(bare));
    expect(plain(parseCase(plain(withoutDefaults(given))))).toEqual(plain(bare));
  }
});

test("the fixes of every blocked case, applied as the page applies them, let the request pass", () => {
  let applied = 0;
  for (const given of CASES) {
    for (const [at, verdict] of judgeCase(given, { profile: "spec" }).entries()) {
      if (verdict.fixes.length === 0 || !verdict.fixes.every(({ verified }) => verified)) continue;
      // A request that changes earlier ones' answers changes what they leave behind: one at a time.
      if (at > 0 || given.then.length > 0) continue;
      const fixed = judgeCase(applyFixes(given, at, verdict.fixes), { profile: "spec" })[at]!;
      expect(["allowed", "opaque"], `${given.id}: ${fixed.reason}`).toContain(fixed.outcome);
      applied++;
    }
  }
  expect(applied).toBeGreaterThan(200);
});

test("the code that the page writes is read as what it was written from", () => {
  for (const given of CASES) {
    const setup = setupAt(given, 0);
    if (setup.api !== "fetch" && setup.api !== "xhr") continue;
    // Page code says these otherwise, or not at all.
    if (setup.body !== null || setup.abortAfter !== null || setup.duplex !== "half") continue;
    const { made, problem } = readCode(codeOf(setup), given, 0);
    expect(problem, codeOf(setup)).toBeNull();
    const [ours, theirs] = [setup, made!.setup].map((each) => ({ ...each, method: each.method ?? "GET" }));
    const irrelevant = setup.api === "fetch" ? XHR_ONLY : FETCH_ONLY;
    for (const key of irrelevant) for (const side of [ours, theirs]) delete (side as Record<string, unknown>)[key];
    expect(plain(theirs)).toEqual(plain(ours));
  }
});
const XHR_ONLY = ["withCredentials", "uploadListeners", "async", "responseType", "timeout", "crossorigin"];
const FETCH_ONLY = [
  "credentials",
  "mode",
  "redirect",
  "cache",
  "referrer",
  "referrerPolicy",
  "integrity",
  "keepalive",
  "crossorigin",
];

test("every exchange and every step of a verdict has its moment, in order", () => {
  for (const given of CASES.filter((_, index) => index % 40 === 0)) {
    for (const profile of PROFILE_NAMES) {
      for (const verdict of judgeCase(given, { profile, trace: true })) {
        const moments = timelineOf(verdict);
        const exchanges = moments.flatMap((moment) => (moment.kind === "exchange" ? [moment.index] : []));
        expect(exchanges).toEqual(verdict.exchanges.map((_, index) => index));
        const steps = moments.flatMap((moment) => (moment.kind === "step" ? [moment.step] : []));
        expect(steps).toEqual(verdict.steps);
        expect(moments.at(-1)).toEqual({ kind: "end" });
      }
    }
  }
});

test("every step that an algorithm tells has words", () => {
  const codes = new Set(
    CASES.filter((_, index) => index % 4 === 0).flatMap((given) =>
      judgeCase(given, { profile: "chromium", trace: true }).flatMap(({ steps = [] }) => steps.map(({ code }) => code)),
    ),
  );
  expect([...codes].filter((code) => !(code in en.steps.codes))).toEqual([]);
});

test("Chinese has every place that English has", () => {
  const places = (strings: object): [string, string][] =>
    Object.entries(strings).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[key, [...value.matchAll(/\{\w+\}/g)].flat().sort().join()] as [string, string]]
        : places(value).map(([inner, found]): [string, string] => [`${key}.${inner}`, found]),
    );
  expect(places(zhCn)).toEqual(places(en));
});

test.each([
  [["zh-TW", "en"], "zh-CN"],
  [["de", "en-US", "zh"], "en"],
  [["fr"], "en"],
  [["zh"], "zh-CN"],
] as const)("of %j the page takes %s", (wanted, language) => {
  expect(languageFor(wanted)).toBe(language);
});

test("names for examples need no list of suffixes", () => {
  expect(["app.example", "a.b.test", "localhost", "127.0.0.1"].map((name) => getDomain(name))).toEqual([
    "app.example",
    "b.test",
    null,
    null,
  ]);
  expect(() => getDomain("bbc.co.uk")).toThrow(SiteListNeeded);
});
