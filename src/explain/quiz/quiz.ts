import type { ProfileName } from "../../core/profiles/profile.js";
import type { Example } from "../example.js";
import { pickLanguage } from "../pick-language.js";
import { quizEn } from "./en.js";
import { type Level, QUESTIONS, type QuestionId } from "./quiz-list.js";
import type { QuizTexts } from "./quiz-text.js";
import { quizZhCn } from "./zh-cn.js";

/** A setup, and the question what happens. */
export interface Question {
  readonly id: QuestionId;
  readonly level: Level;
  readonly question: string;
  readonly case: Example;
  readonly profile: ProfileName;
  /** Which request of a sequence is asked about. */
  readonly at: number;
  readonly options: readonly Option[];
  /** Why the right one is right. */
  readonly explanation: string;
}

interface Option {
  readonly text: string;
  readonly isRight: boolean;
}

const TEXTS: Readonly<Record<string, QuizTexts>> = { en: quizEn, "zh-CN": quizZhCn };

/** All questions from easy to hard, in the language asked for; each has its options in the same order every time. */
export function quiz(lang: string): Question[] {
  const texts = pickLanguage(TEXTS, lang);
  return (Object.keys(QUESTIONS) as QuestionId[]).map((id, index) => {
    const { level, case: given, profile, answer, ...rest } = QUESTIONS[id];
    const { question, options, explanation } = texts[id];
    const told = options.map((text, option) => ({ text, isRight: option === answer }));
    return {
      id,
      level,
      question,
      case: given,
      profile,
      at: "at" in rest ? rest.at : 0,
      options: rotated(told, index),
      explanation,
    };
  });
}

/** The right option is not always found in the same place. */
function rotated<T>(list: readonly T[], by: number): T[] {
  const first = by % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}
