import { Readable } from "node:stream";
import { rootCertificates } from "node:tls";
import type { HttpRequest } from "../../core/fetching/outcome.js";
import { addressSpaceOf } from "../../core/policy/local-network-access.js";
import { bare, chunksOf, Payload } from "../body/payload.js";
import { ReadableStream } from "../platform.js";
import type { ClientCertificate, HttpCall, HttpHead, Route } from "./http-call.js";
import { httpClient } from "./http-client.js";
import type { Network, NetworkAnswer, NetworkRequest, NetworkResponse } from "./network.js";
import { SyncWorker } from "./sync-worker.js";

export interface LiveOptions {
  /** The address of a host that the system's resolver does not know, or should not be asked for; null: ask it. */
  readonly resolve?: (hostname: string) => string | null;
  /** Another way to a server than straight to its port: a proxy, a tunnel; null: straight. */
  readonly route?: (url: URL) => Route | null;
  /** Certificates to trust beside the well-known ones, in PEM. */
  readonly ca?: string | readonly string[];
  /** Takes any certificate. */
  readonly insecure?: boolean;
  /** What to show a server that asks for a client certificate, where the browser shows one; null: nothing. */
  readonly clientCertificate?: (url: URL) => ClientCertificate | null;
  readonly userAgent?: string;
  /** Milliseconds that a synchronous XMLHttpRequest may stop the thread; 60000 unless given. */
  readonly syncTimeout?: number;
}

const USER_AGENT = "Mozilla/5.0 (compatible; whycors)";
const SYNC_TIMEOUT = 60_000;

/** The real network, over HTTP/1.1 and HTTP/2: the wire carries what the browser would send as far as a client can. */
export class LiveNetwork implements Network {
  readonly reportsUpload = true;
  readonly #options: LiveOptions;
  readonly #client = httpClient();
  /** Basic credentials that a server took, by origin. */
  readonly #credentials = new Map<string, string>();
  #worker: SyncWorker | null = null;

  constructor(options: LiveOptions = {}) {
    this.#options = options;
  }

  async send(request: NetworkRequest): Promise<NetworkAnswer> {
    const body = await bodyOf(request);
    const ask = (call: HttpCall) => this.#exchange(request, call);
    const call = this.#callOf(request, body, this.#known(request));
    const answer = await ask(call);
    // What has left as a stream can't leave again.
    if (body instanceof Readable) return answer;
    const authorization = authorizationFor(request, answer);
    if (authorization !== null) {
      discardBody(answer);
      return this.#remember(request, await ask(this.#callOf(request, body, authorization)), authorization);
    }
    if (!isMisdirected(answer)) return answer;
    discardBody(answer);
    return ask({ ...call, newConnection: true });
  }

  sendSync(request: NetworkRequest): NetworkAnswer {
    this.#worker ??= new SyncWorker(this.#options.syncTimeout ?? SYNC_TIMEOUT);
    const worker = this.#worker;
    const body = request.body?.bytesNow ?? null;
    const blob = body === null && request.body !== null ? request.body.blobNow : null;
    const call = this.#callOf(request, body, this.#known(request));
    const answer = worker.ask(call, blob);
    const authorization = authorizationFor(request, answer);
    if (authorization !== null) {
      return this.#remember(request, worker.ask(this.#callOf(request, body, authorization), blob), authorization);
    }
    return isMisdirected(answer) ? worker.ask({ ...call, newConnection: true }, blob) : answer;
  }

  close(): void {
    this.#client.close();
    this.#worker?.close();
    this.#worker = null;
  }

  #exchange(request: NetworkRequest, call: HttpCall): Promise<NetworkAnswer> {
    return new Promise((resolve) => {
      const { signal } = request;
      const onAbort = () => {
        end();
        resolve({ ok: false, error: "aborted" });
      };
      const settle = (answer: NetworkAnswer) => {
        signal.removeEventListener("abort", onAbort);
        resolve(answer);
      };
      const end = this.#client.exchange(call, {
        came: (head, body) => settle(responseOf(head, new Payload(webStream(body)))),
        failed: (error) => settle(error === "needs-http2" ? OVER_HTTP_1 : { ok: false, error }),
        uploaded: () => {
          request.uploaded = true;
        },
      });
      if (signal.aborted) onAbort();
      else signal.addEventListener("abort", onAbort);
    });
  }

  #callOf(request: NetworkRequest, body: HttpCall["body"], authorization: string | null): HttpCall {
    const { ca, insecure, clientCertificate, resolve, route, userAgent } = this.#options;
    const url = new URL(request.url);
    const headers: [string, string][] = [
      ["Host", url.host],
      ["Connection", "keep-alive"],
    ];
    const names = new Set(request.headers.map(([name]) => name.toLowerCase()));
    for (const [name, value] of request.headers) headers.push([name, value]);
    const add = (name: string, value: string) => {
      if (!names.has(name.toLowerCase())) headers.push([name, value]);
    };
    add("User-Agent", userAgent ?? USER_AGENT);
    add("Accept-Language", "en-US,en;q=0.9");
    const encodings = url.protocol === "https:" ? "gzip, deflate, br" : "gzip, deflate";
    add("Accept-Encoding", names.has("range") ? "identity" : encodings);
    if (authorization !== null) add("Authorization", authorization);
    const length = request.body === null ? emptyLength(request.method) : lengthOf(body, request.body);
    if (length !== null) headers.push(["Content-Length", String(length)]);
    const address = resolve?.(url.hostname) ?? (url.hostname.endsWith(".localhost") ? "localhost" : null);
    const tls = {
      ...(ca === undefined ? {} : { ca: [...rootCertificates, ...[ca].flat()] }),
      ...(insecure === true ? { rejectUnauthorized: false } : {}),
      ...(request.sent.presentsClientCertificate ? clientCertificate?.(url) : {}),
    };
    const way = route?.(url) ?? null;
    return { method: request.method, url: request.url, address, route: way, headers, body, newConnection: false, tls };
  }

  #known({ sent }: NetworkRequest): string | null {
    if (!sent.includeCredentials) return null;
    const known = this.#credentials.get(sent.url.origin) ?? null;
    // The URL's own go before those of an earlier request.
    const own = basicCredentials(sent);
    return own === null || own === known ? known : null;
  }

  #remember({ sent }: NetworkRequest, answer: NetworkAnswer, authorization: string): NetworkAnswer {
    if (answer.ok && answer.status !== 401) this.#credentials.set(sent.url.origin, authorization);
    return answer;
  }
}

/** HTTP-network-or-cache fetch, step 14 — https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch: the URL's own. */
function authorizationFor({ sent }: NetworkRequest, answer: NetworkAnswer): string | null {
  const own = basicCredentials(sent);
  if (!answer.ok || answer.status !== 401 || !sent.includeCredentials || own === null) return null;
  if (sent.request.responseTainting === "cors") return null;
  if (sent.headers.some(({ name }) => name === "authorization")) return null;
  if (!answer.headers.some(([name, value]) => /^www-authenticate$/i.test(name) && /^basic\b/i.test(value))) return null;
  return own;
}

/** Of a URL with userinfo; null: it has none. */
function basicCredentials({ url: { username, password } }: HttpRequest): string | null {
  if (username + password === "") return null;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
}

/** Step 15: not of the server that this connection leads to — https://www.rfc-editor.org/rfc/rfc9110.html#status.421 */
function isMisdirected(answer: NetworkAnswer): boolean {
  return answer.ok && answer.status === 421;
}

function discardBody(answer: NetworkAnswer): void {
  if (answer.ok) answer.body?.discard();
}

/** Where a stream met HTTP/1.1: the connection came about, and nothing was sent. */
const OVER_HTTP_1: NetworkResponse = { ok: true, status: 200, statusText: "", headers: [], body: null, http: "1.1" };

async function bodyOf({ sent, body }: NetworkRequest): Promise<Uint8Array | Readable | null> {
  if (body === null) return null;
  return sent.request.body?.hasSource === false ? Readable.from(chunksOf(body.stream())) : body.bytes();
}

function lengthOf(body: HttpCall["body"], payload: Payload): number | null {
  if (body instanceof Readable) return null;
  return body === null ? payload.length : body.length;
}

function responseOf({ status, statusText, headers, remoteAddress, http }: HttpHead, body: Payload): NetworkResponse {
  const host = remoteAddress?.includes(":") === true ? `[${remoteAddress}]` : remoteAddress;
  const addressSpace = host === null ? null : addressSpaceOf(host);
  return { ok: true, status, statusText, headers, body, http, addressSpace };
}

/** Of a request without a body: POST and PUT say so. */
function emptyLength(method: string): number | null {
  return method === "POST" || method === "PUT" ? 0 : null;
}

/** Bit by bit, as fast as it is read. */
function webStream(source: Readable): ReadableStream<Uint8Array> {
  let isOver = false;
  return new ReadableStream<Uint8Array>(
    bare({
      start(controller: ReadableStreamDefaultController<Uint8Array>) {
        const over = (end: () => void) => {
          if (isOver) return;
          isOver = true;
          end();
        };
        source.on("data", (chunk: Buffer) => {
          if (isOver) return;
          controller.enqueue(new Uint8Array(chunk));
          if ((controller.desiredSize ?? 0) <= 0) source.pause();
        });
        source.on("end", () => over(() => controller.close()));
        source.on("error", (error) => over(() => controller.error(error)));
        source.on("close", () => over(() => controller.error(new Error("the connection was closed"))));
        source.pause();
      },
      pull() {
        source.resume();
      },
      cancel() {
        isOver = true;
        source.destroy();
      },
    }),
    bare({ highWaterMark: 0 }),
  );
}
