import type { PreflightCause } from "../../core/fetching/outcome.js";
import type { Facts, ReasonCode, Stage } from "../../core/reasons.js";

export type Pairs = readonly (readonly [name: string, value: string])[];

/** A header that mattered to what happened. */
export interface SequenceHeader {
  readonly name: string;
  /** `null`: it should be there and is not. */
  readonly value: string | null;
  /** What the browser found fault with. */
  readonly fault: boolean;
}

/** What page and server are told apart by, and what the preflight is about. */
const ASKING: ReadonlySet<string> = new Set([
  "origin",
  "access-control-request-method",
  "access-control-request-headers",
  "access-control-request-private-network",
  "authorization",
  "cookie",
]);

export function requestHeaders(sent: Pairs, because: readonly PreflightCause[]): SequenceHeader[] {
  const causes = new Set(because.flatMap(({ name }) => (name === undefined ? [] : [name.toLowerCase()])));
  return sent
    .filter(([name]) => ASKING.has(name.toLowerCase()) || causes.has(name.toLowerCase()))
    .map(([name, value]) => ({ name, value, fault: false }));
}

/** Read from every answer, and only from a preflight's. */
const ALLOWING: ReadonlySet<string> = new Set([
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "access-control-allow-private-network",
]);
const ALLOWING_NEXT: ReadonlySet<string> = new Set([
  "access-control-allow-methods",
  "access-control-allow-headers",
  "access-control-max-age",
]);
const TELLING: ReadonlySet<string> = new Set(["access-control-expose-headers", "timing-allow-origin", "vary"]);

/** Why an answer was refused. */
interface Refusal {
  readonly reason: ReasonCode | null;
  readonly detail: Facts;
  readonly stage: Stage | null;
}

/**
 * @param refusal of an answer that the browser refused; null: it did not
 */
export function responseHeaders(
  { status, headers }: { readonly status: number; readonly headers: Pairs },
  kind: "preflight" | "actual" | "redirect",
  refusal: Refusal | null,
): SequenceHeader[] {
  const fault = refusal === null ? null : faultyHeader(refusal);
  const isRedirect = status >= 300 && status <= 399;
  const matters = (name: string): boolean =>
    name === fault ||
    ALLOWING.has(name) ||
    (kind === "preflight" ? ALLOWING_NEXT : TELLING).has(name) ||
    (isRedirect && name === "location") ||
    (status === 401 && name === "www-authenticate");
  const shown: SequenceHeader[] = headers
    .filter(([name]) => matters(name.toLowerCase()))
    .map(([name, value]) => ({ name, value, fault: name.toLowerCase() === fault }));
  if (fault !== null && !shown.some((header) => header.fault)) {
    shown.push({ name: titleCase(fault), value: null, fault: true });
  }
  return shown;
}

const FAULTY: Partial<Record<ReasonCode, string>> = {
  "missing-allow-origin": "access-control-allow-origin",
  "multiple-allow-origin": "access-control-allow-origin",
  "invalid-allow-origin": "access-control-allow-origin",
  "allow-origin-mismatch": "access-control-allow-origin",
  "wildcard-with-credentials": "access-control-allow-origin",
  "allow-credentials-missing": "access-control-allow-credentials",
  "allow-credentials-invalid": "access-control-allow-credentials",
  "invalid-allow-methods": "access-control-allow-methods",
  "invalid-allow-headers": "access-control-allow-headers",
  "method-not-allowed": "access-control-allow-methods",
  "header-not-allowed": "access-control-allow-headers",
  "authorization-needs-explicit-header": "access-control-allow-headers",
  "redirect-bad-location": "location",
  "redirect-scheme": "location",
  "redirect-with-userinfo": "location",
  "redirect-mode-error": "location",
  "same-origin-mode": "location",
  "too-many-redirects": "location",
  "corp-blocked": "cross-origin-resource-policy",
  "coep-blocked": "cross-origin-resource-policy",
  "opaque-response-blocked": "content-type",
  nosniff: "content-type",
  "unexpected-content-type": "content-type",
};

function faultyHeader({ reason }: Refusal): string | null {
  return reason === null ? null : (FAULTY[reason] ?? null);
}

function titleCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
