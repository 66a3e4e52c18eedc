import type { Page, Request } from "playwright-core";
import type { RouteWatch } from "./routes.js";

/** One request of a page, and the answer as server or mock gave it. */
export interface Delivered {
  readonly method: string;
  readonly url: string;
  /** URL of the document or frame that asked. */
  readonly pageUrl: string;
  readonly resourceType: string;
  readonly requestHeaders: readonly Pair[];
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Pair[];
  readonly hasBody: boolean;
  readonly started: number;
  /** The runner was between: a preflight went no further than to it. */
  readonly isIntercepted: boolean;
  /** Headers of CORS that the page got and nobody had written. */
  readonly added: readonly string[];
}

interface Pair {
  readonly name: string;
  readonly value: string;
}

/** Before the request's frame and page are gone. */
export interface Asked {
  readonly pageUrl: string;
  readonly isIntercepted: boolean;
  readonly started: number;
}

export function askedBy(request: Request, watch: RouteWatch): Asked {
  const page = pageOf(request);
  return { pageUrl: urlOfFrame(request), isIntercepted: watch.intercepts(page), started: Date.now() };
}

/** @returns null when the page got no answer: nothing was hidden */
export async function deliveredBy(request: Request, asked: Asked, watch: RouteWatch): Promise<Delivered | null> {
  const response = await request.response();
  if (response === null) return null;
  const received = await response.headersArray();
  const fulfilled = watch.fulfilled(request);
  const written = fulfilled === null ? null : new Set(Object.keys(fulfilled.headers).map((name) => name.toLowerCase()));
  const isAdded = ({ name }: Pair) => written !== null && OF_CORS.test(name) && !written.has(name.toLowerCase());
  const headers = received.filter((header) => !isAdded(header));
  return {
    ...asked,
    method: request.method(),
    url: request.url(),
    resourceType: request.resourceType(),
    requestHeaders: await request.headersArray(),
    status: fulfilled?.status ?? response.status(),
    statusText: response.statusText(),
    // None at all would mean that they were not recorded.
    headers: headers.length === 0 ? [{ name: "Content-Length", value: "0" }] : headers,
    hasBody: request.postData() !== null,
    added: received
      .filter(isAdded)
      .map(({ name }) => name.toLowerCase())
      .filter((name) => name !== "vary"),
  };
}

const OF_CORS = /^(?:access-control-.*|vary)$/i;

/** As a recording that replay() reads, without what the runner put there. */
export function harOf(delivered: readonly Delivered[]): string {
  const entries = delivered.map((one) => ({
    startedDateTime: new Date(one.started).toISOString(),
    time: 0,
    pageref: one.pageUrl,
    _resourceType: one.resourceType,
    request: {
      method: one.method,
      url: one.url,
      httpVersion: "HTTP/1.1",
      headers: one.requestHeaders,
      ...(one.hasBody ? { postData: { mimeType: "", text: "" } } : {}),
    },
    response: {
      status: one.status,
      statusText: one.statusText,
      httpVersion: "HTTP/1.1",
      headers: one.headers,
      redirectURL: one.headers.find(({ name }) => name.toLowerCase() === "location")?.value ?? "",
      content: { mimeType: "", size: 0 },
    },
  }));
  const pages = [...new Set(delivered.map(({ pageUrl }) => pageUrl))].map((url) => ({ id: url, title: url }));
  return JSON.stringify({ log: { version: "1.2", creator: { name: "playwright" }, pages, entries } });
}

/** A request of a service worker has neither. */
function pageOf(request: Request): Page | null {
  try {
    return request.frame().page();
  } catch {
    return null;
  }
}

function urlOfFrame(request: Request): string {
  try {
    return request.frame().url();
  } catch {
    return "";
  }
}
