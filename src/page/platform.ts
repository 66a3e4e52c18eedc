import { Blob as NodeBlob } from "node:buffer";
import { runInThisContext } from "node:vm";
import type { HeaderPairs } from "../core/infrastructure/header-list.js";

/** In Jest a test file's globals are those of its environment, and jsdom's lack half of the platform; this context has them. */
const outer = runInThisContext("globalThis") as typeof globalThis;

/** Node's own, whatever a DOM has put in their place. */
export const { ReadableStream, TextDecoder, TextEncoder, TransformStream } = outer;

/**
 * The platform's own classes, as they were when this was loaded: a test may put a page's in their place, and what stands
 * behind the page goes on with these.
 */
const StandardRequest = globalThis.Request ?? outer.Request;
export const StandardResponse = globalThis.Response ?? outer.Response;
/** They know Node's Blobs; those of a DOM that has put its own there make text of them. */
export const takesNodeBlobs = globalThis.Blob === undefined || globalThis.Blob === (NodeBlob as unknown);

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
