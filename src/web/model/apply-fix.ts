import type { ReadCase, Rule } from "../../cases/case.js";
import { matches } from "../../cases/server.js";
import type { Fix, Verdict, VerdictExchange } from "../../cases/verdict.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { withSetup } from "./edit.js";

/** The case with a fix of its verdict applied, as somebody who runs the server or writes the page would. */
export function applyFix(given: ReadCase, at: number, { exchanges }: Verdict, fix: Fix): ReadCase {
  if (fix.where === "client") return fix.value === undefined ? given : withSetup(given, at, { method: fix.value });
  const wanted = exchanges.findLast((exchange) => kindOf(exchange) === fix.on);
  if (wanted === undefined) return given;
  const index = given.server.findIndex((rule) => answers(rule, wanted));
  if (index === -1) return given;
  const rule = given.server[index]!;
  const changed = { ...rule, respond: amended(rule.respond, fix) };
  // An answer to the preflight alone: what the same rule says to other requests stays.
  const isShared = fix.on === "preflight" && rule.when.preflight !== true && rule.when.method !== "OPTIONS";
  const own = isShared ? [{ ...changed, when: { ...rule.when, preflight: true } }, rule] : [changed];
  return { ...given, server: given.server.flatMap((each, i) => (i === index ? own : [each])) };
}

/** All fixes of a verdict, one after the other. */
export function applyFixes(given: ReadCase, at: number, verdict: Verdict): ReadCase {
  return verdict.fixes.reduce((fixed, fix) => applyFix(fixed, at, verdict, fix), given);
}

function kindOf({ kind, response }: VerdictExchange): Fix["on"] {
  if (kind === "preflight") return "preflight";
  return response !== null && [301, 302, 303, 307, 308].includes(response.status) ? "redirect" : "response";
}

function answers(rule: Rule, { kind, request }: VerdictExchange): boolean {
  const url = parseUrl(request.url);
  return url !== null && matches(rule, { kind, method: request.method, url });
}

function amended(respond: Rule["respond"], { header, value = "" }: Fix): Rule["respond"] {
  if (header === undefined) {
    const { statusText: _, ...rest } = respond;
    return { ...rest, status: Number(value), headers: without(respond.headers, "location") };
  }
  const at = respond.headers.findIndex(([name]) => name.toLowerCase() === header.toLowerCase());
  const rest = without(respond.headers, header);
  const headers = at === -1 ? rest : rest.toSpliced(Math.min(at, rest.length), 0, [header, value]);
  return { ...respond, headers: at === -1 ? [...rest, [header, value]] : headers };
}

function without(headers: Rule["respond"]["headers"], unwanted: string): Rule["respond"]["headers"] {
  return headers.filter(([name]) => name.toLowerCase() !== unwanted.toLowerCase());
}
