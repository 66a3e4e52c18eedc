import type { Exchange, FetchOutcome } from "../../core/fetching/outcome.js";
import { getHeader } from "../../core/infrastructure/header-list.js";
import type { Failure, ReasonCode } from "../../core/reasons.js";
import type { Values } from "../catalogs/catalog.js";
import { type Language, languageOf, sentence } from "../language.js";
import type { Fix, FixChange } from "../results.js";
import type { AnswerChange, Change, PageChange, SetupChange } from "./change.js";
import { isKnown, type Plan } from "./search.js";

/** A plan in the public form; what the same header of several answers must say is one fix. */
export function toldFixes({ changes, verified, outcome }: Plan, lang: string): Fix[] {
  const language = languageOf(lang);
  const fixes: Fix[] = [];
  for (const change of changes) {
    const fix: Fix = { ...toldChange(change, outcome), why: whyOf(change, language), verified };
    const same = fixes.findIndex((other) => isSameSaying(other, fix));
    if (same === -1) fixes.push(fix);
    else fixes[same] = { ...fix, urls: [...new Set([...(fixes[same]!.urls ?? []), ...(fix.urls ?? [])])] };
  }
  return [...fixes.filter(({ where }) => where === "client"), ...fixes.filter(({ where }) => where === "server")];
}

function isSameSaying(one: Fix, other: Fix): boolean {
  if (one.urls === undefined || other.urls === undefined) return false;
  return one.code === other.code && one.on === other.on && one.header === other.header && one.value === other.value;
}

function whyOf({ code, values = {} }: Change, language: Language): string {
  return sentence(language.catalog.fixes[code], values, language);
}

type Told = Omit<Fix, "why" | "verified">;

function toldChange(change: Change, outcome: FetchOutcome): Told {
  const { code, moved } = change;
  const rest = { code, ...(moved !== undefined && { moved }) };
  switch (change.at) {
    case "answer":
      return { ...toldAnswer(change, outcome), ...rest };
    case "page":
      return { ...toldPage(change), ...rest };
    case "setup":
      return { ...toldSetup(change), ...rest };
  }
}

function toldAnswer({ on, url, header, value, code }: AnswerChange, outcome: FetchOutcome): Omit<Told, "code"> {
  const depends = code === "allow-origin" || code === "vary-origin";
  const also = depends && !variesByOrigin(outcome, on, url) ? [["Vary", "Origin"] as const] : [];
  return {
    where: "server",
    on,
    ...(header !== null && { header }),
    value,
    urls: [url],
    ...(also.length > 0 && { also }),
  };
}

/** The answer says already that it depends on who asks. */
function variesByOrigin({ exchanges }: FetchOutcome, on: AnswerChange["on"], url: string): boolean {
  const answers = exchanges.filter(
    ({ sent }) => (on === "preflight") === (sent.kind === "preflight") && sent.url.wire === url,
  );
  const varies = ({ received }: Exchange) =>
    received.ok && /(^|,)\s*(origin|\*)\s*(,|$)/i.test(getHeader("vary", received.headers) ?? "");
  return answers.length > 0 && answers.every(varies);
}

function toldPage({ header, value, set, code }: PageChange): Omit<Told, "code"> {
  const change: FixChange = { page: { ...set } };
  if (header !== null) return { where: "server", on: "page", header, value, change };
  return { where: code === "page-https" ? "server" : "client", on: "page", value, change };
}

function toldSetup({ code, set, headers, drop, values }: SetupChange): Omit<Told, "code"> {
  const change: FixChange = {
    ...(set !== undefined && { setup: { ...set } }),
    ...(headers !== undefined && { headers }),
    ...(drop !== undefined && { withoutHeaders: drop }),
  };
  const value = values?.value;
  const told = { ...(value !== undefined && { value }), change };
  return code === "other-port"
    ? { where: "server", on: "response", ...told }
    : { where: "client", on: "request", ...told };
}

/** For what no change of the model's takes away: what is known of the way out, in words. */
export function adviceFor(outcome: FetchOutcome, lang: string): Fix[] {
  const { failure } = outcome;
  if (failure === null) return [];
  const language = languageOf(lang);
  const advice = isKnown(failure) ? language.catalog.reasons[failure.reason].fix : undefined;
  if (advice === undefined) return [];
  const on = SERVER_ADVICE[failure.reason];
  const why = sentence(advice, valuesOf(failure), language);
  const told = { code: failure.reason, why, verified: false };
  return [on === undefined ? { where: "client", on: "request", ...told } : { where: "server", on, ...told }];
}

/** Reasons whose advice is for the server, though no header does it. */
const SERVER_ADVICE: Partial<Record<ReasonCode, Fix["on"]>> = {
  "bad-port": "response",
  "unexpected-status": "response",
  "unexpected-content-type": "response",
  "redirect-bad-location": "redirect",
  "redirect-scheme": "redirect",
  "too-many-redirects": "redirect",
  "stream-needs-http2": "response",
  "network-error": "response",
};

function valuesOf({ ok: _ok, reason: _reason, value, ...facts }: Failure): Values {
  return value === undefined || value === null ? facts : { ...facts, value };
}
