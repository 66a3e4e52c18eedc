import type { ReadCase } from "../../cases/case.js";
import { readCases } from "../../cases/read-cases.js";

export interface CodeResult {
  readonly made: ReadCase | null;
  readonly problem: string | null;
}

/** A case as its file has it; comments are allowed. */
export function readWholeCase(text: string): CodeResult {
  const [first] = readCases(text, "case.jsonc");
  if (first === undefined) return { made: null, problem: null };
  if (first.error !== undefined) return { made: null, problem: first.error.message };
  const { id: _, ...made } = first.case;
  return { made, problem: null };
}
