import { type Browser, forkBrowser, newBrowser, pageOf } from "../../src/cases/browser.js";
import type { Case } from "../../src/cases/case.js";
import { judge, setupOf } from "../../src/cases/judge.js";
import { parseCase } from "../../src/cases/read-cases.js";
import { RuleServer } from "../../src/cases/server.js";
import type { Verdict } from "../../src/cases/verdict.js";
import type { FetchOutcome } from "../../src/core/fetching/outcome.js";
import type { ProfileName } from "../../src/core/profiles/profile.js";

const APP = "https://app.example";

import { type Rerun, runTrial } from "../../src/explain/fixes/trial.js";

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
  const rerun: Rerun = (trial) =>
    runTrial(trial, setupOf(given.setup), forkBrowser(browser), new RuleServer(given.server).send);
  return { outcome: rerun({}), browser, rerun };
}
