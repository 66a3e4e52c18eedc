import type { ReasonCode, Stage } from "../../../core/reasons.js";

/** What network panels, recordings and the documentation call a failure: one word each, or, in Firefox, several. */
interface Panel {
  readonly engine: "Chromium" | "Firefox";
  readonly reasons: readonly ReasonCode[];
  readonly stage?: Stage;
  readonly partial?: boolean;
}

const CHROMIUM: Readonly<Record<string, readonly ReasonCode[]>> = {
  MissingAllowOriginHeader: ["missing-allow-origin"],
  MultipleAllowOriginValues: ["multiple-allow-origin"],
  InvalidAllowOriginValue: ["invalid-allow-origin"],
  AllowOriginMismatch: ["allow-origin-mismatch"],
  WildcardOriginNotAllowed: ["wildcard-with-credentials"],
  InvalidAllowCredentials: ["allow-credentials-missing", "allow-credentials-invalid"],
  InvalidStatus: ["preflight-status", "preflight-redirected"],
  DisallowedRedirect: ["preflight-redirected"],
  InvalidAllowMethodsPreflightResponse: ["invalid-allow-methods"],
  InvalidAllowHeadersPreflightResponse: ["invalid-allow-headers"],
  MethodDisallowedByPreflightResponse: ["method-not-allowed"],
  HeaderDisallowedByPreflightResponse: ["header-not-allowed", "authorization-needs-explicit-header"],
  CorsDisabledScheme: ["unsupported-scheme", "redirect-scheme"],
  DisallowedByMode: ["same-origin-mode"],
  RedirectContainsCredentials: ["redirect-with-userinfo"],
  LocalNetworkAccessPermissionDenied: ["local-network-access"],
  InsecureLocalNetwork: ["local-network-access"],
};

const FIREFOX: Readonly<Record<string, readonly ReasonCode[]>> = {
  DidNotSucceed: ["network-error"],
  Failed: ["network-error", "missing-allow-origin"],
  MissingAllowOrigin: ["missing-allow-origin"],
  MultipleAllowOriginNotAllowed: ["multiple-allow-origin"],
  AllowOriginNotMatchingOrigin: ["allow-origin-mismatch", "invalid-allow-origin", "multiple-allow-origin"],
  NotSupportingCredentials: ["wildcard-with-credentials"],
  MissingAllowCredentials: ["allow-credentials-missing", "allow-credentials-invalid"],
  PreflightDidNotSucceed: ["preflight-status", "preflight-redirected"],
  ExternalRedirectNotAllowed: ["preflight-redirected", "redirect-scheme"],
  InvalidAllowMethod: ["invalid-allow-methods"],
  InvalidAllowHeader: ["invalid-allow-headers"],
  MethodNotFound: ["method-not-allowed"],
  MissingAllowHeader: ["header-not-allowed", "authorization-needs-explicit-header"],
  MissingAllowHeaderFromPreflight: ["header-not-allowed", "authorization-needs-explicit-header"],
  RequestNotHttp: ["unsupported-scheme", "redirect-scheme"],
  Disabled: ["network-error"],
};

/** What Chromium's panel has instead of a status, for all of them. */
const CORS_ERROR: Panel = {
  engine: "Chromium",
  reasons: ["missing-allow-origin", "preflight-status", "header-not-allowed"],
  partial: true,
};

/** The page of MDN that Firefox links to, whatever its language. */
const LINK = /\/CORS\/Errors\/CORS(\w+)/i;

/** @returns null unless the line is such a code and nothing else, or links to the page of one */
export function recognisePanel(line: string): Panel | null {
  const linked = LINK.exec(line)?.[1];
  if (linked !== undefined) return found("Firefox", FIREFOX, linked, false);
  const words = line.replace(/^["'`(]+|["'`).,:;]+$/g, "");
  if (/^CORS error$/i.test(words)) return CORS_ERROR;
  const firefox = /^CORS ?(.+)$/i.exec(words);
  const chromium = /^(?:corsError(?:Status)?: ?)?(Preflight)?([A-Za-z]+)$/.exec(words);
  return (
    (firefox && found("Firefox", FIREFOX, firefox[1]!, false)) ??
    (chromium && found("Chromium", CHROMIUM, chromium[2]!, chromium[1] !== undefined))
  );
}

function found(engine: Panel["engine"], codes: typeof CHROMIUM, code: string, isPreflight: boolean): Panel | null {
  const wanted = code.replace(/[ _\d]/g, "").toLowerCase();
  const known = Object.entries(codes).find(([name]) => name.toLowerCase() === wanted);
  if (known === undefined) return null;
  const [name, reasons] = known;
  const stage = isPreflight || /Preflight|AllowMethod|AllowHeader|MethodNotFound/.test(name) ? "preflight" : null;
  return { engine, reasons, ...(stage !== null && { stage }) };
}
