import type { FetchOutcome } from "../core/fetching/outcome.js";
import { getHeader } from "../core/infrastructure/header-list.js";
import type { Facts, Failure, ReasonCode } from "../core/reasons.js";
import type { Values } from "./catalogs/catalog.js";
import { type Language, languageOf, sentence } from "./language.js";
import { type Amend, kindOf, type Repair, type Rerun, repairOf, type ServerFix, storedAnswerFixes } from "./repair.js";
import type { Fix, Problem } from "./results.js";

export type { Rerun } from "./repair.js";

/** One problem a round; more than that nobody has. */
const ROUNDS = 12;

/** What would stop the request next, once its present problem is fixed: all remaining ones, in order. */
export function remainingProblems(outcome: FetchOutcome, rerun: Rerun): Problem[] {
  return repaired(outcome, rerun).later.map(({ failure, stage }) => {
    const detail = factsOf(failure);
    return { reason: failure.reason, stage: stage ?? "setup", ...(Object.keys(detail).length > 0 && { detail }) };
  });
}

function factsOf({ ok, reason, ...facts }: Failure): Facts {
  return facts;
}

interface Failed {
  readonly failure: Failure;
  readonly stage: FetchOutcome["stage"];
}

interface Repaired {
  readonly repairs: readonly Repair[];
  /** Failures that came to light on the way. */
  readonly later: readonly Failed[];
  /** Where it ended. */
  readonly last: FetchOutcome;
}

/** Repair after repair, each proved by running the fetch again. */
function repaired(outcome: FetchOutcome, rerun: Rerun): Repaired {
  const repairs: Repair[] = [];
  const later: Failed[] = [];
  let last = outcome;
  while (last.failure !== null && repairs.length < ROUNDS) {
    const repair = repairOf(last);
    if (repair === null) break;
    const next = rerun(inTurn([...repairs, repair]));
    if (next.failure !== null && (isSame(last, next) || !isKnown(next.failure))) {
      // Of no use, or nothing is known of what comes after: the repair itself may still be right.
      if (!isSame(last, next)) repairs.push(repair);
      last = next;
      break;
    }
    repairs.push(repair);
    if (next.failure !== null) later.push({ failure: next.failure, stage: next.stage });
    last = next;
  }
  return { repairs, later, last };
}

function inTurn(repairs: readonly Repair[]): Amend {
  return (sent, received, index) => repairs.reduce((answer, { amend }) => amend(sent, answer, index), received);
}

/** The same failure at the same place. */
function isSame(one: FetchOutcome, other: FetchOutcome): boolean {
  return (
    one.failure?.reason === other.failure?.reason &&
    one.stage === other.stage &&
    one.exchanges.length === other.exchanges.length
  );
}

/** A recording has no answer to what was never sent: that is no failure of the server. */
function isKnown({ reason, error }: Failure): boolean {
  return reason !== "network-error" || (error !== "no-rule" && error !== "not-recorded");
}

/** What to change, on the server or in the page, so that the request passes; the server's part is proved. */
export function fixesOf(outcome: FetchOutcome, rerun: Rerun, lang: string): Fix[] {
  if (outcome.failure === null) return [];
  const language = languageOf(lang);
  const { repairs, last } = repaired(outcome, rerun);
  const method = upperCaseFix(outcome, language);
  const fixes = merged(repairs.map(({ fix }) => fix))
    .map((fix) => forAllOrigins(fix, last))
    .filter(({ code }) => code !== "allow-methods" || method === null)
    .map((fix) => serverFix(fix, language));
  if (method !== null) fixes.unshift(method);
  for (const fix of storedAnswerFixes(last)) fixes.push(serverFix(fix, language));
  const { failure } = last;
  const advice = failure === null || !isKnown(failure) ? undefined : language.catalog.reasons[failure.reason].fix;
  if (failure !== null && advice !== undefined) {
    const on = SERVER_ADVICE[failure.reason];
    const why = sentence(advice, clientValues(failure), language);
    fixes.push(on === undefined ? { where: "client", on: "request", why } : { where: "server", on, why });
  }
  return fixes;
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
};

function clientValues({ ok, reason, value, ...facts }: Failure): Values {
  return value === undefined || value === null ? facts : { ...facts, value };
}

/** Fixes of the same header of the same kind of answer are one: the last has what all need, or a wildcard does. */
function merged(fixes: readonly ServerFix[]): ServerFix[] {
  const byHeader = new Map<string, ServerFix>();
  for (const fix of fixes) {
    const key = `${fix.on} ${fix.header}`;
    const before = byHeader.get(key);
    byHeader.set(key, before === undefined ? fix : joined(before, fix));
  }
  return [...byHeader.values()];
}

/** Answers of this kind go to requests of several origins, as a redirect changed it: one name can't serve them all. */
function forAllOrigins(fix: ServerFix, { exchanges }: FetchOutcome): ServerFix {
  if (fix.header !== "Access-Control-Allow-Origin" || fix.withCredentials) return fix;
  const origins = exchanges
    .filter((exchange) => kindOf(exchange) === fix.on)
    .map(({ sent }) => getHeader("origin", sent.headers))
    .filter((origin) => origin !== null);
  return new Set(origins).size > 1 ? { ...fix, code: "allow-origin-any", value: "*" } : fix;
}

function joined(one: ServerFix, other: ServerFix): ServerFix {
  if (one.value === other.value) return one;
  switch (one.header) {
    case "Access-Control-Allow-Origin":
      return one.withCredentials ? other : { ...one, code: "allow-origin-any", value: "*" };
    case "Access-Control-Allow-Methods":
    case "Access-Control-Allow-Headers": {
      const members = [...one.value.split(", "), ...other.value.split(", ")];
      const names = [...new Set([...one.names, ...other.names])];
      return { ...one, value: [...new Set(members)].join(", "), names };
    }
    default:
      return other;
  }
}

function serverFix({ code, on, header, value, names }: ServerFix, language: Language): Fix {
  const why = sentence(language.catalog.fixes[code], { value, names }, language);
  return header === null ? { where: "server", on, value, why } : { where: "server", on, header, value, why };
}

/** A method in small letters that the server allows in capitals: the page is what to change. */
function upperCaseFix({ failure }: FetchOutcome, language: Language): Fix | null {
  if (failure?.reason !== "method-not-allowed" || failure.method === undefined) return null;
  const upper = failure.method.toUpperCase();
  if (upper === failure.method || !failure.allowed?.includes(upper)) return null;
  const why = sentence(language.catalog.fixes["method-upper-case"], { method: failure.method, value: upper }, language);
  return { where: "client", on: "request", value: upper, why };
}
