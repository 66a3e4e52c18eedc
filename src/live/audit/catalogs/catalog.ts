import type { FindingCode, FindingValues, Severity } from "../finding.js";
import type { Likeness } from "../origins.js";

type Place = Exclude<keyof FindingValues, "withCredentials">;

export type AuditWord =
  | "origin"
  | "reads"
  | "sends"
  | "withCookies"
  | "yes"
  | "no"
  | "notSent"
  | "fix"
  | "nothing"
  | "requests"
  | "leftOut";

/** What is said of a finding. Places in braces are filled in by its values. */
export interface FindingEntry {
  /** A few words. */
  readonly title: string;
  /** What comes of it; `withCredentials`: where the visitor's cookies go along. */
  readonly consequence: string | { readonly withCredentials: string; readonly without: string };
  readonly fix: string;
}

export interface AuditCatalog {
  /** BCP 47. */
  readonly language: string;
  readonly words: Readonly<Record<AuditWord, string>>;
  readonly findings: Readonly<Record<FindingCode, FindingEntry>>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly likenesses: Readonly<Record<Likeness, string>>;
}

export type { Place };
