import { expect, test } from "vitest";
import { wordsZhCn } from "../../src/cli/words/zh-cn.js";
import { GLOSSARY, zhCn } from "../../src/explain/catalogs/zh-cn.js";
import { notesZhCn } from "../../src/explain/configurations/zh-cn.js";
import { lessonsZhCn } from "../../src/explain/lessons/zh-cn.js";
import { quizZhCn } from "../../src/explain/quiz/zh-cn.js";
import { referenceZhCn } from "../../src/explain/reference/zh-cn.js";
import { tellingZhCn } from "../../src/explain/telling/zh-cn.js";
import { zhCn as audit } from "../../src/live/audit/catalogs/zh-cn.js";
import { zhCn as web } from "../../src/web/strings/zh-cn.js";
import { textsOf } from "./texts.js";

/** One word for one thing, wherever Chinese is written. */
const TEXTS = { zhCn, lessonsZhCn, notesZhCn, quizZhCn, referenceZhCn, tellingZhCn, wordsZhCn, audit, web };

test.each(GLOSSARY)("$en is $zh", ({ not: others }) => {
  const wrong = textsOf(TEXTS).filter(([, text]) => others.some((word) => text.includes(word)));
  expect(wrong).toEqual([]);
});

test("outcomes have one name everywhere", () => {
  const { allowed, opaque, blocked, failed, unknown } = tellingZhCn;
  expect({ allowed, opaque, blocked, failed, unknown }).toEqual(zhCn.outcomeNames);
  expect(web.outcomes).toMatchObject(zhCn.outcomeNames);
});
