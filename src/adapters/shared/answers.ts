import { hasMethod } from "../../page/body/payload.js";
import { answerOf } from "../../page/network/function-network.js";
import type { NetworkAnswer, NetworkRequest, NetworkResponse } from "../../page/network/network.js";
import { NOTE_HEADER } from "./tell.js";

/** What a server that knows nothing of CORS makes of a preflight. */
export function withoutCors(note: string): NetworkResponse {
  return {
    ok: true,
    status: 405,
    statusText: "Method Not Allowed",
    headers: [[NOTE_HEADER, `${note}, so the preflight was answered as by a server without CORS`]],
    body: null,
  };
}

/** A request on the wire as the second argument of a fetch(); with a signal where page code has one, as without us. */
export function initOf(request: NetworkRequest): RequestInit {
  const { method, headers, body } = request;
  const fields: Record<string, string> = {};
  for (const [name, value] of headers) fields[name] = name in fields ? `${fields[name]}, ${value}` : value;
  const init: RequestInit = { method, headers: fields, redirect: "manual" };
  if (request.isAbortable) init.signal = request.signal;
  return body === null ? init : Object.assign(init, { body: body.bodyInit, duplex: "half" });
}

/** What somebody's fetch() came to; by hand a Response is often made of little more than `json()`. */
export async function answerOfFetch(given: unknown): Promise<NetworkAnswer> {
  if (hasMethod(given, "arrayBuffer") || !(hasMethod(given, "json") || hasMethod(given, "text")))
    return answerOf(given);
  const body = hasMethod(given, "text")
    ? await given.text()
    : JSON.stringify(await (given as { json(): unknown }).json());
  const { status, statusText, headers } = given as { status?: unknown; statusText?: unknown; headers?: unknown };
  return answerOf({
    body,
    ...(status === undefined ? {} : { status }),
    ...(statusText === undefined ? {} : { statusText }),
    ...(headers === undefined ? {} : { headers }),
  });
}
