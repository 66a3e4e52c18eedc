import type { Exchange, FetchOutcome, HttpRequest } from "../core/fetching/outcome.js";
import type { BrowserState } from "../core/infrastructure/browser-state.js";
import { headerPairs } from "../core/infrastructure/header-list.js";
import type { Received } from "../core/infrastructure/response.js";
import type { Profile } from "../core/profiles/profile.js";
import { type Facts, type Failure, outcomeOfReason } from "../core/reasons.js";
import { elementViewOf, isSilent, settlingOf, tellsErrors } from "../core/setup/script-view.js";
import { xhrEvents } from "../core/setup/xhr-events.js";
import { sortAndCombine, xhrViewOf } from "../core/setup/xhr-view.js";
import type { TraceStep } from "../core/trace.js";
import { consoleLines } from "../explain/console/console-lines.js";
import { rejectionOf } from "../explain/console/rejection.js";
import { explanationOf } from "../explain/explanation.js";
import { type Remedies, type Rerun, remediesFor } from "../explain/fixes/remedy.js";
import { likelyCausesOf } from "../explain/likely-causes.js";
import { warningsOf } from "../explain/warnings.js";
import { eventSourceEvents } from "./event-source-events.js";
import type { PreflightVerdict, Verdict, VerdictExchange, WireRequest, WireResponse } from "./verdict.js";

export interface VerdictOptions {
  readonly id: string;
  /** Language of the sentences, a BCP 47 tag. */
  readonly lang: string;
  /** Runs the same once more with the server's answers amended; null: it can't be. */
  readonly rerun: Rerun | null;
  /** Looks for other ways than `fixes`, which takes as long as the rest. */
  readonly alternatives?: boolean | undefined;
  /** URLs for which the page has sent a preflight before. */
  readonly preflightedBefore?: readonly string[];
  readonly steps?: readonly TraceStep[] | undefined;
}

/** The public form of an outcome. */
export function verdictOf(outcome: FetchOutcome, browser: BrowserState, options: VerdictOptions): Verdict {
  const { profile, page } = browser;
  const { failure, setup, response } = outcome;
  const { api } = setup;
  const { lang, rerun, alternatives = false } = options;
  const remedies = failure === null || rerun === null ? NO_REMEDIES : remediesFor(outcome, page, rerun, lang);
  const element = elementViewOf(outcome, profile);
  const error = rejectionOf(outcome, profile, page);
  const events =
    api === "xhr" ? xhrEvents(outcome, profile) : api === "eventsource" ? eventSourceEvents(outcome, profile) : null;
  return {
    id: options.id,
    profile: profile.name,
    engine: profile.engine,
    outcome: outcomeName(outcome, browser),
    reason: failure?.reason ?? null,
    detail: failure === null ? {} : factsOf(failure),
    stage: outcome.stage,
    more: remedies.more,
    likelyCauses: failure === null ? [] : likelyCausesOf(outcome, rerun, lang),
    assumed: [],
    preflight: preflightVerdict(outcome),
    exchanges: outcome.exchanges.map(exchangeOf),
    response: scriptGetsResponse(outcome) ? responseOf(outcome) : null,
    ...(api === "xhr" ? { xhr: xhrViewOf(outcome, profile) } : {}),
    ...(element === null ? {} : { element }),
    hiddenHeaders: response?.hidden ?? [],
    settles: settlingOf(outcome, profile),
    ...(outcome.thrownBy !== null ? { thrownBy: outcome.thrownBy } : syncThrow(outcome, profile)),
    ...(error === null ? {} : { error }),
    ...(events === null ? {} : { events }),
    console: consoleLines(outcome, profile, page),
    explanation: explanationOf(outcome, profile, page, lang),
    fixes: remedies.fixes,
    ...(alternatives ? { alternatives: remedies.alternatives() } : {}),
    warnings: warningsOf(outcome, profile, page, lang, { rerun, preflightedBefore: options.preflightedBefore ?? [] }),
    ...(options.steps === undefined ? {} : { steps: options.steps }),
  };
}

const NO_REMEDIES: Remedies = { more: [], fixes: [], alternatives: () => [] };

/** allowed: the page can read it; opaque: it came, and can't be read. */
function outcomeName(outcome: FetchOutcome, { profile }: BrowserState): Verdict["outcome"] {
  const { failure, response, setup } = outcome;
  if (failure !== null) return outcomeOfReason(failure.reason);
  if (setup.api === "beacon" || setup.api === "form") return "opaque";
  if (response?.type !== "opaque" && response?.type !== "opaqueredirect") return "allowed";
  // A font of no CORS is used like any other; a script that tells its errors in full hides nothing.
  if (setup.api === "font" || setup.api === "track") return "allowed";
  return setup.api === "script" && tellsErrors(outcome, profile) ? "allowed" : "opaque";
}

function factsOf({ ok: _ok, reason: _reason, ...facts }: Failure): Facts {
  return facts;
}

function syncThrow(outcome: FetchOutcome, profile: Profile): { thrownBy?: string } {
  const { setup, failure } = outcome;
  return setup.api === "xhr" && !setup.async && failure !== null && !isSilent(outcome, profile)
    ? { thrownBy: "send" }
    : {};
}

function scriptGetsResponse({ setup, response }: FetchOutcome): boolean {
  return response !== null && (setup.api === "fetch" || setup.api === "xhr" || setup.api === "xdr");
}

function responseOf({ setup, response }: FetchOutcome): NonNullable<Verdict["response"]> {
  const { type, status, statusText, url, redirected, headers, bodyReadable } = response!;
  const seen = { status, statusText, url };
  const read = { headers: sortAndCombine(headers), bodyReadable };
  return setup.api === "fetch" ? { type, ...seen, redirected, ...read } : { ...seen, ...read };
}

function preflightVerdict(outcome: FetchOutcome): PreflightVerdict {
  const { preflights, exchanges, stage } = outcome;
  if (preflights.length === 0) {
    return { needed: false, because: [], fromCache: false, request: null, response: null };
  }
  const shown =
    stage === "preflight" ? preflights.at(-1)! : (preflights.find((each) => !each.fromCache) ?? preflights[0]!);
  const exchange = shown.exchange === null ? undefined : exchanges[shown.exchange];
  const isPreflight = exchange?.sent.kind === "preflight";
  return {
    needed: true,
    because: shown.because,
    fromCache: preflights.every((each) => each.fromCache),
    request: isPreflight ? wireRequest(exchange.sent) : null,
    response: isPreflight ? wireResponse(exchange.received) : null,
  };
}

function exchangeOf({ sent, received }: Exchange): VerdictExchange {
  return { kind: sent.kind, request: wireRequest(sent), response: wireResponse(received) };
}

function wireRequest(sent: HttpRequest): WireRequest {
  return { method: sent.method, url: sent.url.wire, headers: headerPairs(sent.headers) };
}

function wireResponse(received: Received): WireResponse | null {
  return received.ok ? { status: received.status, headers: headerPairs(received.headers) } : null;
}
