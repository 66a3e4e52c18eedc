import type { Verdict } from "../../cases/verdict.js";
import { REASONS, type ReasonCode } from "../../core/reasons.js";
import type { Fix } from "../../explain/results.js";
import type { Words } from "../words/words.js";
import type { Asked, Item, Was } from "./item.js";

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
export function outcomeWords({ outcome, reason }: Pick<Verdict, "outcome" | "reason">, words: Words): string {
  const name = words.name("outcome", outcome);
  return reason === null ? name : words.say("outcome-and-reason", { outcome: name, reason });
}

/** With a baseline: what it was. */
export function wasWords(was: Was, words: Words): string {
  return was === null ? words.say("was-absent") : words.say("was", { outcome: outcomeWords(was, words) });
}

/** Model and recording, where they contradict each other. */
export function disagreement({ observed, outcome, reason }: Verdict, words: Words): string {
  const recorded = words.name("outcome", observed?.outcome ?? "");
  const model = outcomeWords({ outcome, reason }, words);
  return words.say("disagreement", { recorded, evidence: observed?.evidence ?? "", model });
}

/** `on the server, in the answer to the preflight` */
export function fixPlace({ where, on }: Fix, words: Words): string {
  if (on === "page") return words.say(where === "client" ? "fix-for-page" : "fix-page-server");
  return words.say(where === "client" || on === "request" ? "fix-client" : `fix-${on}`);
}

/** `Access-Control-Allow-Headers: x-custom`, or nothing where the fix is no header. */
export function fixHeader({ header, value }: Fix): string | null {
  if (header === undefined) return null;
  return value === undefined ? header : `${header}: ${value}`;
}

/** The rule that spoke: `CORS check, step 2`, and where it is written. */
export function ruleOf(reason: ReasonCode, words: Words): { readonly name: string; readonly url: string } {
  const { url, step } = REASONS[reason];
  const anchor = url.slice(url.indexOf("#") + 1);
  const name = ALGORITHMS[anchor] ?? anchor.replaceAll("-", " ");
  return { name: /^\d/.test(step) ? words.say("rule", { name, step }) : name, url };
}

/** The algorithm behind an anchor of a trace, and where it is written. */
export function ruleNamed(anchor: string): { readonly name: string; readonly url: string } {
  const rule = Object.values(REASONS).find(({ url }) => url.endsWith(`#${anchor}`));
  const url = rule?.url ?? `https://fetch.spec.whatwg.org/#${anchor}`;
  return { name: ALGORITHMS[anchor] ?? anchor.replace(/^concept-/, "").replaceAll("-", " "), url };
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
  "cors-unsafe-request-header-names": "CORS-unsafe request-header names",
  "use-cors-preflight-flag": "Use-CORS-preflight flag",
};
