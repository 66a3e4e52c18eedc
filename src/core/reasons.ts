/**
 * Every way a request can be stopped, as a closed list. A reason knows the rule that speaks: the standard's anchor and
 * the step in the dated source of `STANDARD`, so that failures and traces need not carry them.
 */

/** The standard that `spec` follows. Step numbers below belong to this source; anchors are stable. */
export const STANDARD = { name: "Fetch", date: "2026-07-02", commit: "586cd2a" } as const;

/** The row of the reason list, which also says `failed` or `blocked`. */
export type ReasonRow = "setup" | "cors-check" | "preflight" | "redirect" | "response" | "network";

interface Rule {
  readonly row: ReasonRow;
  /** Address of the algorithm in its standard. */
  readonly url: string;
  readonly step: string;
}

const FETCH = "https://fetch.spec.whatwg.org/#";
const XHR = "https://xhr.spec.whatwg.org/#";
const HTML = "https://html.spec.whatwg.org/#";

const setup = (url: string, step: string): Rule => ({ row: "setup", url, step });
const check = (step: string): Rule => ({ row: "cors-check", url: `${FETCH}concept-cors-check`, step });
const preflight = (step: string): Rule => ({ row: "preflight", url: `${FETCH}cors-preflight-fetch-0`, step });
const redirect = (step: string): Rule => ({ row: "redirect", url: `${FETCH}concept-http-redirect-fetch`, step });
const response = (url: string, step: string): Rule => ({ row: "response", url, step });
const network = (url: string, step: string): Rule => ({ row: "network", url, step });

export const REASONS = {
  "forbidden-method": setup(`${FETCH}dom-request`, "25.2"),
  "invalid-method": setup(`${FETCH}dom-request`, "25.2"),
  "invalid-header": setup(`${FETCH}concept-headers-append`, "2"),
  "invalid-init": setup(`${FETCH}dom-request`, "10"),
  "invalid-state": setup(`${XHR}dom-xmlhttprequest-setrequestheader`, "1"),
  "unusable-body": setup(`${FETCH}concept-bodyinit-extract`, "1"),
  "url-invalid": setup(`${FETCH}dom-request`, "5.2"),
  "url-has-credentials": setup(`${FETCH}dom-request`, "5.3"),
  "body-with-get": setup(`${FETCH}dom-request`, "35"),
  "stream-needs-duplex": setup(`${FETCH}dom-request`, "39.1"),
  "stream-needs-cors": setup(`${FETCH}dom-request`, "39.2"),
  "stream-unsupported": setup(`${FETCH}concept-bodyinit-extract`, "11"),
  "method-needs-cors-mode": setup(`${FETCH}dom-request`, "32.1"),
  "same-origin-mode": setup(`${FETCH}concept-main-fetch`, "12"),
  "unsupported-scheme": setup(`${FETCH}concept-main-fetch`, "12"),
  "bad-port": setup(`${FETCH}block-bad-port`, "1"),
  "mixed-content": setup("https://w3c.github.io/webappsec-mixed-content/#should-block-fetch", "1"),
  "csp-blocked": setup("https://w3c.github.io/webappsec-csp/#should-block-request", "2"),
  "keepalive-quota": setup(`${FETCH}concept-http-network-or-cache-fetch`, "8.10.5"),
  "cache-miss": setup(`${FETCH}concept-http-network-or-cache-fetch`, "11.1"),
  "xdr-method": setup(
    "https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/cc288060(v=vs.85)",
    "1",
  ),
  "xdr-scheme": setup(
    "https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/cc288060(v=vs.85)",
    "7",
  ),
  "local-network-access": setup("https://wicg.github.io/local-network-access/#integration-with-fetch", "1"),

  "missing-allow-origin": check("2"),
  "multiple-allow-origin": check("4"),
  "invalid-allow-origin": check("4"),
  "allow-origin-mismatch": check("4"),
  "wildcard-with-credentials": check("4"),
  "allow-credentials-missing": check("8"),
  "allow-credentials-invalid": check("8"),

  "preflight-status": preflight("7"),
  "preflight-redirected": preflight("7"),
  "invalid-allow-methods": preflight("7.3"),
  "invalid-allow-headers": preflight("7.3"),
  "method-not-allowed": preflight("7.5"),
  "header-not-allowed": preflight("7.7"),
  "authorization-needs-explicit-header": preflight("7.6"),

  "redirect-mode-error": { row: "redirect", url: `${FETCH}concept-http-fetch`, step: "6.2" },
  "redirect-bad-location": redirect("5"),
  "redirect-scheme": redirect("6"),
  "redirect-with-userinfo": redirect("9"),
  "redirect-stream-body": redirect("11"),
  "too-many-redirects": redirect("7"),

  "corp-blocked": response(`${FETCH}cross-origin-resource-policy-check`, "1"),
  "coep-blocked": response(`${FETCH}cross-origin-resource-policy-check`, "4"),
  "opaque-response-blocked": response("https://github.com/annevk/orb#algorithm", "1"),
  "integrity-mismatch": response(`${FETCH}concept-main-fetch`, "23"),
  nosniff: response(`${FETCH}should-response-to-request-be-blocked-due-to-nosniff?`, "1"),
  "unexpected-content-type": response(`${HTML}fetch-a-single-module-script`, "13"),
  "unexpected-status": response(`${HTML}fetch-a-classic-script`, "1"),
  "service-worker-response": response(`${FETCH}concept-http-fetch`, "3.4"),

  "network-error": network(`${FETCH}concept-http-network-fetch`, "10"),
  "stream-needs-http2": network(`${FETCH}concept-http-network-fetch`, "10.4"),
  timeout: network(`${XHR}handle-errors`, "2"),
  aborted: network(`${FETCH}concept-fetch`, "abort"),
} as const satisfies Record<string, Rule>;

export type ReasonCode = keyof typeof REASONS;

/** Where in the life of the request it was stopped. */
export type Stage = "setup" | "preflight" | "redirect" | "response" | "network";

/** What the rule that spoke had before it. All optional: each reason uses those that fit; raw values, no sentences. */
export interface Facts {
  /** The response or request header at fault, in lower case. */
  readonly header?: string;
  /** Its value, combined as the browser combines it; `null` when absent. */
  readonly value?: string | null;
  /** Several header names (all that Access-Control-Allow-Headers does not allow). */
  readonly headers?: readonly string[];
  /** What a list header allows. */
  readonly allowed?: readonly string[];
  readonly method?: string;
  readonly status?: number;
  /** URL at which it happened, serialised. */
  readonly url?: string;
  /** Where a redirect wanted to go, as written by the server. */
  readonly location?: string;
  readonly scheme?: string;
  readonly port?: number;
  /** The origin that the request sent, serialised. */
  readonly origin?: string;
  /** CSP: the directive at work and its source text. */
  readonly directive?: string;
  readonly policy?: string;
  /** A list header's first bad token. */
  readonly token?: string;
  /** Setup: which member or argument (`mode`, `cache`, `redirect`, `referrer` …). */
  readonly member?: string;
  /** Network: what the driver said (`connection-refused`, `dns`, `tls`, `connection-reset`, `no-rule` …). */
  readonly error?: string;
  /** Local network access: page's and target's address space. */
  readonly from?: string;
  readonly to?: string;
  /** Media type that was not expected. */
  readonly type?: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Bytes, seconds or hops, whichever the reason counts. */
  readonly count?: number;
  readonly limit?: number;
}

export interface Failure extends Facts {
  readonly ok: false;
  readonly reason: ReasonCode;
}

export interface Success {
  readonly ok: true;
}

export const SUCCESS: Success = { ok: true };

/** `blocked`: CORS or a neighbouring rule refused it; `failed`: it never came to that. */
export function outcomeOfReason(reason: ReasonCode): "blocked" | "failed" {
  if (reason === "too-many-redirects" || reason === "redirect-mode-error" || reason === "redirect-bad-location") {
    return "failed";
  }
  const { row } = REASONS[reason];
  return row === "setup" || row === "network" ? "failed" : "blocked";
}
