import type { HttpRequest } from "../../core/fetching/outcome.js";
import { type HeaderPairs, headerPairs } from "../../core/infrastructure/header-list.js";
import type { AddressSpace } from "../../core/infrastructure/response.js";
import type { Setup } from "../../core/infrastructure/setup.js";
import type { Rerun } from "../../explain/fixes/trial.js";
import type { Payload } from "../body/payload.js";
import type { PageBrowser } from "../page-browser.js";

/** Where a page's requests go. */
export interface Network {
  /** It sets `uploaded` of its requests; else what was sent counts as such once the page goes on. */
  readonly reportsUpload?: boolean;
  /** Answers one request: no redirects are followed, no preflight is added. */
  send(request: NetworkRequest): NetworkAnswer | Promise<NetworkAnswer>;
  /** The same while the page stands still, for a synchronous XMLHttpRequest; absent: `send` answers at once or not at all. */
  sendSync?(request: NetworkRequest): NetworkAnswer;
  /**
   * How things stand now, to run a request once more without consequences: what fixes it, and what would stop it next?
   * Absent: only what was recorded is known.
   */
  rehearsal?(browser: PageBrowser): (setup: Setup) => Rerun;
  close?(): void;
}

export type NetworkAnswer = NetworkResponse | NetworkFailure;

export interface NetworkResponse {
  readonly ok: true;
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderPairs;
  /** Null: no body. */
  readonly body: Payload | null;
  readonly http?: "1.1" | "2";
  readonly addressSpace?: AddressSpace | null;
}

export interface NetworkFailure {
  readonly ok: false;
  /** `connection-refused`, `dns`, `tls`, `connection-reset` … */
  readonly error: string;
  /** What was thrown, for whoever looks into it. */
  readonly thrown?: unknown;
}

/** One request on the wire. What few drivers look at is made when they look. */
export class NetworkRequest {
  readonly body: Payload | null;
  /** The request as the model has it. */
  readonly sent: HttpRequest;
  /** Page code may end it before its time. */
  readonly isAbortable: boolean;
  /** The body has left. */
  uploaded = false;
  #controller: AbortController | null = null;
  #aborted = false;

  constructor(sent: HttpRequest, body: Payload | null, isAbortable: boolean) {
    this.sent = sent;
    this.isAbortable = isAbortable;
    this.body = sent.body === null ? null : body;
  }

  /** A preflight, the request itself, or a further one because of a redirect. */
  get kind(): "preflight" | "actual" | "redirect" {
    return this.sent.kind;
  }

  get method(): string {
    return this.sent.method;
  }

  /** Without fragment and userinfo. */
  get url(): string {
    return this.sent.url.wire;
  }

  /** Everything that the browser's algorithms put on the wire, Origin, Cookie and Access-Control-Request-* included. */
  get headers(): HeaderPairs {
    return headerPairs(this.sent.headers);
  }

  /** Aborted when the page no longer waits. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.#aborted) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  abort(): void {
    this.#aborted = true;
    this.#controller?.abort();
  }
}
