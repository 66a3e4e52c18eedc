import { pickLanguage } from "../pick-language.js";
import { lessonsEn } from "./en.js";
import { type Demonstration, LESSONS, type LessonId, type Standing } from "./lesson-list.js";
import type { LessonTexts } from "./lesson-text.js";
import { lessonsZhCn } from "./zh-cn.js";

/** A claim that people arrive with, and what is so: text in one language, and cases that show it. */
export interface Lesson {
  readonly id: LessonId;
  /** From 1, in the order in which the lessons are read. */
  readonly number: number;
  readonly title: string;
  readonly claim: string;
  readonly standing: Standing;
  readonly truth: string;
  readonly since: string | null;
  readonly spec: string;
  readonly examples: readonly LessonExample[];
}

interface LessonExample extends Demonstration {
  /** One line on what to look at. */
  readonly caption: string;
}

const TEXTS: Readonly<Record<string, LessonTexts>> = { en: lessonsEn, "zh-CN": lessonsZhCn };

/** All lessons, in the language asked for. */
export function lessons(lang: string): Lesson[] {
  const texts = pickLanguage(TEXTS, lang);
  return (Object.keys(LESSONS) as LessonId[]).map((id, index) => {
    const { standing, spec, examples } = LESSONS[id];
    const { examples: captions, since = null, ...text } = texts[id];
    return {
      id,
      number: index + 1,
      ...text,
      standing,
      since,
      spec,
      examples: examples.map((example, i) => ({ ...example, caption: captions[i] ?? "" })),
    };
  });
}
