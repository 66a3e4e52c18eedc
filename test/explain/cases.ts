import { type Browser, forkBrowser, newBrowser, pageOf } from "../../src/cases/browser.js";
import type { Case } from "../../src/cases/case.js";
import { judge, setupOf } from "../../src/cases/judge.js";
import { parseCase } from "../../src/cases/read-cases.js";
import { RuleServer } from "../../src/cases/server.js";
import type { Verdict } from "../../src/cases/verdict.js";
import type { FetchOutcome } from "../../src/core/fetching/outcome.js";
import { run } from "../../src/core/fetching/run.js";
import type { ProfileName } from "../../src/core/profiles/profile.js";

const APP = "https://app.example";

import { perform } from "../../src/core/setup/perform.js";
import type { Rerun } from "../../src/explain/problems.js";
import type { Fix } from "../../src/explain/results.js";

export const API = "https://api.example/data";

export const ORIGIN = ["Access-Control-Allow-Origin", APP] as const;
export const WILDCARD = ["Access-Control-Allow-Origin", "*"] as const;
export const CREDENTIALS = ["Access-Control-Allow-Credentials", "true"] as const;
export const methods = (value: string) => ["Access-Control-Allow-Methods", value] as const;
export const headers = (value: string) => ["Access-Control-Allow-Headers", value] as const;
export const maxAge = (value: string) => ["Access-Control-Max-Age", value] as const;

type Pairs = readonly (readonly [string, string])[];
type Rule = NonNullable<Case["server"]>[number];

const pairs = (list: Pairs): [string, string][] => list.map(([name, value]) => [name, value]);

/** Answers preflights. */
export function onPreflight(status: number, ...list: Pairs): Rule {
  return { when: { preflight: true }, respond: { status, headers: pairs(list) } };
}

/** Answers what comes. */
export function answer(status: number, ...list: Pairs): Rule {
  return { respond: { status, headers: pairs(list), body: "ok" } };
}

/** Answers requests to this URL that are no preflights. */
export function at(url: string, status: number, ...list: Pairs): Rule {
  return { when: { url, preflight: false }, respond: { status, headers: pairs(list), body: "ok" } };
}

export function caseOf(setup: Partial<Case["setup"]>, server: readonly Rule[], page: Partial<Case["page"]> = {}): Case {
  return { page: { url: `${APP}/index.html`, ...page }, setup: { url: API, ...setup }, server: [...server] };
}

export function verdictFor(
  profile: ProfileName,
  setup: Partial<Case["setup"]>,
  server: readonly Rule[],
  page: Partial<Case["page"]> = {},
): Verdict {
  return judge(caseOf(setup, server, page), { profile });
}

/** The outcome itself, and how to run the same again. */
export function outcomeFor(
  profile: ProfileName,
  setup: Partial<Case["setup"]>,
  server: readonly Rule[],
): { outcome: FetchOutcome; browser: Browser; rerun: Rerun } {
  const given = parseCase(caseOf(setup, server));
  const browser = newBrowser({ profile, page: pageOf(given.page) });
  const rerun: Rerun = (amend) => {
    const { send } = new RuleServer(given.server);
    let index = 0;
    return run(perform(setupOf(given.setup), forkBrowser(browser), null), (sent) => amend(sent, send(sent), index++));
  };
  return { outcome: rerun((_sent, received) => received), browser, rerun };
}

/** The server with these fixes, as a person would put them in: the header on every answer of that kind. */
export function applied(given: Case, fixes: readonly Fix[]): Case {
  const server = (given.server ?? []).flatMap((rule) => {
    const status = rule.respond.status ?? 200;
    const actual = status >= 300 && status <= 399 ? "redirect" : "response";
    if (rule.when?.preflight === true || rule.when?.method === "OPTIONS") return [fixedRule(rule, "preflight", fixes)];
    if (rule.when?.preflight === false) return [fixedRule(rule, actual, fixes)];
    // A rule for all: from now on it tells them apart.
    return [
      fixedRule({ ...rule, when: { ...rule.when, preflight: true } }, "preflight", fixes),
      fixedRule({ ...rule, when: { ...rule.when, preflight: false } }, actual, fixes),
    ];
  });
  return { ...given, server };
}

function fixedRule(rule: Rule, on: Fix["on"], fixes: readonly Fix[]): Rule {
  return fixes.filter((fix) => fix.on === on).reduce(withFix, rule);
}

function withFix(rule: Rule, { header, value }: Fix): Rule {
  if (value === undefined) return rule;
  const { headers: before = [], ...respond } = rule.respond;
  const name = header?.toLowerCase() ?? "location";
  const others = before.filter(([other]) => other.toLowerCase() !== name);
  if (header === undefined) return { ...rule, respond: { ...respond, status: Number(value), headers: others } };
  return { ...rule, respond: { ...respond, headers: [...others, [header, value]] } };
}
