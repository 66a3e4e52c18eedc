import type { Assumption } from "../../cases/verdict.js";

export type Confidence = Assumption["confidence"];

/** A value that the recording does not state, and what speaks for it. */
export interface Inferred<T> {
  readonly value: T;
  readonly because: string;
  readonly confidence: Confidence;
}

export function inferred<T>(value: T, because: string, confidence: Confidence): Inferred<T> {
  return { value, because, confidence };
}

export function assumption(field: string, { value, because, confidence }: Inferred<unknown>): Assumption {
  return { field, value, because, confidence };
}
