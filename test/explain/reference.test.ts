import { describe, expect, test } from "vitest";
import { differencesFrom } from "../../src/cases/expect.js";
import { judge, judgeAll } from "../../src/cases/judge.js";
import { REASONS } from "../../src/core/reasons.js";
import { LANGUAGES } from "../../src/explain/language.js";
import { HEADERS } from "../../src/explain/reference/header-list.js";
import { REASON_EXAMPLES } from "../../src/explain/reference/reason-list.js";
import { reference, referencePage } from "../../src/explain/reference/reference.js";
import { referenceZhCn } from "../../src/explain/reference/zh-cn.js";
import { expectGoodChinese } from "./texts.js";

describe("reference", () => {
  test.each(Object.entries(REASON_EXAMPLES))(
    "the example of %s gives just this reason",
    (code, { case: given, profile }) => {
      expect(judge(given, { profile }).reason).toBe(code);
    },
  );

  test.each(Object.entries(HEADERS))("the example of %s shows what it says", (_id, { case: given, shows }) => {
    for (const { profile, expect: expected, ...shown } of shows) {
      const { at = 0 }: { at?: number } = shown;
      expect(differencesFrom(expected, judgeAll(given, { profile })[at]!)).toEqual([]);
    }
  });
});

describe.each(LANGUAGES)("reference in %s", (lang) => {
  const { reasons, headers } = reference(lang);

  test("has a page for every reason and every header", () => {
    expect(reasons.map(({ id }) => id)).toEqual(Object.keys(REASONS));
    expect(headers.map(({ id }) => id)).toEqual(Object.keys(HEADERS));
  });

  test.each([...reasons, ...headers])(
    "$id: whole sentences",
    ({ kind: _kind, title, id: _id, example: _, ...page }) => {
      const texts = Object.entries(page).filter(([key]) => !["spec", "step", "sentBy", "engines"].includes(key));
      expect(texts.length).toBe(3);
      for (const [key, text] of texts) expect.soft(text, key).toMatch(/^\S.*[^ .。][.。]$/);
      expect(page.engines ?? ".").toMatch(/[.。]$/);
      expect(title).toMatch(/\S/);
    },
  );

  test("a page is found by its code or header, in any case", () => {
    expect(referencePage("preflight-status", lang)).toMatchObject({ kind: "reason", id: "preflight-status" });
    expect(referencePage("Access-Control-Max-Age", lang)).toMatchObject({ id: "access-control-max-age" });
    expect(referencePage("sec-fetch-mode", lang)).toMatchObject({ id: "sec-fetch" });
    expect(referencePage("no-such-thing", lang)).toBeNull();
  });
});

test("Chinese has its own punctuation, spacing and words", () => expectGoodChinese(referenceZhCn));
