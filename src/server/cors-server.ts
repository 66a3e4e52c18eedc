import type { IncomingMessage, ServerResponse } from "node:http";
import type { HeaderPairs } from "../core/infrastructure/header-list.js";
import { type CorsPolicy, PolicyError, readPolicy } from "../explain/configurations/policy.js";
import type { FunctionAnswer, NetworkFunction, ResponseLike } from "../page/network/function-network.js";
import { type AskingRequest, type CorsDecision, decide } from "./decide.js";
import type { ServerStep, ServerStepCode } from "./steps.js";

export { type AskingRequest, type CorsDecision, type CorsPolicy, PolicyError, type ServerStep, type ServerStepCode };

export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** A server as far as CORS goes. */
export interface CorsServer {
  /** Which headers and status the policy has for a request, and how it came to that. */
  decide(request: AskingRequest): CorsDecision;
  /** A network for createPage: preflights are answered, everything else is the handler's. */
  network(handler: NetworkFunction): NetworkFunction;
  /** For node:http, Connect and Express. @returns whether it has answered; if not, `next` has been called */
  middleware(request: IncomingMessage, response: ServerResponse, next?: () => void): boolean;
  /** A handler of the kind that Request and Response have made common. */
  wrap(handler: FetchHandler): (request: Request) => Promise<Response>;
}

/**
 * The server's side of CORS as a model: a policy in, the right response headers out. For tests and local servers.
 * @throws PolicyError when the policy can't mean what it says
 */
export function corsServer(policy: CorsPolicy): CorsServer {
  const read = readPolicy(policy);
  const decideOn = (request: AskingRequest) => decide(read, request);
  return {
    decide: decideOn,
    network: (handler) => (request, info) => {
      const decision = decideOn(request);
      if (decision.status !== null) return { status: decision.status, headers: decision.headers };
      const answer = handler(request, info);
      return isPromise(answer) ? answer.then((late) => granted(late, decision)) : granted(answer, decision);
    },
    middleware(request, response, next) {
      const { headers, status } = decideOn({ method: request.method ?? "GET", headers: request.headers });
      for (const [name, value] of merged(headers, varyOf(response))) response.setHeader(name, value);
      if (status === null) next?.();
      else response.writeHead(status).end();
      return status !== null;
    },
    wrap: (handler) => async (request) => {
      const decision = decideOn(request);
      if (decision.status !== null) {
        return new Response(null, { status: decision.status, headers: decision.headers });
      }
      const response = await handler(request);
      const { status, statusText, body } = response;
      return new Response(body, { status, statusText, headers: withHeaders([...response.headers], decision.headers) });
    },
  };
}

function granted(answer: FunctionAnswer, { headers }: CorsDecision): FunctionAnswer {
  if (answer === null || typeof answer !== "object") return answer;
  const given = answer.headers ?? [];
  const pairs = Symbol.iterator in given ? [...given] : Object.entries(given);
  const { status, statusText, body } = answer as ResponseLike;
  const { http, addressSpace } = answer as { http?: "1.1" | "2"; addressSpace?: null };
  return {
    ...(status === undefined ? {} : { status }),
    ...(statusText === undefined ? {} : { statusText }),
    ...(http === undefined ? {} : { http }),
    ...(addressSpace === undefined ? {} : { addressSpace }),
    headers: withHeaders(pairs, headers),
    body: body as string | null,
  };
}

/** In the place of what is there: two of Access-Control-Allow-Origin are none. */
function withHeaders(pairs: HeaderPairs, added: HeaderPairs): [string, string][] {
  const vary = pairs.filter(([name]) => /^vary$/i.test(name)).map(([, value]) => value);
  const own = pairs.filter(([name]) => !/^access-control-/i.test(name) && !/^vary$/i.test(name));
  return [...own.map(([name, value]): [string, string] => [name, value]), ...merged(added, vary.join(", "))];
}

/** Vary is a list, to which everybody adds. */
function merged(headers: HeaderPairs, vary: string): [string, string][] {
  const given = headers.find(([name]) => name === "Vary")?.[1] ?? "";
  const names = new Map(
    `${vary},${given}`
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "")
      .map((name) => [name.toLowerCase(), name]),
  );
  const others = headers.filter(([name]) => name !== "Vary").map(([name, value]): [string, string] => [name, value]);
  return names.size === 0 ? others : [["Vary", [...names.values()].join(", ")], ...others];
}

function varyOf(response: ServerResponse): string {
  const vary = response.getHeader("vary");
  return Array.isArray(vary) ? vary.join(", ") : String(vary ?? "");
}

function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
