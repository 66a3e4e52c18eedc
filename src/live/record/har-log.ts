/* The protocol's events, as many shapes as there are. */
// biome-ignore lint/suspicious/noExplicitAny: read field by field
type Params = any;

type NameValue = { readonly name: string; readonly value: string };

/** One request with its answer on the way to an entry. A redirect begins a new one. */
interface Exchange {
  readonly key: string;
  readonly request: Params;
  readonly initiator: Params;
  readonly type: string;
  readonly documentUrl: string;
  readonly wallTime: number;
  readonly started: number;
  ended: number;
  /** As on the wire, where the browser told. */
  sentHeaders: Params | null;
  sentHeadersText: string | null;
  response: Params | null;
  received: Params | null;
  fromCache: boolean;
  failure: Params | null;
  body: { readonly text: string; readonly isBase64: boolean } | null;
  size: number;
  page: string;
}

export interface HarPage {
  readonly id: string;
  readonly url: string;
  readonly started: number;
}

/**
 * Gathers a browser's network events and writes them as HAR, in the dialect of the browser's own export, with what that
 * leaves out: `_corsErrorStatus` and `_blockedReason`, the engine's own reasons.
 */
export class HarLog {
  readonly #exchanges: Exchange[] = [];
  /** The present hop of each request. */
  readonly #open = new Map<string, Exchange>();
  /** Hops that their extra information has not come for yet, oldest first; and such that came before its hop. */
  readonly #awaitingSent = new Map<string, Exchange[]>();
  readonly #awaitingReceived = new Map<string, Exchange[]>();
  readonly #earlySent = new Map<string, Params[]>();
  readonly #earlyReceived = new Map<string, Params[]>();
  readonly #pages: HarPage[] = [];
  readonly #pageOfSession = new Map<string, string>();

  /** A page was opened or has gone elsewhere. */
  page(session: string, url: string, wallTime: number): void {
    const id = `page_${this.#pages.length + 1}`;
    this.#pages.push({ id, url, started: wallTime });
    this.#pageOfSession.set(session, id);
  }

  /** A frame or worker belongs to the page that made it. */
  belongs(session: string, parent: string): void {
    const page = this.#pageOfSession.get(parent);
    if (page !== undefined) this.#pageOfSession.set(session, page);
  }

  get count(): number {
    return this.#exchanges.length;
  }

  /** Requests that nothing has been heard of at the end. */
  get unfinished(): number {
    return this.#exchanges.filter(({ ended }) => ended === 0).length;
  }

  event(session: string, method: string, params: Params): void {
    const key = `${session} ${params.requestId}`;
    switch (method) {
      case "Network.requestWillBeSent":
        this.#sent(session, key, params);
        break;
      case "Network.requestWillBeSentExtraInfo":
        this.#extra(key, params, this.#awaitingSent, this.#earlySent, takeSent);
        break;
      case "Network.responseReceivedExtraInfo":
        this.#extra(key, params, this.#awaitingReceived, this.#earlyReceived, takeReceived);
        break;
      case "Network.requestServedFromCache":
        this.#change(key, (exchange) => {
          exchange.fromCache = true;
        });
        break;
      case "Network.responseReceived":
        this.#change(key, (exchange) => {
          exchange.response = params.response;
          exchange.ended = params.timestamp;
        });
        break;
      case "Network.dataReceived":
        this.#change(key, (exchange) => {
          exchange.size += params.dataLength;
        });
        break;
      case "Network.loadingFinished":
        this.#change(key, (exchange) => {
          exchange.ended = params.timestamp;
        });
        break;
      case "Network.loadingFailed":
        this.#change(key, (exchange) => {
          exchange.failure = params;
          exchange.ended = params.timestamp;
        });
        break;
    }
  }

  body(session: string, requestId: string, text: string, isBase64: boolean): void {
    this.#change(`${session} ${requestId}`, (exchange) => {
      exchange.body = { text, isBase64 };
    });
  }

  #sent(session: string, key: string, params: Params): void {
    const before = this.#open.get(key);
    if (params.redirectResponse !== undefined && before !== undefined) {
      before.response = params.redirectResponse;
      before.ended = params.timestamp;
    }
    if (!/^https?:/.test(params.request.url)) return;
    const exchange: Exchange = {
      key,
      request: params.request,
      initiator: params.initiator,
      type: params.type ?? "Other",
      documentUrl: params.documentURL,
      wallTime: params.wallTime,
      started: params.timestamp,
      ended: 0,
      sentHeaders: null,
      sentHeadersText: null,
      response: null,
      received: null,
      fromCache: false,
      failure: null,
      body: null,
      size: 0,
      page: this.#pageOfSession.get(session) ?? "",
    };
    this.#exchanges.push(exchange);
    this.#open.set(key, exchange);
    this.#await(key, exchange, this.#awaitingSent, this.#earlySent, takeSent);
    this.#await(key, exchange, this.#awaitingReceived, this.#earlyReceived, takeReceived);
  }

  /** NOTE: the browser tells of a hop and of its headers on two ways, in any order, but each in the order of the hops. */
  #await(
    key: string,
    exchange: Exchange,
    awaiting: Map<string, Exchange[]>,
    early: Map<string, Params[]>,
    take: (exchange: Exchange, params: Params) => void,
  ): void {
    const come = early.get(key)?.shift();
    if (come !== undefined) take(exchange, come);
    else push(awaiting, key, exchange);
  }

  #extra(
    key: string,
    params: Params,
    awaiting: Map<string, Exchange[]>,
    early: Map<string, Params[]>,
    take: (exchange: Exchange, params: Params) => void,
  ): void {
    const exchange = awaiting.get(key)?.shift();
    if (exchange !== undefined) take(exchange, params);
    else push(early, key, params);
  }

  #change(key: string, change: (exchange: Exchange) => void): void {
    const exchange = this.#open.get(key);
    if (exchange !== undefined) change(exchange);
  }

  /** The recording so far. `mask` decides what of a header's value is written. */
  toHar(
    creator: { name: string; version: string },
    browser: string,
    mask: (name: string, value: string) => string,
  ): object {
    const [name = browser, version = ""] = browser.split(" ");
    return {
      log: {
        version: "1.2",
        creator,
        browser: { name, version },
        pages: this.#pages.map(({ id, url, started }) => ({
          startedDateTime: new Date(started * 1000).toISOString(),
          id,
          title: url,
          pageTimings: {},
        })),
        entries: this.#exchanges.map((exchange) => entryOf(exchange, mask)),
      },
    };
  }
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function takeSent(exchange: Exchange, params: Params): void {
  exchange.sentHeaders = params.headers;
}

function takeReceived(exchange: Exchange, params: Params): void {
  exchange.received = params;
}

function entryOf(exchange: Exchange, mask: (name: string, value: string) => string): object {
  const { request, response, received, failure, initiator, type, wallTime, started, ended, page, fromCache, body } =
    exchange;
  const headers = (list: NameValue[]) => list.map(({ name, value }) => ({ name, value: mask(name, value) }));
  const status = received?.statusCode ?? response?.status ?? 0;
  const answered = headers(responseHeaders(exchange));
  const http = response?.protocol ?? "";
  const milliseconds = ended === 0 ? 0 : Math.max(0, (ended - started) * 1000);
  return {
    _initiator: initiator,
    _resourceType: initiator?.type === "preflight" ? "preflight" : type.toLowerCase(),
    _requestId: exchange.key.split(" ")[1],
    ...(fromCache || response?.fromDiskCache ? { _fromCache: response?.fromDiskCache ? "disk" : "memory" } : {}),
    ...(failure?.corsErrorStatus === undefined ? {} : { _corsErrorStatus: failure.corsErrorStatus }),
    ...(failure?.blockedReason === undefined ? {} : { _blockedReason: failure.blockedReason }),
    ...(ended === 0 ? { comment: "no answer when the recording ended" } : {}),
    cache: {},
    request: {
      method: request.method,
      url: request.url,
      httpVersion: http,
      headers: headers(pairsOf(exchange.sentHeaders ?? request.headers)),
      queryString: [...new URL(request.url).searchParams].map(([name, value]) => ({ name, value })),
      cookies: [],
      headersSize: -1,
      bodySize: request.postData === undefined ? 0 : Buffer.byteLength(request.postData),
      ...(request.postData === undefined
        ? {}
        : { postData: { mimeType: headerOf(request.headers, "content-type"), text: request.postData } }),
    },
    response: {
      status,
      statusText: response?.statusText ?? "",
      httpVersion: http,
      headers: answered,
      cookies: [],
      content: {
        size: exchange.size,
        mimeType: response?.mimeType ?? "x-unknown",
        ...(body === null ? {} : { text: body.text, ...(body.isBase64 ? { encoding: "base64" } : {}) }),
      },
      redirectURL: answered.find(({ name }) => name.toLowerCase() === "location")?.value ?? "",
      headersSize: -1,
      bodySize: -1,
      _transferSize: exchange.size,
      ...(failure === null ? {} : { _error: failure.errorText }),
      ...(response?.fromServiceWorker ? { _fetchedViaServiceWorker: true } : {}),
    },
    serverIPAddress: (response?.remoteIPAddress ?? "").replace(/^\[|\]$/g, ""),
    startedDateTime: new Date(wallTime * 1000).toISOString(),
    time: milliseconds,
    timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: milliseconds, receive: 0 },
    ...(page === "" ? {} : { pageref: page }),
  };
}

/** As they came: the text of HTTP/1.1 has every line, the list has those of one name together. */
function responseHeaders({ received, response }: Exchange): NameValue[] {
  const text: string | undefined = received?.headersText;
  if (text !== undefined && text !== "") {
    return text
      .split(/\r?\n/)
      .slice(1)
      .filter((line) => line.includes(":"))
      .map((line) => ({ name: line.slice(0, line.indexOf(":")), value: line.slice(line.indexOf(":") + 1).trim() }));
  }
  return pairsOf(received?.headers ?? response?.headers ?? {});
}

/** NOTE: the protocol joins lines of one name with line breaks. */
function pairsOf(headers: Readonly<Record<string, string>>): NameValue[] {
  return Object.entries(headers).flatMap(([name, value]) => value.split("\n").map((line) => ({ name, value: line })));
}

function headerOf(headers: Readonly<Record<string, string>>, wanted: string): string {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? "";
}
