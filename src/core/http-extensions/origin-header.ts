import { isSameOrigin } from "../infrastructure/origin.js";
import type { ReferrerPolicy, Request } from "../infrastructure/request.js";

/** What decides. */
type Requested = Pick<Request, "method" | "url" | "origin" | "mode" | "responseTainting" | "redirectTainted">;

/**
 * Append a request `Origin` header — https://fetch.spec.whatwg.org/#append-a-request-origin-header
 * @param referrerPolicy the request's, with the default filled in
 * @returns the header's value; null when there is none
 */
export function originHeaderValue(request: Requested, referrerPolicy: ReferrerPolicy): string | null {
  // 1–2.
  const serializedOrigin = byteSerializeRequestOrigin(request);

  // 3. The CORS protocol always says who asks.
  if (request.responseTainting === "cors") return serializedOrigin;

  // 4. Otherwise it guards requests that may change something; outside mode `cors` the page may hide itself.
  if (request.method === "GET" || request.method === "HEAD") return null;
  if (request.mode !== "cors" && hidesOrigin(request, referrerPolicy)) return "null";
  return serializedOrigin;
}

function hidesOrigin(request: Requested, referrerPolicy: ReferrerPolicy): boolean {
  switch (referrerPolicy) {
    case "no-referrer":
      return true;
    case "no-referrer-when-downgrade":
    case "strict-origin":
    case "strict-origin-when-cross-origin":
    case "":
      return request.origin.serialized.startsWith("https:") && request.url.scheme !== "https";
    case "same-origin":
      return !isSameOrigin(request.url, request.origin);
    default:
      return false;
  }
}

/** Byte-serialize a request origin — https://fetch.spec.whatwg.org/#byte-serializing-a-request-origin */
export function byteSerializeRequestOrigin(request: Pick<Request, "origin" | "redirectTainted">): string {
  return request.redirectTainted ? "null" : request.origin.serialized;
}
