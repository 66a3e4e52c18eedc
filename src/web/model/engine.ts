import type { ReadCase } from "../../cases/case.js";
import { judgeCase } from "../../cases/judge.js";
import type { Verdict } from "../../cases/verdict.js";
import { PROFILE_NAMES, type ProfileName } from "../../core/profiles/profile.js";

export const ENGINES = ["chromium", "firefox", "webkit"] as const satisfies readonly ProfileName[];
export type Engine = (typeof ENGINES)[number];
export const PROFILES: readonly ProfileName[] = PROFILE_NAMES;

/** The verdict on one of a case's requests, with its steps. */
export function verdictAt(given: ReadCase, at: number, profile: ProfileName, lang: string): Verdict {
  const verdicts = judgeCase(given, { profile, lang, trace: true, alternatives: true });
  return verdicts[at] ?? verdicts[0]!;
}

/** The engine that this page runs in, as far as its name tells. */
export function ownEngine(userAgent: string): Engine {
  if (/Firefox\//.test(userAgent)) return "firefox";
  return /Chrom(?:e|ium)\//.test(userAgent) ? "chromium" : "webkit";
}
