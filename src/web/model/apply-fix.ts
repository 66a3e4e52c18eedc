import { applyFixes as applyToCase } from "../../cases/apply-fixes.js";
import type { Case, ReadCase, Rule } from "../../cases/case.js";
import { matches } from "../../cases/server.js";
import type { Fix } from "../../cases/verdict.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { caseOfExample } from "./case-of-example.js";
import { type Setup, setupAt, withSetup } from "./edit.js";

/**
 * The case with fixes of a verdict put in, as somebody would who runs the server: the answer that was given is changed.
 * Whatever else fixes do, the library knows.
 */
export function applyFixes(given: ReadCase, at: number, fixes: readonly Fix[]): ReadCase {
  return fixes.reduce((fixed, fix) => applyFix(fixed, at, fix), given);
}

function applyFix(given: ReadCase, at: number, fix: Fix): ReadCase {
  const inPlace = fix.where === "server" && fix.moved === undefined && fix.change === undefined;
  if (inPlace && fix.code !== "http2" && fix.value !== undefined && fix.urls !== undefined) {
    return fix.urls.reduce((changed, url) => withAnswerChanged(changed, url, fix), given);
  }
  const asked: Case = { page: given.page, setup: setupAt(given, at), server: given.server };
  // What the library writes short gets all its members again.
  const { page, setup, server } = caseOfExample(applyToCase(asked, [fix]) as Parameters<typeof caseOfExample>[0]);
  return { ...withSetup(given, at, setup as Setup), page, server };
}

function withAnswerChanged(given: ReadCase, address: string, fix: Fix): ReadCase {
  const url = parseUrl(address);
  const kind = fix.on === "preflight" ? "preflight" : "actual";
  const index =
    url === null ? -1 : given.server.findIndex((rule) => matches(rule, { kind, method: methodOf(rule, kind), url }));
  const rule = given.server[index];
  if (rule === undefined) return given;
  const changed: Rule = { ...rule, respond: amended(rule.respond, fix) };
  // An answer to the preflight alone: what the same rule says to other requests stays.
  const isShared = kind === "preflight" && rule.when.preflight !== true && rule.when.method !== "OPTIONS";
  const own = isShared ? [{ ...changed, when: { ...rule.when, preflight: true } }, rule] : [changed];
  return { ...given, server: given.server.toSpliced(index, 1, ...own) };
}

/** The method by which a rule is asked: a preflight's is OPTIONS, else whatever the rule wants. */
function methodOf({ when }: Rule, kind: "preflight" | "actual"): string {
  return kind === "preflight" ? "OPTIONS" : (when.method ?? "GET");
}

function amended(respond: Rule["respond"], { header, value = "", also = [] }: Fix): Rule["respond"] {
  if (header === undefined) {
    const { statusText: _, ...rest } = respond;
    return { ...rest, status: Number(value), headers: without(respond.headers, "location") };
  }
  const at = respond.headers.findIndex(([name]) => name.toLowerCase() === header.toLowerCase());
  const rest = without(respond.headers, header);
  const headers = rest.toSpliced(at === -1 ? rest.length : Math.min(at, rest.length), 0, [header, value]);
  const more = also.filter(([name, text]) => !headers.some((other) => isSame(other, name, text)));
  return { ...respond, headers: [...headers, ...more.map(([name, text]): [string, string] => [name, text])] };
}

function isSame([name, text]: readonly [string, string], otherName: string, otherText: string): boolean {
  return name.toLowerCase() === otherName.toLowerCase() && text === otherText;
}

function without(headers: Rule["respond"]["headers"], unwanted: string): Rule["respond"]["headers"] {
  return headers.filter(([name]) => name.toLowerCase() !== unwanted.toLowerCase());
}
