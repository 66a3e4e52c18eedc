import type { QuestionId } from "./quiz-list.js";

/** A question in one language. */
export interface QuestionText {
  readonly question: string;
  /** In the order of the facts. */
  readonly options: readonly string[];
  /** Why the right one is right. */
  readonly explanation: string;
}

export type QuizTexts = Readonly<Record<QuestionId, QuestionText>>;
