import type { Destination, Request } from "../infrastructure/request.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import type { CspDialect } from "../profiles/dialects/csp-source-list.js";
import { matchesSourceList } from "./csp-source-list.js";

/** Policy — https://w3c.github.io/webappsec-csp/#content-security-policy-object, disposition `enforce`. */
export type CspPolicy = ReadonlyMap<string, CspDirective>;

interface CspDirective {
  /** In lower case. */
  readonly name: string;
  readonly value: readonly string[];
  /** As written, for messages. */
  readonly text: string;
}

/**
 * Parse a response's Content Security Policies — https://w3c.github.io/webappsec-csp/#parse-response-csp, from the combined
 * header: policies without directives are none.
 */
export function parseCsp(text: string): readonly CspPolicy[] {
  return text
    .split(",")
    .map(parseSerializedCsp)
    .filter((policy) => policy.size > 0);
}

/** Parse a serialized CSP — https://w3c.github.io/webappsec-csp/#parse-serialized-policy */
function parseSerializedCsp(serialized: string): CspPolicy {
  // 1–2.
  const policy = new Map<string, CspDirective>();
  // 3. Of two directives with the same name, the first counts.
  for (const token of serialized.split(";")) {
    const text = token.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, "");
    if (text === "" || !/^[\x00-\x7f]*$/.test(text)) continue;
    const [spelling, ...value] = text.split(/[\t\n\f\r ]+/);
    const name = spelling!.toLowerCase();
    if (!policy.has(name)) policy.set(name, { name, value, text: [spelling, ...value].join(" ") });
  }
  // 4.
  return policy;
}

export interface CspViolation {
  /** The effective directive, which may not be the one that is written. */
  readonly directive: string;
  /** The directive that is: name and sources. */
  readonly policy: string;
}

/**
 * Should request be blocked by Content Security Policy? — https://w3c.github.io/webappsec-csp/#should-block-request
 * Ours: the first violation instead of reports; for `form`, the form-action check of navigations.
 */
export function cspViolation(
  policies: readonly CspPolicy[],
  request: Pick<Request, "destination" | "url" | "redirectCount">,
  page: { readonly url: UrlRecord },
  dialect: CspDialect,
): CspViolation | null {
  const directive = effectiveDirective(request.destination);
  for (const policy of policies) {
    const executing = executingDirective(policy, directive);
    if (executing === null || allows(executing, directive, request, page.url, dialect)) continue;
    return { directive, policy: executing.text };
  }
  return null;
}

/** Get the effective directive for request — https://w3c.github.io/webappsec-csp/#effective-directive-for-a-request */
function effectiveDirective(destination: Destination): string {
  switch (destination) {
    case "manifest":
      return "manifest-src";
    case "audio":
    case "track":
    case "video":
      return "media-src";
    case "font":
      return "font-src";
    case "image":
      return "img-src";
    case "style":
      return "style-src-elem";
    case "script":
      return "script-src-elem";
    case "document":
      return "form-action";
    default:
      return "connect-src";
  }
}

/** Get fetch directive fallback list — https://w3c.github.io/webappsec-csp/#directive-fallback-list */
const FALLBACK: Readonly<Record<string, readonly string[]>> = {
  "script-src-elem": ["script-src-elem", "script-src", "default-src"],
  "style-src-elem": ["style-src-elem", "style-src", "default-src"],
  "form-action": ["form-action"],
};

/** Should fetch directive execute — https://w3c.github.io/webappsec-csp/#should-directive-execute: the nearest one does. */
export function executingDirective(policy: CspPolicy, directive: string): CspDirective | null {
  for (const name of FALLBACK[directive] ?? [directive, "default-src"]) {
    const found = policy.get(name);
    if (found !== undefined) return found;
  }
  return null;
}

function allows(
  { value }: CspDirective,
  directive: string,
  request: Pick<Request, "url" | "redirectCount">,
  pageUrl: UrlRecord,
  dialect: CspDialect,
): boolean {
  // Script directives pre-request check — https://w3c.github.io/webappsec-csp/#script-pre-request
  // FIXME: 1.1–1.2. Nonces and hashes of external scripts; 1.3. elements that the parser inserted. The model's scripts are
  // inserted by page code, which 'strict-dynamic' trusts.
  if (directive === "script-src-elem" && value.some((expression) => /^'strict-dynamic'$/i.test(expression)))
    return true;
  return matchesSourceList(request.url, value, pageUrl, request.redirectCount, dialect);
}

/** The upgrade-insecure-requests directive — https://w3c.github.io/webappsec-upgrade-insecure-requests/#delivery */
export function upgradesInsecureRequests(policies: readonly CspPolicy[]): boolean {
  for (const policy of policies) if (policy.has("upgrade-insecure-requests")) return true;
  return false;
}
