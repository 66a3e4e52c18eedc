import type { LessonId } from "./lesson-list.js";

/** A lesson in one language. */
export interface LessonText {
  readonly title: string;
  /** What the reader may have read. */
  readonly claim: string;
  /** What is so today. */
  readonly truth: string;
  /** Since when, or until when it was otherwise. */
  readonly since?: string;
  /** What each example shows, in their order. */
  readonly examples: readonly string[];
}

export type LessonTexts = Readonly<Record<LessonId, LessonText>>;
