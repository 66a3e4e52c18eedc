import type { Verdict } from "../../cases/verdict.js";
import { verdictBehind } from "../../page/verdict-behind.js";

/** What a matcher was given, as verdicts: of one request, or of all that a page did. */
export interface Found {
  readonly verdicts: readonly Verdict[];
  /** Null: there is one. */
  readonly lack: string | null;
}

/** Finds the verdicts behind a verdict, a page, a Response, an XMLHttpRequest, or an error of one of them. */
export function findVerdicts(subject: unknown): Found {
  const verdicts = search(subject, 0);
  if (verdicts === null) {
    return {
      verdicts: [],
      lack: `${described(subject)} leads to no verdict: give a page, what its fetch() returned, its XMLHttpRequest once it has ended, or a verdict`,
    };
  }
  return { verdicts, lack: verdicts.length > 0 ? null : "the page has made no request so far" };
}

/** Libraries hand on what they got: as the cause of an error, or beside their own result. */
const WAYS = ["cause", "request", "response"] as const;
const DEPTH = 4;

function search(subject: unknown, depth: number): readonly Verdict[] | null {
  if (typeof subject !== "object" || subject === null) return null;
  if (isVerdict(subject)) return [subject];
  const behind = verdictBehind(subject);
  if (behind !== null) return [behind];
  if ("verdicts" in subject && Array.isArray(subject.verdicts)) return subject.verdicts.filter(isVerdict);
  if (depth === DEPTH) return null;
  for (const way of WAYS) {
    const found = way in subject ? search((subject as Record<string, unknown>)[way], depth + 1) : null;
    if (found !== null) return found;
  }
  return null;
}

function isVerdict(subject: unknown): subject is Verdict {
  return (
    typeof subject === "object" &&
    subject !== null &&
    "outcome" in subject &&
    "explanation" in subject &&
    "preflight" in subject
  );
}

function described(subject: unknown): string {
  if (subject instanceof Error) return `the error “${subject.message}”`;
  if (typeof subject !== "object" || subject === null) return `${typeof subject === "string" ? "a string" : subject}`;
  const { name } = subject.constructor ?? {};
  return typeof name === "string" && name !== "Object" ? `this ${name}` : "this object";
}
