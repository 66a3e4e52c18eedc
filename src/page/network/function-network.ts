import { STATUS_CODES } from "node:http";
import type { HeaderPairs } from "../../core/infrastructure/header-list.js";
import { isToken } from "../../core/infrastructure/method.js";
import type { AddressSpace } from "../../core/infrastructure/response.js";
import { isHeaderValue } from "../../core/setup/request-constructor.js";
import { shown } from "../../explain/shown.js";
import { hasMethod, isBlob, isBytes, isReadableStream, Payload, tagOf } from "../body/payload.js";
import { PageError } from "../page-error.js";
import { requestWithHeaders, StandardResponse } from "../platform.js";
import type { Network, NetworkAnswer, NetworkRequest, NetworkResponse } from "./network.js";

/** An answer without a Response object. */
export interface AnswerInit {
  /** 200 unless given. */
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: HeaderPairs | Readonly<Record<string, string>> | Iterable<readonly [string, string]>;
  readonly body?: string | Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | null;
  readonly http?: "1.1" | "2";
  readonly addressSpace?: AddressSpace | null;
  /** A network error instead: `connection-refused`, `dns`, `tls`, `connection-reset` … */
  readonly error?: string | undefined;
}

/** A Response of whatever implementation. */
export interface ResponseLike {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Iterable<readonly [string, string]>;
  readonly type?: string;
  readonly body: unknown;
  readonly bodyUsed?: boolean;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What a network function is told beside the request. */
export interface RequestInfo {
  /** A preflight, the request itself, or a further one because of a redirect. */
  readonly kind: "preflight" | "actual" | "redirect";
}

/** Null: a network error. */
export type FunctionAnswer = ResponseLike | AnswerInit | null;

/** A server in the test: each request on the wire comes in, the answer goes out as it stands. */
export type NetworkFunction = (request: Request, info: RequestInfo) => FunctionAnswer | Promise<FunctionAnswer>;

export function functionNetwork(answer: NetworkFunction): Network {
  return {
    send(request) {
      const given = answer(standardRequest(request), request);
      return isPromiseLike(given) ? Promise.resolve(given).then(answerOf) : answerOf(given);
    },
  };
}

/** The request as a Request of the platform. Its headers say all that the wire does. */
function standardRequest(request: NetworkRequest): Request {
  const { body, method } = request;
  const init = body === null ? { method } : { method, body: body.bodyInit, duplex: "half" as const };
  return requestWithHeaders(request.url, init, request.headers);
}

/** @throws PageError when it is none */
export function answerOf(given: unknown): NetworkAnswer {
  if (given === null) return { ok: false, error: "no-answer" };
  if (typeof given !== "object" || Array.isArray(given)) {
    throw new PageError(
      `the network function returned ${shown(given)}: expected a Response, { status, headers, body }, or null for a network error`,
    );
  }
  if ("type" in given && given.type === "error") return { ok: false, error: "error-response" };
  if (isResponse(given)) {
    if (given.bodyUsed === true) {
      throw new PageError(
        "the network function answered with a Response whose body has been read: answer with a clone()",
      );
    }
    const { status = 200, statusText = "", headers, body } = given;
    return responseOf(status, statusText, headers, body === null ? null : new Payload(given));
  }
  const { error, status = 200, statusText, headers, body = null, http, addressSpace } = given as AnswerInit;
  if (typeof error === "string") return { ok: false, error };
  const answer = responseOf(status, statusText ?? STATUS_CODES[status] ?? "", headers, bodyOf(body));
  return http === undefined && addressSpace === undefined
    ? answer
    : { ...answer, http: http ?? "1.1", addressSpace: addressSpace ?? null };
}

function isResponse(given: object): given is ResponseLike & { body: ReadableStream<Uint8Array> | null } {
  return given instanceof StandardResponse || (hasMethod(given, "arrayBuffer") && "headers" in given);
}

/** @throws PageError when there is no such status or header */
function responseOf(
  status: number,
  statusText: string,
  headers: AnswerInit["headers"],
  body: Payload | null,
): NetworkResponse {
  if (!Number.isInteger(status) || status < 100 || status > 999) {
    throw new PageError(
      `the network function answered with status ${shown(status)}: expected an integer from 100 to 999`,
    );
  }
  if (typeof statusText !== "string" || !isHeaderValue(statusText)) {
    throw new PageError(
      `the network function answered with statusText ${shown(statusText)}: expected a string of one byte a character, without line breaks`,
    );
  }
  return { ok: true, status, statusText, headers: checked(pairsOf(headers)), body };
}

function bodyOf(given: unknown): Payload | null {
  if (given === null) return null;
  if (typeof given === "string" || isBytes(given) || isBlob(given) || isReadableStream(given)) {
    return new Payload(given);
  }
  if (given instanceof ArrayBuffer || tagOf(given) === "ArrayBuffer")
    return new Payload(new Uint8Array(given as ArrayBuffer));
  throw new PageError(
    `the network function answered with body ${shown(given)}: expected a string, bytes, a Blob, a ReadableStream or null`,
  );
}

function pairsOf(headers: AnswerInit["headers"]): HeaderPairs {
  if (headers === undefined) return [];
  if (Array.isArray(headers)) return headers;
  if (typeof headers === "object" && headers !== null) {
    return Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  }
  throw new PageError(`the network function answered with headers ${shown(headers)}: expected pairs or an object`);
}

function checked(pairs: HeaderPairs): HeaderPairs {
  for (const pair of pairs) {
    if (!Array.isArray(pair) || typeof pair[0] !== "string" || !isToken(pair[0])) {
      throw new PageError(
        `the network function answered with a header named ${shown(Array.isArray(pair) ? pair[0] : pair)}`,
      );
    }
    if (typeof pair[1] !== "string" || !isHeaderValue(pair[1])) {
      throw new PageError(
        `the network function answered with header ${pair[0]}: ${shown(pair[1])}: expected a string of one byte a character, without line breaks`,
      );
    }
  }
  return pairs;
}

export function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
