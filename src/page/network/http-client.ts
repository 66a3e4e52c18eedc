import * as http from "node:http";
import * as http2 from "node:http2";
import * as https from "node:https";
import * as stream from "node:stream";
import * as tls from "node:tls";
import * as zlib from "node:zlib";
import { decodedBody } from "./decoded-body.js";
import { errorCode } from "./error-code.js";
import type { HttpCall, HttpListener } from "./http-call.js";
import type { HttpTools } from "./http-tools.js";
import { http1Exchange } from "./http1-exchange.js";
import { http2Exchange } from "./http2-exchange.js";
import { secureConnections } from "./secure-connections.js";

export interface HttpClient {
  /** Sends one request with exactly these headers, and follows nothing. @returns ends it */
  exchange(call: HttpCall, listener: HttpListener): () => void;
  close(): void;
}

/** Functions that use nothing but their arguments and the platform: a worker runs their text. */
const PARTS = { decodedBody, errorCode, http1Exchange, http2Exchange, secureConnections };

/** Node's modules, which a worker gets in its own way. */
const NODE: HttpTools["node"] = { http, http2, https, stream, tls, zlib };

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
function clientOf(tools: HttpTools & typeof PARTS): HttpClient {
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
