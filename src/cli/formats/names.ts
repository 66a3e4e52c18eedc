/** What `--format` takes; apart from the formats, so that `--help` need not load them. */
export const REPLAY_FORMAT_NAMES = ["pretty", "json", "ndjson", "junit", "sarif", "markdown", "github"] as const;
export const CASES_FORMAT_NAMES = ["pretty", "tap", "json", "ndjson", "junit"] as const;
export const CONFORM_FORMAT_NAMES = ["pretty", "json", "markdown"] as const;
export const CHECK_FORMAT_NAMES = [...CASES_FORMAT_NAMES, "sarif", "markdown", "github"] as const;
export const PROFILES_FORMAT_NAMES = ["pretty", "json"] as const;
export const AUDIT_FORMAT_NAMES = ["pretty", "json", "markdown", "sarif", "junit"] as const;
export const EXPLAIN_FORMAT_NAMES = ["pretty", "json", "markdown", "mermaid", "svg", "html"] as const;

export type ReplayFormatName = (typeof REPLAY_FORMAT_NAMES)[number];
export type CasesFormatName = (typeof CASES_FORMAT_NAMES)[number];
export type CheckFormatName = (typeof CHECK_FORMAT_NAMES)[number];
export type AuditFormatName = (typeof AUDIT_FORMAT_NAMES)[number];
export type ConformFormatName = (typeof CONFORM_FORMAT_NAMES)[number];
export type ExplainFormatName = (typeof EXPLAIN_FORMAT_NAMES)[number];
