import type { Verdict } from "../../cases/verdict.js";
import { REASONS, type ReasonCode } from "../../core/reasons.js";
import type { Fix } from "../../explain/results.js";
import type { Asked, Item } from "./format.js";

/** The words that several formats share. */

export const SYMBOLS: Readonly<Record<Verdict["outcome"], string>> = {
  allowed: "✓",
  opaque: "○",
  blocked: "✗",
  failed: "✗",
  unknown: "?",
};

export function profileMark({ profile }: Verdict): string {
  return `[${profile}]`;
}

/** `GET https://api.example/data` */
export function requestLine({ method, url }: Asked): string {
  return `${method} ${url}`;
}

/** `session.har#12`, the way an entry is asked for again; of a case its id. */
export function place({ file, verdict }: Item): string {
  const name = file === "-" ? "stdin" : file;
  return verdict.source === undefined ? `${name}, ${verdict.id}` : `${name}#${verdict.source.entry}`;
}

export function isStopped({ outcome }: Verdict): boolean {
  return outcome === "blocked" || outcome === "failed";
}

/** `blocked: missing-allow-origin` */
export function outcomeWords({ outcome, reason }: Pick<Verdict, "outcome" | "reason">): string {
  return reason === null ? outcome : `${outcome}: ${reason}`;
}

/** Model and recording, where they contradict each other. */
export function disagreement({ observed, outcome, reason }: Verdict): string {
  return `the recording shows ${observed?.outcome} (${observed?.evidence}), the model says ${outcomeWords({ outcome, reason })}`;
}

/** `on the server, in the answer to the preflight` */
export function fixPlace({ where, on }: Fix): string {
  if (on === "page") return where === "client" ? "For the page" : "On the page's own server";
  if (where === "client") return "In the page's code";
  if (on === "preflight") return "On the server, in the answer to the preflight";
  if (on === "redirect") return "On the server, in the redirect";
  return "On the server, in the response";
}

/** `Access-Control-Allow-Headers: x-custom`, or nothing where the fix is no header. */
export function fixHeader({ header, value }: Fix): string | null {
  if (header === undefined) return null;
  return value === undefined ? header : `${header}: ${value}`;
}

/** The rule that spoke: `CORS check, step 2`, and where it is written. */
export function ruleOf(reason: ReasonCode): { readonly name: string; readonly url: string } {
  const { url, step } = REASONS[reason];
  const anchor = url.slice(url.indexOf("#") + 1);
  const name = ALGORITHMS[anchor] ?? anchor.replaceAll("-", " ");
  return { name: /^\d/.test(step) ? `${name}, step ${step}` : name, url };
}

/** Where the anchor itself does not read well. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  "dom-request": "Request constructor",
  "concept-headers-append": "Append to headers",
  "dom-xmlhttprequest-setrequestheader": "setRequestHeader()",
  "concept-bodyinit-extract": "Extract a body",
  "concept-main-fetch": "Main fetch",
  "block-bad-port": "Port blocking",
  "should-block-fetch": "Mixed content check",
  "should-block-request": "Content Security Policy check",
  "concept-http-network-or-cache-fetch": "HTTP-network-or-cache fetch",
  "integration-with-fetch": "Local Network Access check",
  "concept-cors-check": "CORS check",
  "cors-preflight-fetch-0": "CORS-preflight fetch",
  "concept-http-redirect-fetch": "HTTP-redirect fetch",
  "concept-http-fetch": "HTTP fetch",
  "cross-origin-resource-policy-check": "Cross-origin resource policy check",
  algorithm: "Opaque response blocking",
  "should-response-to-request-be-blocked-due-to-nosniff?": "nosniff check",
  "fetch-a-single-module-script": "Fetch a module script",
  "fetch-a-classic-script": "Fetch a classic script",
  "concept-http-network-fetch": "HTTP-network fetch",
  "handle-errors": "XMLHttpRequest error handling",
  "concept-fetch": "Fetch",
};
