import type { HeaderPairs } from "../core/infrastructure/header-list.js";

/**
 * The platform's own classes, as they were when this was loaded: a test may put a page's in their place, and what stands
 * behind the page goes on with these.
 */
export const { Request: StandardRequest, Response: StandardResponse } = globalThis;

/** A Request with all of the headers, those included that a page may not set. */
export function requestWithHeaders(url: string, init: RequestInit, headers: HeaderPairs): Request {
  const request = new StandardRequest(url, { ...init, headers: headers as [string, string][] });
  return hidesHeaders() ? unguarded(request, headers) : request;
}

let hides: boolean | null = null;

/** A DOM that runs on Node may have put its own Request there, which leaves out what a page may not set. */
function hidesHeaders(): boolean {
  hides ??= !new StandardRequest("http://localhost/", { headers: { origin: "http://localhost" } }).headers.has(
    "origin",
  );
  return hides;
}

function unguarded(request: Request, headers: HeaderPairs): Request {
  for (const [name, value] of headers) if (!request.headers.has(name)) request.headers.append(name, value);
  const clone = request.clone.bind(request);
  Object.defineProperty(request, "clone", { value: () => unguarded(clone(), headers), configurable: true });
  return request;
}
