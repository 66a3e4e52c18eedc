import type { Exchange } from "./probe.js";

export const SEVERITIES = ["info", "low", "medium", "high"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const FINDING_CODES = [
  "arbitrary-origin",
  "null-origin",
  "look-alike-origin",
  "hosting-origin",
  "http-origin",
  "any-subdomain",
  "any-port",
  "local-origin",
  "own-origin-refused",
  "invalid-allow-origin",
  "wildcard-with-credentials",
  "duplicate-header",
  "missing-vary",
  "cached-for-another",
  "preflight-behind-auth",
  "preflight-behind-certificate",
  "preflight-redirected",
  "preflight-refused",
  "redirect-without-cors",
  "errors-without-cors",
  "any-method",
  "any-header",
  "authorization-by-wildcard",
  "max-age-beyond-caps",
  "exposes-everything",
  "expose-wildcard-with-credentials",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What is unwise about a server's CORS set-up, and what shows it. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** What stands in its sentences. */
  readonly values: FindingValues;
  /** The exact requests and answers. */
  readonly evidence: readonly Exchange[];
}

export interface FindingValues {
  /** The origins concerned. */
  readonly origins?: readonly string[];
  /** The model's reason, where a page that should get through does not. */
  readonly reason?: string;
  /** The model's sentence about it. */
  readonly explanation?: string;
  readonly header?: string;
  readonly value?: string;
  readonly status?: string;
  readonly statuses?: readonly string[];
  readonly location?: string;
  readonly likeness?: readonly string[];
  /** The visitor's cookies go along. */
  readonly withCredentials: boolean;
}
