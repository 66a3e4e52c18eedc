import { describe, expect, test } from "vitest";
import { REASONS } from "../../src/core/reasons.js";
import type { Place, Text } from "../../src/explain/catalogs/catalog.js";
import { CAUSE_CODES, FIX_CODES, WARNING_CODES } from "../../src/explain/codes.js";
import { LANGUAGES, languageOf, placesOf, sentence } from "../../src/explain/language.js";
import { DETECTED } from "../../src/explain/warnings.js";

/** Every place that code can fill; the compiler keeps it complete. */
const PLACES: Readonly<Record<Place, true>> = {
  header: true,
  value: true,
  headers: true,
  allowed: true,
  method: true,
  status: true,
  url: true,
  location: true,
  scheme: true,
  port: true,
  origin: true,
  directive: true,
  policy: true,
  token: true,
  member: true,
  error: true,
  from: true,
  to: true,
  type: true,
  expected: true,
  actual: true,
  count: true,
  limit: true,
  page: true,
  errorStatus: true,
  because: true,
  hidden: true,
  first: true,
  names: true,
  empty: true,
  instead: true,
  evidence: true,
  entry: true,
  outcome: true,
};

function textsOf(text: Text): string[] {
  if (typeof text === "string") return [text];
  return text.flatMap((choice) => {
    if (typeof choice.text === "string") return [choice.text];
    const { by: _by, ...forms } = choice.text;
    return Object.values(forms);
  });
}

const WHOLE = /[.”。]$/;

describe.each(LANGUAGES)("catalog %s", (tag) => {
  const { catalog } = languageOf(tag);
  const texts: [string, Text][] = [
    ...Object.entries(catalog.reasons).flatMap(([code, entry]): [string, Text][] => [
      [code, entry.explanation],
      ...(entry.fix === undefined ? [] : ([[`${code}, fix`, entry.fix]] as [string, Text][])),
    ]),
    ...Object.entries(catalog.outcomes),
    ["hidden", catalog.hidden],
    ["unknown", catalog.unknown],
    ...Object.entries(catalog.warnings),
    ...Object.entries(catalog.causes),
    ...Object.entries(catalog.fixes),
  ];

  test("has an entry for every code, and no other", () => {
    expect(Object.keys(catalog.reasons).sort()).toEqual(Object.keys(REASONS).sort());
    expect(Object.keys(catalog.warnings).sort()).toEqual([...WARNING_CODES].sort());
    expect(Object.keys(catalog.causes).sort()).toEqual([...CAUSE_CODES].sort());
    expect(Object.keys(catalog.fixes).sort()).toEqual([...FIX_CODES].sort());
  });

  test.each(Object.entries(catalog.sequence))("caption %s: a few words, known places, no full stop", (_label, text) => {
    expect(placesOf(text).filter((place) => !(place in PLACES))).toEqual([]);
    expect(text).not.toMatch(/[.。]$/);
    expect(text.length).toBeLessThan(50);
  });

  test.each(texts)("%s: whole sentences, known places, a last resort", (_code, text) => {
    for (const each of textsOf(text)) {
      expect(placesOf(each).filter((place) => !(place in PLACES))).toEqual([]);
      expect(each.replace(/\{[A-Za-z]+\}/g, "x")).not.toMatch(/[{}]| {2}/);
      expect(each).toMatch(WHOLE);
    }
    if (typeof text === "string") return;
    const last = text.at(-1)!;
    expect([last.stage, last.when]).toEqual([undefined, undefined]);
  });

  const phrases = [
    catalog.preflight,
    catalog.errors,
    catalog.assumptions,
    catalog.skips,
    catalog.evidence,
    catalog.missing,
  ].flatMap((list) => Object.entries(list));
  test.each(phrases)("%s is a phrase", (_code, phrase) => {
    expect(phrase).not.toMatch(/[.。]$/);
    expect(placesOf(phrase).filter((place) => !(place in PLACES))).toEqual([]);
  });
});

test("a language that is not there falls back, a variant to its main language", () => {
  expect(languageOf("en-GB").catalog.language).toBe("en");
  expect(languageOf("tlh").catalog.language).toBe("en");
});

test("lists and plurals are the language's own", () => {
  const language = languageOf("en");
  const text = [{ text: { by: "names", one: "The header {names}.", other: "The headers {names}." } }] as const;
  expect(sentence(text, { names: ["a"] }, language)).toBe("The header a.");
  expect(sentence(text, { names: ["a", "b", "c"] }, language)).toBe("The headers a, b, and c.");
});

test("only what takes answers to several origins is left to an audit", () => {
  const left = WARNING_CODES.filter((code) => !DETECTED.includes(code));
  expect(left).toEqual(["reflect-any-origin"]);
});

test.each(LANGUAGES)("%s: lists are those of Intl, Chinese set off from words in Latin letters", (tag) => {
  const format = new Intl.ListFormat(tag, { type: "conjunction" });
  const { and } = languageOf(tag);
  for (const list of [[], ["甲"], ["甲", "乙"], ["甲", "乙", "丙"], ["甲", "乙", "丙", "丁"]]) {
    expect(and(list)).toBe(format.format(list));
  }
});
