import type { HttpRequest } from "../../core/fetching/outcome.js";
import { type HttpResponse, networkError, type Received } from "../../core/infrastructure/response.js";
import { Payload } from "../../page/body/payload.js";
import { LiveNetwork, type LiveOptions } from "../../page/network/live-network.js";
import { type NetworkAnswer, NetworkRequest } from "../../page/network/network.js";
import { receivedFrom } from "../../page/received.js";
import type { Limits } from "../ask.js";
import type { Routes } from "../routes.js";

export interface ServerOptions extends Omit<LiveOptions, "route"> {
  readonly routes?: Routes;
  readonly limits: Limits;
  /** Why this request is not to leave; null: it may. */
  readonly withhold: (request: HttpRequest) => Withheld | null;
  readonly onAsked?: (request: HttpRequest, answer: NetworkAnswer, milliseconds: number) => void;
}

/** `unsafe`: it may change something, and nobody said that it may. `other-origin`: it would take secrets to another server. */
export type Withheld = "unsafe" | "preflight-only" | "other-origin";

/** Answers of real servers, each question asked once: what several profiles send alike is on the wire one time. */
export class LiveServer {
  readonly #options: ServerOptions;
  readonly #network: LiveNetwork;
  readonly #known = new Map<string, Received>();

  constructor(options: ServerOptions) {
    this.#options = options;
    const { routes } = options;
    this.#network = new LiveNetwork(routes === undefined ? options : { ...options, route: (url) => routes.of(url) });
  }

  /** Forgets what it has been told, to ask anew. */
  forget(): void {
    this.#known.clear();
  }

  async send(request: HttpRequest): Promise<Received> {
    const withheld = this.#options.withhold(request);
    if (withheld !== null) return networkError(`withheld-${withheld}`);
    const { kind, method, url, headers, body } = request;
    const isIdentified = this.#options.clientCertificate !== undefined && request.presentsClientCertificate;
    const key = JSON.stringify([kind, method, url.wire, headers, body, isIdentified]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const received = await this.#ask(request);
    this.#known.set(key, received);
    return received;
  }

  close(): void {
    this.#network.close();
  }

  async #ask(request: HttpRequest): Promise<Received> {
    const { limits, onAsked, routes } = this.#options;
    await routes?.prepare(new URL(request.url.wire));
    const asked = new NetworkRequest(request, request.body === null ? null : new Payload(request.body), true);
    const start = performance.now();
    const left = () => limits.timeout - (performance.now() - start);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<NetworkAnswer>((resolve) => {
      timer = setTimeout(() => {
        asked.abort();
        resolve({ ok: false, error: "timeout" });
      }, limits.timeout);
    });
    const answer = await Promise.race([this.#network.send(asked), late]);
    clearTimeout(timer);
    const milliseconds = performance.now() - start;
    onAsked?.(request, answer, milliseconds);
    if (!answer.ok) return receivedFrom(answer, null, milliseconds / 1000);
    const text = answer.body === null ? "" : await readUpTo(answer.body, limits.body, left());
    const { payload: _payload, ...received } = receivedFrom(answer, text, milliseconds / 1000) as HttpResponse & {
      payload: unknown;
    };
    return received;
  }
}

/** The beginning of a body; the rest is not waited for. */
async function readUpTo(body: Payload, most: number, milliseconds: number): Promise<string> {
  const reader = body.stream().getReader();
  const decoder = new TextDecoder();
  let text = "";
  const timer = setTimeout(() => void reader.cancel().catch(() => {}), Math.max(1, milliseconds));
  try {
    for (let read = 0; read < most; ) {
      const { done, value } = await reader.read();
      if (done) break;
      read += value.length;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // It broke off: what came is what there is.
  } finally {
    clearTimeout(timer);
    void reader.cancel().catch(() => {});
  }
  return text.slice(0, most);
}
