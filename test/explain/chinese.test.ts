import { describe, expect, test } from "vitest";
import { judge } from "../../src/cases/judge.js";
import type { Text } from "../../src/explain/catalogs/catalog.js";
import { en } from "../../src/explain/catalogs/en.js";
import { zhCn } from "../../src/explain/catalogs/zh-cn.js";
import { notesEn } from "../../src/explain/configurations/en.js";
import { notesZhCn } from "../../src/explain/configurations/zh-cn.js";
import { languageOf, placesOf, sentence } from "../../src/explain/language.js";
import { tellingEn } from "../../src/explain/telling/en.js";
import { tellingZhCn } from "../../src/explain/telling/zh-cn.js";
import { SPEC_CASES } from "./spec-cases.js";
import { expectGoodChinese, textsOf } from "./texts.js";

/** The places of all sentences of an entry together. */
function placesIn(node: unknown): string[] {
  return [...new Set(textsOf(node).flatMap(([, text]) => placesOf(text)))].sort();
}

/** The entries of a catalog: what one code has to say. */
function entriesOf(catalog: object): [string, unknown][] {
  return Object.entries(catalog).flatMap(([section, entries]): [string, unknown][] =>
    typeof entries === "object" && !Array.isArray(entries)
      ? Object.entries(entries).map(([code, entry]): [string, unknown] => [`${section}/${code}`, entry])
      : [[section, entries]],
  );
}

describe("Chinese", () => {
  const chinese = new Map(entriesOf(zhCn));

  test.each(entriesOf(en))("%s has the places of English", (key, entry) => {
    expect(placesIn(chinese.get(key))).toEqual(placesIn(entry));
  });

  test.each(textsOf(zhCn))("%s is Chinese", (_path, text) => {
    expect(text).toMatch(/\p{Script=Han}|^、$|^[\w-]+$/u);
  });

  test("has its own punctuation, spacing and words", () => expectGoodChinese(zhCn));

  test("a choice is made by the same facts", () => {
    const shape = (text: Text) => (typeof text === "string" ? [] : text.map(({ stage, when }) => [stage, when]));
    for (const [code, { explanation }] of Object.entries(en.reasons)) {
      const theirs = zhCn.reasons[code as keyof typeof zhCn.reasons].explanation;
      if (typeof explanation !== "string" && typeof theirs !== "string")
        expect(shape(theirs)).toEqual(shape(explanation));
    }
  });
});

describe("what stands around a verdict and beside a configuration", () => {
  test.each([
    ["telling", tellingEn, tellingZhCn],
    ["notes", notesEn, notesZhCn],
  ])("%s: Chinese has the places of English", (_title, english: object, chinese: object) => {
    const places = (texts: object) => Object.entries(texts).map(([key, text]) => [key, placesIn(text)]);
    expect(places(chinese)).toEqual(places(english));
  });

  test("notes have their own punctuation, spacing and words", () => expectGoodChinese(notesZhCn));

  test("telling has its own punctuation, spacing and words", () =>
    expectGoodChinese(tellingZhCn, ["because", "outcome", "type", "value", "evidence"]));
});

describe("lists and phrases stand in a sentence as people space them", () => {
  const language = languageOf("zh-CN");
  test.each([
    [["GET"], "由于 GET，没有发出。"],
    [["GET", "PUT"], "由于 GET 和 PUT，没有发出。"],
    [["GET", "POST", "PUT"], "由于 GET、POST 和 PUT，没有发出。"],
    [["方法 PUT", "请求头 x-custom"], "由于方法 PUT 和请求头 x-custom，没有发出。"],
    [["xhr.upload 上的监听器", "方法 PUT"], "由于 xhr.upload 上的监听器和方法 PUT，没有发出。"],
  ])("%j: %s", (because, expected) => {
    expect(sentence("由于 {because}，没有发出。", { because }, language)).toBe(expected);
  });

  test("after a phrase that ends in Chinese", () => {
    expect(sentence("有 {because} 的请求", { because: ["以流作为请求体"] }, language)).toBe("有以流作为请求体的请求");
    expect(sentence("有 {because} 的请求", { because: ["方法 PUT"] }, language)).toBe("有方法 PUT 的请求");
  });
});

test("every spec case is explained in Chinese, with nothing left over from English", () => {
  const broken = SPEC_CASES.flatMap((given) => {
    const { id, explanation, warnings, fixes, likelyCauses } = judge(given, { profile: "chromium", lang: "zh-CN" });
    const texts = [explanation, ...warnings.map(({ message }) => message), ...fixes.map(({ why }) => why)];
    const evidence = likelyCauses.map((cause) => cause.evidence).filter((text) => !/\p{Script=Han}/u.test(text));
    return [...texts.filter((text) => !isChinese(text)), ...evidence].map((text) => [id, text]);
  });
  expect(broken).toEqual([]);
});

/** NOTE: values that a page or a server wrote may be in any language; English sentences are told by their little words. */
function isChinese(text: string): boolean {
  return (
    /\p{Script=Han}.*[。]$/su.test(text) &&
    !/undefined|NaN|\[object|\{[A-Za-z]+\}|“”/.test(text) &&
    !/ (?:the|of|is|and|so|was|that|with) (?![\p{Script=Han}])/u.test(text)
  );
}
