import type { FetchOutcome, HttpRequest } from "../../core/fetching/outcome.js";
import { run } from "../../core/fetching/run.js";
import type { BrowserState, HttpCache, Page } from "../../core/infrastructure/browser-state.js";
import type { HttpResponse, Received } from "../../core/infrastructure/response.js";
import type { Setup } from "../../core/infrastructure/setup.js";
import { perform } from "../../core/setup/perform.js";

/** Changes the server's answer to a request; returns what it was given when it has no say. */
export type Amend = (sent: HttpRequest, received: Received) => Received;

/** How a fetch is run once more: what is absent stays as it was. */
export interface Trial {
  readonly amend?: Amend;
  readonly setup?: Setup;
  readonly page?: Page;
  /** What a request becomes on its way: a server passes it on to another. */
  readonly forwards?: (sent: HttpRequest) => HttpRequest;
  /** Whose answer a request gets that nobody has answered: the server has moved. */
  readonly moved?: (sent: HttpRequest) => HttpRequest;
}

/** Runs the same fetch again, as changed. */
export type Rerun = (trial: Trial) => FetchOutcome;

/** The run itself, for whoever has a setup, a browser that nobody else uses, and a server. */
export function runTrial(
  { amend, setup, page, forwards, moved }: Trial,
  before: Setup,
  browser: BrowserState,
  send: (sent: HttpRequest) => Received,
): FetchOutcome {
  const { httpCache } = browser;
  const tried = {
    ...browser,
    ...(page !== undefined && { page }),
    // What is in the cache was an answer once.
    ...(amend !== undefined && httpCache !== null && { httpCache: amendedCache(httpCache, amend) }),
  };
  return run(perform(setup ?? before, tried, null), (sent) => {
    const forwarded = forwards?.(sent) ?? sent;
    let received = send(forwarded);
    if (moved !== undefined && isUnanswered(received)) received = send(moved(forwarded));
    return amend?.(sent, received) ?? received;
  });
}

/** Neither the case nor the recording has an answer: that is no failure of the server. */
export function isUnanswered(received: Received): boolean {
  return !received.ok && (received.error === "no-rule" || received.error === "not-recorded");
}

function amendedCache(cache: HttpCache, amend: Amend): HttpCache {
  const amended = (sent: HttpRequest, stored: HttpResponse | null) => {
    const answer = stored === null ? null : amend(sent, stored);
    return answer?.ok === true ? answer : stored;
  };
  return {
    match: (sent, now) => amended(sent, cache.match(sent, now)),
    stale: (sent, now) => amended(sent, cache.stale(sent, now)),
    store: (sent, response, now) => cache.store(sent, response, now),
    invalidate: (sent) => cache.invalidate(sent),
  };
}
