import type { FetchOutcome, HttpRequest } from "../../core/fetching/outcome.js";
import type { BrowserState } from "../../core/infrastructure/browser-state.js";
import { getHeader, headerList, withHeader } from "../../core/infrastructure/header-list.js";
import { type HttpResponse, httpResponse, networkError, type Received } from "../../core/infrastructure/response.js";
import { DEFAULT_SETUP, type Setup } from "../../core/infrastructure/setup.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import type { EvidenceCode, MissingPart } from "../../explain/codes.js";
import { runTrial, type Trial } from "../../explain/fixes/trial.js";
import type { RecordedExchange } from "../har/exchange.js";
import type { ExporterTraits } from "../har/exporter.js";
import { headerReader } from "../reconstruct/api.js";
import { type Guess, guess, inferred } from "../reconstruct/assumptions.js";
import { authorHeaders, namesIn } from "../reconstruct/author-headers.js";
import type { Parts, Reading } from "../reconstruct/reading.js";
import { browserFor, runOnce } from "./entry.js";
import { networkFailureOf } from "./observed.js";

/** One reading of an entry, run through the engine. */
export interface Attempt {
  readonly setup: Setup;
  readonly outcome: FetchOutcome;
  readonly browser: BrowserState;
  /** What the outcome depends on and the recording does not have. */
  readonly missing: readonly MissingPart[];
  readonly assumed: readonly Guess[];
  /** The preflight was needed and is not in the recording: what that probably means. */
  readonly unrecorded: EvidenceCode | null;
}

/** How the preflight is dealt with that the recording does not have. */
type Unrecorded = "missing" | "cached" | "permitted";

/** Runs the engine over what was recorded. */
export class Attempts {
  readonly #parts: Parts;
  readonly #reading: Reading;
  readonly #traits: ExporterTraits;
  readonly #profile: ProfileName;

  constructor(parts: Parts, reading: Reading, traits: ExporterTraits, profile: ProfileName) {
    this.#parts = parts;
    this.#reading = reading;
    this.#traits = traits;
    this.#profile = profile;
  }

  attempt(setup: Setup): Attempt {
    const first = this.#try(setup, "missing");
    if (!first.missing.includes("preflight")) return first;
    if (this.#parts.earlier.length > 0) {
      const cached = this.#try(setup, "cached");
      if (!cached.missing.includes("preflight")) return cached;
    }
    return this.#wasAnswered() ? this.#try(setup, "permitted") : first;
  }

  /** Runs an attempt again, as changed. */
  rerun({ setup, assumed }: Attempt, trial: Trial): FetchOutcome {
    return this.#try(setup, how(assumed), trial).outcome;
  }

  /** A browser and answers as the attempt had them. */
  replayed({ setup, assumed }: Attempt): { browser: BrowserState; send: (request: HttpRequest) => Received } {
    const answers = new Answers(this.#parts, this.#traits, how(assumed), setup.mode === "no-cors");
    return { browser: this.#browser(setup, how(assumed) === "cached"), send: (request) => answers.send(request) };
  }

  #try(setup: Setup, unrecorded: Unrecorded, trial: Trial = {}): Attempt {
    const answers = new Answers(this.#parts, this.#traits, unrecorded, setup.mode === "no-cors");
    const browser = this.#browser(setup, unrecorded === "cached");
    const ran = runTrial(trial, setup, browser, (request) => answers.send(request));
    const outcome = withoutInvented(ran, answers.invented);
    const isMissing = outcome.failure?.error === "not-recorded";
    return {
      setup,
      outcome,
      browser,
      missing: isMissing ? [...answers.missing] : [],
      assumed: answers.assumed(outcome, this.#parts, unrecorded),
      unrecorded: answers.askedUnrecorded ? whyUnrecorded(this.#traits) : null,
    };
  }

  #browser(setup: Setup, seeded: boolean): BrowserState {
    const first = this.#parts.hops[0]!;
    const now = Number.isNaN(first.started) ? 0 : first.started;
    const browser = browserFor(this.#reading.page, this.#profile, now);
    const worker = first.viaServiceWorker ? fromServiceWorker(first) : null;
    if (seeded) for (const preflight of [...this.#parts.earlier].reverse()) seed(browser, preflight, setup);
    browser.now = now;
    return worker === null ? browser : { ...browser, serviceWorker: worker };
  }

  /** The request itself went out, and so the browser had permission. */
  #wasAnswered(): boolean {
    return this.#parts.hops[0]!.status > 0;
  }
}

/** The recorded answers, in the order in which the engine asks. */
class Answers {
  readonly missing = new Set<MissingPart>();
  /** Answers that were made up. */
  readonly invented = new Set<Received>();
  askedUnrecorded = false;
  readonly #parts: Parts;
  readonly #traits: ExporterTraits;
  readonly #unrecorded: Unrecorded;
  readonly #isNoCors: boolean;
  #hop = 0;

  constructor(parts: Parts, traits: ExporterTraits, unrecorded: Unrecorded, isNoCors: boolean) {
    this.#parts = parts;
    this.#traits = traits;
    this.#unrecorded = unrecorded;
    this.#isNoCors = isNoCors;
  }

  send(request: HttpRequest): Received {
    if (request.kind === "preflight") {
      const preflight = this.#parts.preflights[this.#hop] ?? null;
      return preflight === null ? this.#withoutPreflight(request) : this.#answer(preflight, "preflight response");
    }
    const hop = this.#parts.hops[this.#hop++];
    return hop === undefined ? this.#lacks("redirect target") : this.#answer(hop, "response");
  }

  assumed(outcome: FetchOutcome, { earlier }: Parts, unrecorded: Unrecorded): Guess[] {
    if (unrecorded === "cached" && outcome.preflights.some((preflight) => preflight.fromCache)) {
      const because = { code: "asked-before", entry: earlier[0]!.entry } as const;
      return [guess("preflight", inferred("from cache", because, "high"))];
    }
    if (this.invented.size === 0) return [];
    const because = "request-sent";
    return [guess("preflight", inferred("permitted", because, "medium"))];
  }

  #answer(exchange: RecordedExchange, what: "preflight response" | "response"): Received {
    if (exchange.status > 0 && exchange.responseHeaders !== null) return answerOf(exchange, this.#parts.stored);
    // Without CORS no header decides; that it came is recorded.
    if (exchange.status > 0 && this.#isNoCors) return answerOf({ ...exchange, responseHeaders: [] }, null);
    if (exchange.status > 0) return this.#lacks(`${what} headers`);
    const failure = networkFailureOf(exchange, this.#traits.isProxy);
    return failure === null ? this.#lacks(what) : networkError(failure, exchange.duration);
  }

  #withoutPreflight(request: HttpRequest): Received {
    this.askedUnrecorded = true;
    const hop = this.#parts.hops[this.#hop];
    if (this.#unrecorded === "permitted" && hop !== undefined && hop.status > 0) {
      const answer = permission(request);
      this.invented.add(answer);
      return answer;
    }
    const failure = hop === undefined ? null : networkFailureOf(hop, this.#traits.isProxy);
    return failure === null ? this.#lacks("preflight") : networkError(failure);
  }

  #lacks(what: MissingPart): Received {
    this.missing.add(what);
    return networkError("not-recorded");
  }
}

function how(assumed: readonly Guess[]): Unrecorded {
  const preflight = assumed.find(({ field }) => field === "preflight");
  if (preflight === undefined) return "missing";
  return preflight.value === "from cache" ? "cached" : "permitted";
}

function answerOf(exchange: RecordedExchange, stored: RecordedExchange | null): HttpResponse {
  const { status, statusText, responseHeaders, bodyStart, duration, fromCache, http } = exchange;
  let headers = responseHeaders!;
  // A 304 renews what was stored: script sees the stored response.
  const isRenewed = status === 304 && stored?.responseHeaders != null;
  if (isRenewed) {
    const renewed = headers;
    headers = stored.responseHeaders.filter(({ name }) => getHeader(name, renewed) === null);
    for (const header of renewed) headers = [...headers, header];
  }
  return {
    ...httpResponse(isRenewed ? stored.status : status, headers, bodyStart),
    statusText: isRenewed ? stored.statusText : statusText,
    delay: duration,
    via: fromCache ? "http-cache" : "network",
    http,
  };
}

function fromServiceWorker(exchange: RecordedExchange): BrowserState["serviceWorker"] {
  if (exchange.status === 0) return null;
  const response = answerOf({ ...exchange, responseHeaders: exchange.responseHeaders ?? [] }, null);
  return () => ({ ...response, via: "service-worker" });
}

/** What a server answers that permits exactly this. */
function permission({ headers, request }: HttpRequest): HttpResponse {
  const origin = getHeader("origin", headers) ?? "null";
  let allowed = headerList([
    ["Access-Control-Allow-Origin", origin],
    ["Access-Control-Allow-Methods", getHeader("access-control-request-method", headers) ?? request.method],
    ["Access-Control-Allow-Credentials", "true"],
  ]);
  const names = getHeader("access-control-request-headers", headers);
  if (names !== null) allowed = withHeader(allowed, "Access-Control-Allow-Headers", names);
  return httpResponse(204, allowed, "");
}

/** Lets the browser see an earlier preflight, so that its cache holds what it held then. */
function seed(browser: BrowserState, preflight: RecordedExchange, like: Setup): void {
  if (preflight.status === 0 || preflight.responseHeaders === null) return;
  const header = headerReader(preflight);
  const method = header("access-control-request-method");
  if (method === null) return;
  const names = namesIn(header("access-control-request-headers"));
  const { credentials, withCredentials } = like;
  const api = like.api === "xhr" ? "xhr" : "fetch";
  const headers = authorHeaders(null, names).headers;
  const setup: Setup = { ...DEFAULT_SETUP, api, url: preflight.url, method, headers, credentials, withCredentials };
  if (!Number.isNaN(preflight.started)) browser.now = preflight.started;
  runOnce(setup, browser, (request) => {
    return request.kind === "preflight" ? answerOf(preflight, null) : { ...permission(request), status: 200 };
  });
}

/** The outcome without the exchanges that nobody recorded. */
function withoutInvented(outcome: FetchOutcome, invented: ReadonlySet<Received>): FetchOutcome {
  if (invented.size === 0) return outcome;
  const isReal = outcome.exchanges.map(({ received }) => !invented.has(received));
  const realBefore = (index: number) => isReal.slice(0, index).filter(Boolean).length;
  return {
    ...outcome,
    exchanges: outcome.exchanges.filter((_, index) => isReal[index]),
    preflights: outcome.preflights.map((preflight) => {
      const { exchange } = preflight;
      if (exchange === null) return preflight;
      const { url, hop, because, fromCache } = preflight;
      return { url, hop, because, fromCache, exchange: isReal[exchange] === true ? realBefore(exchange) : null };
    }),
  };
}

function whyUnrecorded(traits: ExporterTraits): EvidenceCode {
  if (!traits.recordsPreflights) return "preflights-left-out";
  if (traits.isProxy) return "past-the-proxy";
  return "asked-earlier";
}
