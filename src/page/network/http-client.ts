import * as http from "node:http";
import * as http2 from "node:http2";
import * as https from "node:https";
import type { Readable } from "node:stream";
import * as stream from "node:stream";
import * as tls from "node:tls";
import * as zlib from "node:zlib";
import { decodedBody } from "./decoded-body.js";
import { errorCode } from "./error-code.js";
import { http1Exchange } from "./http1-exchange.js";
import { http2Exchange } from "./http2-exchange.js";
import { secureConnections } from "./secure-connections.js";

/** A way to a server other than straight to its port. */
export interface Route {
  readonly host: string;
  readonly port: number;
  /** It is a proxy that is told the whole URL. */
  readonly forward: boolean;
  /** What it wants to be told for that. */
  readonly authorization?: string;
}

/** What a client shows a server that asks who it is: a certificate and its key in PEM, or both in PKCS #12. */
export interface ClientCertificate {
  /** With those that lead to a trusted one. */
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: Uint8Array;
  /** Of the key, or of the PKCS #12 file. */
  readonly passphrase?: string;
}

interface TlsOptions extends ClientCertificate {
  readonly ca?: string | readonly string[];
  readonly rejectUnauthorized?: boolean;
}

/** One request as data, which a worker can be told. */
export interface HttpCall {
  readonly method: string;
  readonly url: string;
  /** Where to connect, if not where the URL says; null: there. */
  readonly address: string | null;
  /** Another way there; null: straight. */
  readonly route: Route | null;
  /** One byte a character. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** A stream goes over HTTP/2 alone, as in browsers. */
  readonly body: Uint8Array | Readable | null;
  /** None that was kept open. */
  readonly newConnection: boolean;
  readonly tls: TlsOptions;
}

export interface HttpHead {
  readonly status: number;
  /** HTTP/2 has none. */
  readonly statusText: string;
  readonly headers: [name: string, value: string][];
  readonly remoteAddress: string | null;
  readonly http: "1.1" | "2";
}

/** Is told once of what came, or why nothing did. */
export interface HttpListener {
  /** The body's Content-Encoding is decoded. */
  came(head: HttpHead, body: Readable): void;
  /** `connection-refused`, `dns`, `tls`, `connection-reset` …; `needs-http2`: a stream met a server without it. */
  failed(error: string): void;
  /** The body has left. */
  uploaded(): void;
}

export interface HttpClient {
  /** Sends one request with exactly these headers, and follows nothing. @returns ends it */
  exchange(call: HttpCall, listener: HttpListener): () => void;
  close(): void;
}

/** Functions that use nothing but their arguments and the platform: a worker runs their text. */
const PARTS = { decodedBody, errorCode, http1Exchange, http2Exchange, secureConnections };

/** Node's modules, which a worker gets in its own way, and the parts, which may not know each other by name. */
export type HttpTools = typeof PARTS & { readonly node: typeof NODE };

const NODE = { http, http2, https, stream, tls, zlib };

export function httpClient(): HttpClient {
  return clientOf({ node: NODE, ...PARTS });
}

/** The same as an expression, for a place where nothing can be imported. */
export function httpClientSource(): string {
  const modules = Object.keys(NODE).map((name) => `${name}: require("node:${name}")`);
  const parts = Object.entries(PARTS).map(([name, part]) => `${name}: ${part.toString()}`);
  // Bundlers may wrap inner functions in this, to keep their names.
  return `((__name) => (${clientOf.toString()})({ node: { ${modules} }, ${parts} }))((value) => value)`;
}

/** Over HTTP/2 where a server offers it when the connection is made, as browsers do; else over HTTP/1.1. */
function clientOf(tools: HttpTools): HttpClient {
  const { http1Exchange, http2Exchange, errorCode } = tools;
  const plain = new tools.node.http.Agent({ keepAlive: true, scheduling: "lifo" });
  const secure = tools.secureConnections(tools);
  return {
    exchange(call, listener) {
      if (!call.url.startsWith("https:")) return http1Exchange(tools, plain, call, listener);
      let isOver = false;
      let leave = () => {};
      let end = () => {};
      const attempt = (fresh: boolean) => {
        leave = secure.find(
          call,
          fresh,
          (session) => {
            end =
              session === null
                ? http1Exchange(tools, secure.agent, call, listener)
                : http2Exchange(tools, session, call, {
                    ...listener,
                    // What the server has not looked at can be sent again; what it wants over HTTP/1.1 goes there.
                    refused(wantsHttp1) {
                      if (isOver) return;
                      if (wantsHttp1) secure.avoidHttp2(call);
                      if (fresh && !wantsHttp1) listener.failed("connection-reset");
                      else attempt(true);
                    },
                  });
          },
          (error) => listener.failed(errorCode(error)),
        );
      };
      attempt(call.newConnection);
      return () => {
        isOver = true;
        leave();
        end();
      };
    },
    close() {
      plain.destroy();
      secure.close();
    },
  };
}
