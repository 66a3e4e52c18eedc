import { fetching } from "../../core/fetching/fetching.js";
import type { Fetching, FetchOutcome, HttpRequest } from "../../core/fetching/outcome.js";
import { headerPairs } from "../../core/infrastructure/header-list.js";
import type { Request } from "../../core/infrastructure/request.js";
import { DEFAULT_SETUP, type Setup } from "../../core/infrastructure/setup.js";
import type { UrlRecord } from "../../core/infrastructure/url-record.js";
import { askNow, failureOf } from "../../page/loading.js";
import { type Network, type NetworkAnswer, NetworkRequest } from "../../page/network/network.js";
import type { PageBrowser } from "../../page/page-browser.js";
import type { PageLog } from "../../page/page-log.js";
import { receivedFrom } from "../../page/received.js";

/**
 * Under a page that lets everything pass: judges on the same answers what the browser would have done. Before a request the
 * preflight is sent that the browser would send; whatever comes of it, the request follows.
 */
export class JudgingNetwork implements Network {
  readonly #inner: Network;
  readonly #browser: PageBrowser;
  readonly #log: PageLog;
  readonly #judges = new WeakMap<UrlRecord, Judge>();

  constructor(inner: Network, browser: PageBrowser, log: PageLog) {
    this.#inner = inner;
    this.#browser = browser;
    this.#log = log;
  }

  async send(request: NetworkRequest): Promise<NetworkAnswer> {
    const judge = this.#judgeOf(request);
    for (let preflight = judge.preflight; preflight !== null; preflight = judge.preflight) {
      judge.take(preflight, await answerOf(this.#inner, preflight));
    }
    const answer = await answerOf(this.#inner, request);
    judge.take(request, answer);
    return answer;
  }

  sendSync(request: NetworkRequest): NetworkAnswer {
    const judge = this.#judgeOf(request);
    for (let preflight = judge.preflight; preflight !== null; preflight = judge.preflight) {
      judge.take(preflight, askNow(this.#inner, preflight));
    }
    const answer = askNow(this.#inner, request);
    judge.take(request, answer);
    return answer;
  }

  close(): void {
    this.#inner.close?.();
  }

  /** The one of the request, or of the first one before its redirects. */
  #judgeOf({ kind, sent: { request } }: NetworkRequest): Judge {
    const start = request.urlList[0]!;
    let judge = this.#judges.get(start);
    if (judge === undefined || kind === "actual") {
      judge = new Judge(request, this.#browser, this.#log);
      this.#judges.set(start, judge);
    }
    return judge;
  }
}

/** A network that throws has no answer. */
async function answerOf(network: Network, request: NetworkRequest): Promise<NetworkAnswer> {
  try {
    return await network.send(request);
  } catch (error) {
    return failureOf(error);
  }
}

/** The model beside one fetch: it asks for nothing, and is told what came. */
class Judge {
  readonly #browser: PageBrowser;
  readonly #log: PageLog;
  readonly #fetching: Fetching;
  #step: IteratorResult<HttpRequest, FetchOutcome>;

  constructor(request: Request, browser: PageBrowser, log: PageLog) {
    this.#browser = browser;
    this.#log = log;
    this.#fetching = fetching(setupOf(request), { ...request }, [], browser, null);
    this.#step = this.#fetching.next();
    this.#tell();
  }

  /** What the browser would send before; null: nothing more. */
  get preflight(): NetworkRequest | null {
    if (this.#step.done === true || this.#step.value.kind !== "preflight") return null;
    return new NetworkRequest(this.#step.value, null, false);
  }

  take(request: NetworkRequest, answer: NetworkAnswer): void {
    if (this.#step.done === true) return;
    const exchange = this.#log.sent(request);
    const received = receivedFrom(answer, "", 0);
    exchange.came(received);
    this.#step = this.#fetching.next(received);
    this.#tell();
  }

  #tell(): void {
    if (this.#step.done === true) this.#log.ended(this.#step.value, this.#browser);
  }
}

/** Page code that leads to this request. */
function setupOf(request: Request): Setup {
  const { api, url, method, headers, mode, credentialsMode, redirectMode, cacheMode, preflightFlagCause } = request;
  return {
    ...DEFAULT_SETUP,
    api,
    url: url.href,
    method,
    headers: headerPairs(headers),
    mode,
    credentials: credentialsMode,
    withCredentials: credentialsMode === "include",
    redirect: redirectMode,
    cache: cacheMode,
    uploadListeners: preflightFlagCause === "upload-listener" ? ["progress"] : [],
  };
}
