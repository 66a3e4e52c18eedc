import type { BrowserState } from "../infrastructure/browser-state.js";
import type { Request } from "../infrastructure/request.js";
import { type FilteredResponse, networkError, type Received } from "../infrastructure/response.js";
import type { Setup } from "../infrastructure/setup.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import type { Profile } from "../profiles/profile.js";
import type { Failure, Stage } from "../reasons.js";
import { preflightCauses } from "./main-fetch.js";
import type { Exchange, FetchOutcome, HttpRequest, PreflightCause, PreflightRecord } from "./outcome.js";

const NO_PREFLIGHTS: readonly PreflightRecord[] = [];

/** What happened during one fetch, and how it ended. */
export class ExchangeLog {
  private readonly setup: Setup;
  private readonly start: Request;
  private readonly url: UrlRecord;
  private readonly dropped: readonly string[];
  private readonly browser: BrowserState;
  private readonly exchanges: Exchange[] = [];
  private preflights: PreflightRecord[] | null = null;
  private elapsed = 0;
  /** What page code gave up, though it goes on. */
  private abandoned: Failure | null = null;
  /** Redirects followed so far. */
  hops = 0;

  constructor(setup: Setup, start: Request, dropped: readonly string[], browser: BrowserState) {
    this.setup = setup;
    this.start = start;
    this.url = start.url;
    this.dropped = dropped;
    this.browser = browser;
  }

  /**
   * Takes what came for a request: the clock moves on, page code may have lost its patience meanwhile, and what was on
   * the wire is kept. A connection that never came about leaves no exchange.
   */
  receive(sent: HttpRequest, came: Received): Received {
    const received = readFields(sent, this.unlessAbandoned(sent.request, came), this.browser.profile);
    if (received.ok || REACHED_THE_SERVER.has(received.error)) this.exchanges.push({ sent, received });
    return received;
  }

  /** PROFILE chromium, webkit: what may outlive its page outlives its abort, too. */
  private unlessAbandoned(request: Request, came: Received): Received {
    const received = this.inTime(came);
    const { keepalive, api } = this.setup;
    const goesOn = keepalive && api === "fetch" && this.browser.profile.keepaliveOutlivesAbort;
    if (received.ok || received.error !== "aborted" || !goesOn) return received;
    this.abandoned ??= { ok: false, reason: "aborted", url: request.url.href };
    return came;
  }

  /** Page code's timeout and abort, in seconds after the call. */
  private inTime(came: Received): Received {
    const { abortAfter, timeout } = this.setup;
    const done = this.elapsed + came.delay;
    const limit = timeout > 0 && TIMED_APIS.has(this.setup.api) ? timeout / 1000 : Number.POSITIVE_INFINITY;
    const abort = abortAfter ?? Number.POSITIVE_INFINITY;
    const end = Math.min(done, limit, abort);
    this.browser.now += end - this.elapsed;
    this.elapsed = end;
    if (end === abort) return networkError("aborted");
    return end === limit ? networkError("timeout") : came;
  }

  preflight(request: Request, fromCache: boolean): void {
    const exchange = fromCache ? null : this.exchanges.length;
    this.preflights ??= [];
    this.preflights.push(new HopPreflight(request, this.browser.profile, this.hops, fromCache, exchange));
  }

  stopped(stage: Stage, request: Request, failure: Failure): FetchOutcome {
    return this.outcome(request, failure, stage, null);
  }

  finished(request: Request, response: FilteredResponse): FetchOutcome {
    return this.outcome(request, null, null, response);
  }

  private outcome(
    request: Request,
    failure: Failure | null,
    stage: Stage | null,
    response: FilteredResponse | null,
  ): FetchOutcome {
    const { abandoned } = this;
    const outcome: FetchOutcome = {
      setup: this.setup,
      request,
      url: this.url,
      failure: abandoned ?? failure,
      stage: abandoned === null ? stage : "network",
      thrownBy: null,
      dropped: this.dropped,
      preflights: this.preflights ?? NO_PREFLIGHTS,
      exchanges: this.exchanges,
      response: abandoned === null ? response : null,
      elapsed: this.elapsed,
    };
    this.browser.documentLoads?.keep(this.start, outcome, this.browser.profile);
    return outcome;
  }
}

/** APIs with a timeout of their own. */
const TIMED_APIS: ReadonlySet<string> = new Set(["xhr", "xdr"]);

/** Its causes are put together when somebody asks. */
class HopPreflight implements PreflightRecord {
  readonly hop: number;
  readonly fromCache: boolean;
  readonly exchange: number | null;
  private readonly request: Request;
  private readonly profile: Profile;

  constructor(request: Request, profile: Profile, hop: number, fromCache: boolean, exchange: number | null) {
    this.request = request;
    this.profile = profile;
    this.hop = hop;
    this.fromCache = fromCache;
    this.exchange = exchange;
  }

  get url(): UrlRecord {
    return this.request.url;
  }

  get because(): readonly PreflightCause[] {
    return preflightCauses(this.request, this.profile);
  }
}

/** PROFILE firefox: a field that repeats an empty one takes its place — netwerk/protocol/http/nsHttpHeaderArray.cpp. */
function readFields({ kind, request }: HttpRequest, received: Received, profile: Profile): Received {
  if (!profile.emptyFieldIsReplaced || !received.ok) return received;
  const { headers, http } = received;
  // NOTE: CORS counts the lines of Allow-Origin before they are put together; HTTP/2 has no lines to count.
  const counts = http !== "2" && (kind === "preflight" || request.responseTainting === "cors");
  const kept = headers.filter(({ name, value }, index) => {
    if (value !== "" || (counts && name === "access-control-allow-origin")) return true;
    return !headers.some((other, at) => at > index && other.name === name);
  });
  return kept.length === headers.length ? received : { ...received, headers: kept };
}

/** Errors of a request that had been sent. */
export const REACHED_THE_SERVER: ReadonlySet<string> = new Set(["connection-reset", "timeout", "aborted"]);
