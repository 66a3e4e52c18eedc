import type { FetchOutcome } from "../core/fetching/outcome.js";
import { run } from "../core/fetching/run.js";
import type { BrowserState } from "../core/infrastructure/browser-state.js";
import type { Setup } from "../core/infrastructure/setup.js";
import { PROFILE_NAMES, type ProfileName } from "../core/profiles/profile.js";
import { perform } from "../core/setup/perform.js";
import { type Trace, TraceLog } from "../core/trace.js";
import type { Rerun } from "../explain/problems.js";
import { type Browser, forkBrowser, newBrowser, pageOf } from "./browser.js";
import type { Case, ReadCase } from "./case.js";
import { differencesFrom, type Expectation } from "./expect.js";
import { parseCase } from "./read-cases.js";
import { RuleServer } from "./server.js";
import type { Verdict } from "./verdict.js";
import { verdictOf } from "./verdict-of.js";

export interface JudgeOptions {
  /** Whose behaviour; `spec` unless given. */
  readonly profile?: ProfileName;
  /** Adds `steps`: each decision with the anchor and step of its algorithm. */
  readonly trace?: boolean;
  /** Language of the sentences, a BCP 47 tag; English unless given. */
  readonly lang?: string;
}

/**
 * What a browser does about a case's first setup.
 * @param given a case as in the public format
 * @returns the verdict
 * @throws CaseError when the case is not of the format, with the path of what is wrong
 */
export function judge(given: Case, options: JudgeOptions = {}): Verdict {
  return judgeAll(given, options)[0]!;
}

/**
 * What a browser does about each of a case's setups, one after the other on the same page.
 * @param given a case as in the public format
 * @returns a verdict for `setup` and for each of `then`
 * @throws CaseError when the case is not of the format, with the path of what is wrong
 */
export function judgeAll(given: Case, options: JudgeOptions = {}): Verdict[] {
  return judgeCase(parseCase(given), options);
}

/** The same for a case that a reader has checked. */
export function judgeCase(given: ReadCase, options: JudgeOptions = {}): Verdict[] {
  const profile = options.profile ?? "spec";
  if (!PROFILE_NAMES.includes(profile)) {
    throw new TypeError(`unknown profile ${JSON.stringify(profile)}: one of ${PROFILE_NAMES.join(", ")}`);
  }
  const browser = newBrowser({ profile, page: pageOf(given.page), cookies: given.page.cookies });
  const server = new RuleServer(given.server);
  const id = given.id ?? "case-1";
  const first = judgeSetup(setupOf(given.setup), id, browser, server, options, given.expect);
  const later = given.then.map(({ after, expect, ...setup }, index) => {
    browser.now += after;
    return judgeSetup(setupOf(setup), `${id}/${index + 1}`, browser, server, options, expect);
  });
  return [first, ...later];
}

/** A setup as read, with the method that its API starts from. */
export function setupOf(given: ReadCase["setup"]): Setup {
  return { ...given, method: given.method ?? (given.api === "beacon" ? "POST" : "GET") };
}

function judgeSetup(
  setup: Setup,
  id: string,
  browser: Browser,
  server: RuleServer,
  options: JudgeOptions,
  expect: Expectation | undefined,
): Verdict {
  const before = { browser: forkBrowser(browser), server: server.fork() };
  const log = options.trace === true ? new TraceLog() : null;
  const outcome = runSetup(setup, browser, server, log);
  const rerun: Rerun = (amend) => {
    const fork = { browser: forkBrowser(before.browser), server: before.server.fork() };
    let index = 0;
    return run(perform(setup, withRules(fork.browser, fork.server), null), (request) =>
      amend(request, fork.server.send(request), index++),
    );
  };
  const verdict = verdictOf(outcome, browser, { id, lang: options.lang ?? "en", rerun, steps: log?.steps });
  if (expect === undefined) return verdict;
  const differences = differencesFrom(expect, verdict);
  return { ...verdict, matches: differences.length === 0, ...(differences.length === 0 ? {} : { differences }) };
}

function runSetup(setup: Setup, browser: Browser, server: RuleServer, trace: Trace | null): FetchOutcome {
  const ruled = withRules(browser, server);
  const outcome = run(perform(setup, ruled, trace), server.send);
  browser.now = ruled.now;
  return outcome;
}

/** The browser with the caches and workers that the case's rules speak for. */
function withRules(browser: Browser, server: RuleServer): BrowserState {
  return {
    ...browser,
    httpCache: server.cacheOver(browser.httpCache),
    serviceWorker: server.hasServiceWorker ? server.serviceWorker : null,
  };
}
