import { describe, expect, test } from "vitest";
import { differencesFrom } from "../../src/cases/expect.js";
import { judgeAll } from "../../src/cases/judge.js";
import { REASONS } from "../../src/core/reasons.js";
import { LANGUAGES } from "../../src/explain/language.js";
import { lessonsEn } from "../../src/explain/lessons/en.js";
import { LESSONS } from "../../src/explain/lessons/lesson-list.js";
import { lessons } from "../../src/explain/lessons/lessons.js";
import { lessonsZhCn } from "../../src/explain/lessons/zh-cn.js";
import { HEADERS } from "../../src/explain/reference/header-list.js";
import { expectGoodChinese } from "./texts.js";

describe("lessons", () => {
  const shown = Object.entries(LESSONS).flatMap(([id, { examples }]) =>
    examples.flatMap((example, index) =>
      example.shows.map((show) => ({ id: `${id}, example ${index + 1}`, ...example, show })),
    ),
  );

  test.each(shown)(
    "$id: $show.profile does what it says",
    ({ case: given, show: { profile, at = 0, expect: expected } }) => {
      const verdict = judgeAll(given, { profile })[at]!;
      expect(differencesFrom(expected, verdict)).toEqual([]);
    },
  );

  test.each(LANGUAGES)("in %s: whole sentences, a caption for each example", (lang) => {
    for (const { id, title, claim, truth, since, examples } of lessons(lang)) {
      expect.soft(title, id).toMatch(/[^.。]$/);
      for (const text of [claim, truth, since ?? "."]) expect.soft(text, id).toMatch(/[.?。？]$/);
      expect
        .soft(
          examples.map(({ caption }) => caption),
          id,
        )
        .toEqual(examples.map(() => expect.stringMatching(/[.:。]$/)));
    }
  });

  test("have names of their own", () => {
    const taken = [...Object.keys(REASONS), ...Object.keys(HEADERS)];
    expect(Object.keys(LESSONS).filter((id) => taken.includes(id))).toEqual([]);
  });

  test("captions are no more than examples", () => {
    const counts = Object.entries(LESSONS).map(([id, { examples }]) => [id, examples.length]);
    expect(Object.entries(lessonsZhCn).map(([id, { examples }]) => [id, examples.length])).toEqual(counts);
    expect(Object.entries(lessonsEn).map(([id, { examples }]) => [id, examples.length])).toEqual(counts);
  });

  test("Chinese has its own punctuation, spacing and words", () => expectGoodChinese(lessonsZhCn));
});
