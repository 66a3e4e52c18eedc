import { concat, type Payload } from "../page/body/payload.js";
import type { Page } from "../page/create-page.js";
import type { PageHeaders } from "../page/fetch/headers.js";
import { answerOf, isPromiseLike, type NetworkFunction } from "../page/network/function-network.js";
import type { Network, NetworkRequest } from "../page/network/network.js";

type RequestClass = new (url: string, init: object) => Request;

/**
 * A network function as a driver. It gets a Request of the platform, as it was before the page came; a test environment's
 * own may leave out what only a browser writes, Origin for one: then a WireRequest.
 */
export function networkOfFunction(answer: NetworkFunction, pageOf: () => Page): Network {
  const before = (globalThis as { Request?: RequestClass }).Request;
  const Faithful = before !== undefined && keepsOrigin(before) ? before : null;
  return {
    send(request) {
      const given = answer(
        Faithful === null ? (new WireRequest(request, pageOf()) as unknown as Request) : requestOf(request, Faithful),
        request,
      );
      return isPromiseLike(given) ? Promise.resolve(given).then(answerOf) : answerOf(given);
    },
  };
}

function requestOf({ method, url, headers, body }: NetworkRequest, Request: RequestClass): Request {
  const init = { method, headers };
  return new Request(url, body === null ? init : { ...init, body: body.bodyInit, duplex: "half" });
}

function keepsOrigin(Request: RequestClass): boolean {
  const origin = "https://app.example";
  return new Request("https://api.example/", { headers: { Origin: origin } }).headers.get("origin") === origin;
}

/** A request on the wire, with what a handler reads of a Request. */
class WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: PageHeaders;
  readonly #body: Payload | null;
  readonly #page: Page;
  #used = false;

  constructor({ method, url, headers, body }: NetworkRequest, page: Page) {
    this.method = method;
    this.url = url;
    this.headers = new page.Headers(headers);
    this.#body = body;
    this.#page = page;
  }

  get [Symbol.toStringTag](): string {
    return "Request";
  }

  get body(): ReadableStream<Uint8Array> | null {
    return this.#body?.stream() ?? null;
  }

  get bodyUsed(): boolean {
    return this.#used;
  }

  async bytes(): Promise<Uint8Array> {
    if (this.#used) throw new TypeError("this request's body has been read");
    this.#used = this.#body !== null;
    return this.#body === null ? concat([]) : this.#body.bytes();
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).slice().buffer;
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async blob(): Promise<Blob> {
    return (await this.#asResponse()).blob();
  }

  async formData(): Promise<FormData> {
    return (await this.#asResponse()).formData();
  }

  async #asResponse() {
    const type = this.headers.get("content-type");
    return new this.#page.Response(await this.bytes(), type === null ? {} : { headers: { "content-type": type } });
  }
}
