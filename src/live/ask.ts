import type { Readable } from "node:stream";
import type { HeaderPairs } from "../core/infrastructure/header-list.js";
import type { ClientCertificate, HttpHead } from "../page/network/http-call.js";
import { httpClient } from "../page/network/http-client.js";
import type { Routes } from "./routes.js";

/** One request, exactly as it goes out: Host, Connection and Content-Length are added. */
export interface Question {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderPairs;
  readonly body?: Uint8Array | null;
  /** A server that asks for a client certificate is shown none. */
  readonly isAnonymous?: boolean;
}

export interface Answered {
  readonly ok: true;
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderPairs;
  /** As much of it as was read. */
  readonly body: Uint8Array;
  /** There was more, or it broke off. */
  readonly isWhole: boolean;
  readonly milliseconds: number;
}

export interface Unanswered {
  readonly ok: false;
  /** `connection-refused`, `dns`, `tls`, `timeout`, `invalid-response` … */
  readonly error: string;
  readonly milliseconds: number;
}

export type Reply = Answered | Unanswered;

/** How far a server is followed that does not mean well. */
export interface Limits {
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  /** Bytes of a body. */
  readonly body: number;
}

export interface AskOptions {
  readonly limits: Limits;
  /** The address of a host that the system's resolver should not be asked for; null: ask it. */
  readonly resolve?: (hostname: string) => string | null;
  /** Another way to a server than straight to its port. */
  readonly routes?: Routes;
  readonly ca?: string | readonly string[];
  /** Takes any certificate. */
  readonly insecure?: boolean;
  readonly clientCertificate?: ClientCertificate;
}

export const LIMITS: Limits = { timeout: 10_000, body: 65_536 };

/** Asks one server one thing at a time, follows nothing, and waits and reads no longer than it may. */
export class Asker {
  readonly #options: AskOptions;
  readonly #client = httpClient();

  constructor(options: AskOptions) {
    this.#options = options;
  }

  async ask({ method, url, headers, body = null, isAnonymous = false }: Question): Promise<Reply> {
    const { limits, resolve: addressOf, routes, ca, insecure, clientCertificate } = this.#options;
    const target = new URL(url);
    const { host, hostname } = target;
    await routes?.prepare(target);
    const length: HeaderPairs = body === null ? [] : [["Content-Length", String(body.length)]];
    const call = {
      method,
      url,
      address: addressOf?.(hostname) ?? (hostname.endsWith(".localhost") ? "localhost" : null),
      route: routes?.of(target) ?? null,
      headers: [["Host", host], ["Connection", "keep-alive"], ...headers, ...length] as HeaderPairs,
      body,
      newConnection: false,
      tls: {
        ...(ca === undefined ? {} : { ca }),
        ...(insecure === true ? { rejectUnauthorized: false } : {}),
        ...(isAnonymous ? {} : clientCertificate),
      },
    };
    return new Promise((resolve) => {
      const start = performance.now();
      let head: HttpHead | null = null;
      let chunks: Buffer[] = [];
      let read = 0;
      const milliseconds = () => Math.round(performance.now() - start);
      const settle = (reply: Reply) => {
        clearTimeout(timer);
        chunks = [];
        resolve(reply);
      };
      const answered = (isWhole: boolean) => {
        if (head === null) return;
        const { status, statusText, headers } = head;
        const bytes = new Uint8Array(Buffer.concat(chunks)).subarray(0, limits.body);
        settle({ ok: true, status, statusText, headers, body: bytes, isWhole, milliseconds: milliseconds() });
      };
      const timer = setTimeout(() => {
        end();
        if (head === null) settle({ ok: false, error: "timeout", milliseconds: milliseconds() });
        else answered(false);
      }, limits.timeout);
      const reading = (source: Readable) => {
        source.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          read += chunk.length;
          if (read <= limits.body) return;
          end();
          answered(false);
        });
        source.on("end", () => answered(true));
        source.on("error", () => answered(false));
        source.on("close", () => answered(false));
      };
      const end = this.#client.exchange(call, {
        came(received, source) {
          head = received;
          reading(source);
        },
        failed: (error) => settle({ ok: false, error, milliseconds: milliseconds() }),
        uploaded() {},
      });
    });
  }

  close(): void {
    this.#client.close();
  }
}
