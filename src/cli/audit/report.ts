import type { Verdict } from "../../cases/verdict.js";
import type { Access } from "../../live/audit/access.js";
import type { AuditReport } from "../../live/audit/audit.js";
import type { Finding, FindingCode, Severity } from "../../live/audit/finding.js";
import type { Likeness } from "../../live/audit/origins.js";
import type { Exchange } from "../../live/audit/probe.js";
import { findingSentences } from "../../live/audit/sentences.js";
import { maskHeader } from "../../records/mask.js";

/** What `whycors audit` prints as JSON; the other formats print parts of it. */
export interface PrintedAudit {
  readonly target: string;
  readonly origin: string | null;
  readonly requests: number;
  readonly spared: number;
  readonly leftOut: number;
  readonly origins: readonly PrintedAccess[];
  readonly findings: readonly PrintedFinding[];
}

export interface PrintedAccess {
  readonly origin: string;
  readonly likeness: Likeness;
  /** Some browser sends this Origin. */
  readonly sent: boolean;
  readonly reads: Cell;
  readonly readsWithCredentials: Cell;
  /** May it send a request that needs a preflight? null: it was not asked. */
  readonly sends: boolean | null;
  readonly sendsWithCredentials: boolean | null;
}

/** What the browser makes of it, and its reason; null: it was not asked. */
export type Cell = { readonly outcome: Verdict["outcome"]; readonly reason: string | null } | null;

export interface PrintedFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly title: string;
  readonly consequence: string;
  readonly fix: string;
  readonly origins: readonly string[];
  readonly evidence: readonly PrintedExchange[];
}

type Pairs = readonly (readonly [string, string])[];

export interface PrintedExchange {
  readonly request: { readonly method: string; readonly url: string; readonly headers: Pairs };
  readonly response: { readonly status: number; readonly headers: Pairs } | { readonly error: string };
}

export interface AuditContext {
  readonly width: number;
  readonly colour: boolean;
  readonly lang: string;
  readonly version: string;
  readonly showSecrets: boolean;
}

export function printedAudit(report: AuditReport, { lang, showSecrets }: AuditContext): PrintedAudit {
  const { target, exchanges, accesses, findings, spared, leftOut } = report;
  return {
    target: target.url.href,
    origin: target.own,
    requests: exchanges.length,
    spared,
    leftOut,
    origins: accesses.map(printedAccess),
    findings: findings.map((finding) => printedFinding(finding, lang, showSecrets)),
  };
}

function printedAccess(access: Access): PrintedAccess {
  const { candidate, isSent, reads, readsWithCredentials, sends, sendsWithCredentials } = access;
  return {
    ...candidate,
    sent: isSent,
    reads: cellOf(reads),
    readsWithCredentials: cellOf(readsWithCredentials),
    sends,
    sendsWithCredentials,
  };
}

function cellOf(verdict: Verdict | null): Cell {
  return verdict === null ? null : { outcome: verdict.outcome, reason: verdict.reason };
}

function printedFinding(finding: Finding, lang: string, showSecrets: boolean): PrintedFinding {
  const { code, severity, values, evidence } = finding;
  return {
    code,
    severity,
    ...findingSentences(finding, lang),
    origins: values.origins ?? [],
    evidence: evidence.map((exchange) => printedExchange(exchange, showSecrets)),
  };
}

function printedExchange({ probe: { question }, reply }: Exchange, showSecrets: boolean): PrintedExchange {
  const shown = (headers: Pairs): Pairs =>
    showSecrets ? headers : headers.map(([name, value]) => [name, maskHeader(name, value)]);
  const { method, url, headers } = question;
  return {
    request: { method, url, headers: shown(headers) },
    response: reply.ok ? { status: reply.status, headers: shown(reply.headers) } : { error: reply.error },
  };
}
