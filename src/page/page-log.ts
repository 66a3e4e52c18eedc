import type { VerdictExchange, WireRequest, WireResponse } from "../cases/verdict.js";
import type { FetchOutcome } from "../core/fetching/outcome.js";
import { headerPairs } from "../core/infrastructure/header-list.js";
import type { Received } from "../core/infrastructure/response.js";
import type { Network, NetworkRequest } from "./network/network.js";
import type { PageBrowser } from "./page-browser.js";
import { LazyVerdict, type PageVerdict } from "./page-verdict.js";

/** One request on the wire and what came; put in words when somebody looks. */
export class PageExchange implements VerdictExchange {
  readonly #request: NetworkRequest;
  #received: Received | null = null;

  constructor(request: NetworkRequest) {
    this.#request = request;
  }

  get kind(): VerdictExchange["kind"] {
    return this.#request.kind;
  }

  get request(): WireRequest {
    const { method, url, headers } = this.#request;
    return { method, url, headers: [...headers] };
  }

  /** Null: none yet, or none at all. */
  get response(): WireResponse | null {
    const received = this.#received;
    return received?.ok === true ? { status: received.status, headers: headerPairs(received.headers) } : null;
  }

  came(received: Received): void {
    this.#received = received;
  }

  toJSON(): VerdictExchange {
    return { kind: this.kind, request: this.request, response: this.response };
  }
}

export interface PageEvents {
  /** A request has come to its end, for the page: allowed, opaque, blocked or failed. */
  readonly verdict: (verdict: PageVerdict) => void;
  /** A request is on the wire. */
  readonly exchange: (exchange: PageExchange) => void;
}

/** What went on in a page. */
export class PageLog {
  exchanges: PageExchange[] = [];
  verdicts: PageVerdict[] = [];
  readonly #listeners: { [Event in keyof PageEvents]: Set<PageEvents[Event]> } = {
    verdict: new Set(),
    exchange: new Set(),
  };
  readonly #lang: string;
  readonly #preflighted: string[] = [];
  #count = 0;

  constructor(lang: string) {
    this.#lang = lang;
  }

  on<Event extends keyof PageEvents>(event: Event, listener: PageEvents[Event]): () => void {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  }

  sent(request: NetworkRequest): PageExchange {
    const exchange = new PageExchange(request);
    this.exchanges.push(exchange);
    for (const listener of this.#listeners.exchange) report(() => listener(exchange));
    return exchange;
  }

  /** @param rehearsed how to run it again, where the network says so */
  ended(
    outcome: FetchOutcome,
    browser: PageBrowser,
    rehearsed: ReturnType<NonNullable<Network["rehearsal"]>> | null = null,
  ): LazyVerdict {
    const preflighted = this.#preflighted;
    const verdict = new LazyVerdict(outcome, browser, {
      number: ++this.#count,
      lang: this.#lang,
      rehearsed,
      preflighted,
      preflightedBefore: preflighted.length,
    });
    for (const { fromCache, url } of outcome.preflights) if (!fromCache) preflighted.push(url.href);
    this.verdicts.push(verdict.public);
    for (const listener of this.#listeners.verdict) report(() => listener(verdict.public));
    return verdict;
  }

  clear(): void {
    this.exchanges = [];
    this.verdicts = [];
  }
}

/** What a listener throws is its own business, and no request's. */
function report(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
