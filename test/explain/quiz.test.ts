import { describe, expect, test } from "vitest";
import { differencesFrom } from "../../src/cases/expect.js";
import { judgeAll } from "../../src/cases/judge.js";
import { LANGUAGES } from "../../src/explain/language.js";
import { quizEn } from "../../src/explain/quiz/en.js";
import { quiz } from "../../src/explain/quiz/quiz.js";
import { QUESTIONS } from "../../src/explain/quiz/quiz-list.js";
import { quizZhCn } from "../../src/explain/quiz/zh-cn.js";
import { expectGoodChinese } from "./texts.js";

describe("quiz", () => {
  test.each(Object.entries(QUESTIONS))("%s: exactly the right option is what the model says", (_id, question) => {
    const { case: given, profile, options, answer } = question;
    const verdict = judgeAll(given, { profile })["at" in question ? question.at : 0]!;
    const differences = options.map((option) => differencesFrom(option, verdict));
    expect(differences.flatMap((lines, index) => (lines.length === 0 ? [index] : []))).toEqual([answer]);
    expect(differences.flat().filter((line) => line.includes("no field of a verdict"))).toEqual([]);
  });

  test("goes from easy to hard", () => {
    const levels = quiz("en").map(({ level }) => level);
    expect(levels).toEqual(levels.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
    expect(levels.length).toBeGreaterThanOrEqual(20);
  });

  test.each([quizEn, quizZhCn])("has a text for each option, all of them different", (texts) => {
    for (const [id, { options }] of Object.entries(texts)) {
      expect([id, options.length]).toEqual([id, QUESTIONS[id as keyof typeof QUESTIONS].options.length]);
      expect(new Set(options).size).toBe(options.length);
    }
  });

  test.each(LANGUAGES)("in %s: whole sentences, one right option, in no fixed place", (lang) => {
    const questions = quiz(lang);
    for (const { question, options, explanation } of questions) {
      expect.soft(question).toMatch(/[?？]$/);
      expect.soft(explanation).toMatch(/[.。]$/);
      for (const { text } of options) expect.soft(text).toMatch(/[.。]$/);
      expect.soft(options.filter(({ isRight }) => isRight).length).toBe(1);
    }
    const places = questions.map(({ options }) => options.findIndex(({ isRight }) => isRight));
    for (const place of [0, 1, 2]) expect(places.filter((one) => one === place).length).toBeGreaterThan(4);
  });

  test("Chinese has its own punctuation, spacing and words", () => expectGoodChinese(quizZhCn));
});

const ORDER = ["easy", "medium", "hard"];
