import { run } from "../core/fetching/run.js";
import type { BrowserState } from "../core/infrastructure/browser-state.js";
import type { Setup } from "../core/infrastructure/setup.js";
import { PROFILE_NAMES, type ProfileName } from "../core/profiles/profile.js";
import { perform } from "../core/setup/perform.js";
import { TraceLog } from "../core/trace.js";
import { type Rerun, runTrial } from "../explain/fixes/trial.js";
import { type Browser, forkBrowser, newBrowser, pageOf } from "./browser.js";
import type { Case, ReadCase } from "./case.js";
import { differencesFrom, type Expectation, speaksOf } from "./expect.js";
import { parseCase } from "./read-cases.js";
import { RuleServer } from "./server.js";
import type { Verdict } from "./verdict.js";
import { verdictOf } from "./verdict-of.js";

export interface JudgeOptions {
  /** Whose behaviour; `spec` unless given. */
  readonly profile?: ProfileName;
  /** Adds `steps`: each decision with the anchor and step of its algorithm. */
  readonly trace?: boolean;
  /** Adds `alternatives`: what page code could do instead of `fixes`. */
  readonly alternatives?: boolean;
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
  const page = new CasePage(given, profile, options);
  const id = given.id ?? "case-1";
  const first = page.judge(setupOf(given.setup), id, given.expect);
  const later = given.then.map(({ after, expect, ...setup }, index) => {
    page.wait(after);
    return page.judge(setupOf(setup), `${id}/${index + 1}`, expect);
  });
  return [first, ...later];
}

/** A setup as read, with the method that its API starts from. */
export function setupOf(given: ReadCase["setup"]): Setup {
  return { ...given, method: given.method ?? (given.api === "beacon" ? "POST" : "GET") };
}

/** A case's page and server: what one setup leaves behind, the next one finds. */
class CasePage {
  readonly #browser: Browser;
  readonly #server: RuleServer;
  readonly #options: JudgeOptions;
  /** URLs for which a preflight has been sent. */
  readonly #preflighted: string[] = [];

  constructor(given: ReadCase, profile: ProfileName, options: JudgeOptions) {
    this.#browser = newBrowser({ profile, page: pageOf(given.page), cookies: given.page.cookies });
    this.#server = new RuleServer(given.server);
    this.#options = options;
  }

  wait(seconds: number): void {
    this.#browser.now += seconds;
  }

  judge(setup: Setup, id: string, expect: Expectation | undefined): Verdict {
    const { trace, alternatives, lang = "en" } = this.#options;
    const log = trace === true ? new TraceLog() : null;
    const rerun = this.#rerunOf(setup);
    const browser = withRules(this.#browser, this.#server);
    const outcome = run(perform(setup, browser, log), this.#server.send);
    this.#browser.now = browser.now;
    const preflightedBefore = [...this.#preflighted];
    for (const { fromCache, url } of outcome.preflights) if (!fromCache) this.#preflighted.push(url.href);
    const verdict = verdictOf(outcome, browser, {
      id,
      lang,
      rerun,
      alternatives,
      preflightedBefore,
      steps: log?.steps,
    });
    if (expect === undefined || !speaksOf(expect, verdict.profile)) return verdict;
    const differences = differencesFrom(expect, verdict);
    return { ...verdict, matches: differences.length === 0, ...(differences.length === 0 ? {} : { differences }) };
  }

  /** The same setup once more, from how things stand now. */
  #rerunOf(setup: Setup): Rerun {
    const browser = forkBrowser(this.#browser);
    const server = this.#server.fork();
    return (trial) => {
      const again = server.fork();
      return runTrial(trial, setup, withRules(forkBrowser(browser), again), again.send);
    };
  }
}

/** The browser with the caches and workers that the case's rules speak for. */
function withRules(browser: Browser, server: RuleServer): BrowserState {
  return {
    ...browser,
    httpCache: server.cacheOver(browser.httpCache),
    serviceWorker: server.hasServiceWorker ? server.serviceWorker : null,
  };
}
