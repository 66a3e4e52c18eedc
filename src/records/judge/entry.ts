import { pageOf, siteOf } from "../../cases/browser.js";
import type { Verdict } from "../../cases/verdict.js";
import { verdictOf } from "../../cases/verdict-of.js";
import { PreflightCache } from "../../core/fetching/cors-preflight-cache.js";
import type { FetchOutcome, HttpRequest } from "../../core/fetching/outcome.js";
import { run } from "../../core/fetching/run.js";
import type { BrowserState } from "../../core/infrastructure/browser-state.js";
import type { Received } from "../../core/infrastructure/response.js";
import type { Setup } from "../../core/infrastructure/setup.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { PROFILES } from "../../core/profiles/profiles.js";
import { perform } from "../../core/setup/perform.js";
import { TraceLog } from "../../core/trace.js";
import { unknownExplanation } from "../../explain/explanation.js";
import type { Rerun } from "../../explain/fixes/trial.js";
import type { RecordedPage } from "../reconstruct/page.js";

/** Everything that replay uses of the engine: where names change there, they change here. */

export type Send = (request: HttpRequest) => Received;

/** A browser for one request of a recording: cookies and caches are what was recorded of them. */
export function browserFor(page: RecordedPage, profile: ProfileName, now: number): BrowserState {
  return {
    profile: PROFILES[profile],
    page: pageOf(page),
    now,
    preflightCache: new PreflightCache(),
    cookies: null,
    httpCache: null,
    documentLoads: null,
    serviceWorker: null,
    blobEntry: null,
    keepaliveBytes: 0,
    siteOf,
  };
}

export function runOnce(setup: Setup, browser: BrowserState, send: Send): FetchOutcome {
  return run(perform(setup, browser, null), send);
}

export function traceOf(setup: Setup, browser: BrowserState, send: Send): TraceLog {
  const log = new TraceLog();
  run(perform(setup, browser, log), send);
  return log;
}

export interface Telling {
  readonly id: string;
  readonly lang: string;
  readonly rerun: Rerun | null;
  readonly alternatives: boolean;
  readonly steps: TraceLog | null;
}

export function tell(
  outcome: FetchOutcome,
  browser: BrowserState,
  { id, lang, rerun, steps, alternatives }: Telling,
): Verdict {
  return verdictOf(outcome, browser, { id, lang, rerun, alternatives, steps: steps?.steps });
}

export { unknownExplanation };
