import type { FetchOutcome, PreflightCause } from "../../core/fetching/outcome.js";
import { getHeader } from "../../core/infrastructure/header-list.js";
import { normalizeMethod } from "../../core/infrastructure/method.js";
import { isSameOrigin } from "../../core/infrastructure/origin.js";
import type { UrlRecord } from "../../core/infrastructure/url-record.js";
import type { Values } from "../catalogs/catalog.js";
import { shortUrl } from "../values.js";
import { firstOf, members, type Trap, type View } from "./trap.js";

/** What page code does that it would better not. */
export const REQUEST_TRAPS: readonly Trap[] = [
  { code: "http-to-https-mixed", applies: mixed },
  { code: "localhost-vs-127", applies: loopbackNames },
  { code: "no-cors-as-fix", applies: noCors },
  { code: "preflight-method-lowercase", applies: lowercaseMethod },
  { code: "body-on-get", applies: bodyOnGet },
  { code: "forbidden-header-set", applies: forbiddenHeaders },
  { code: "request-header-allow-origin", applies: responseHeadersOnRequest },
  { code: "x-requested-with", applies: (view) => onlyCause(view, isRequestedWith) },
  { code: "get-with-json-content-type", applies: contentTypeOnGet },
  { code: "upload-listener-preflight", applies: (view) => onlyCause(view, ({ code }) => code === "upload-listener") },
  { code: "beacon-wildcard", applies: beaconWildcard },
];

function isScripted({ setup }: FetchOutcome): boolean {
  return setup.api === "fetch" || setup.api === "xhr";
}

function mixed({ outcome: { failure, setup } }: View): Values | null {
  if (failure?.reason !== "mixed-content" && failure?.reason !== "local-network-access") return null;
  return { url: shortUrl(failure.url ?? setup.url) };
}

function loopbackNames({ outcome: { url }, page }: View): Values | null {
  if (url === null || !isLoopback(url) || !isLoopback(page.url) || url.hostname === page.url.hostname) return null;
  return { page: page.origin.serialized, url: url.origin };
}

function isLoopback({ hostname }: UrlRecord): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
}

function noCors({ outcome: { setup, url }, page }: View): Values | null {
  if (setup.api !== "fetch" || setup.mode !== "no-cors" || url === null || isSameOrigin(url, page.origin)) return null;
  return { url: shortUrl(url.href) };
}

/** Methods of the standards that a person means in any case, though browsers do not. */
const KNOWN = /^(?:PATCH|QUERY|PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK|UNLOCK|SEARCH|REPORT|PURGE)$/i;

function lowercaseMethod({ outcome }: View): Values | null {
  const { method } = outcome.setup;
  if (!isScripted(outcome) || !KNOWN.test(method)) return null;
  const instead = method.toUpperCase();
  return method === instead || normalizeMethod(method) === instead ? null : { method, instead };
}

function bodyOnGet({ outcome }: View): Values | null {
  const { setup } = outcome;
  if (!isScripted(outcome) || setup.body === null) return null;
  const method = normalizeMethod(setup.method);
  return method === "GET" || method === "HEAD" ? { method } : null;
}

function forbiddenHeaders({ outcome: { dropped } }: View): Values | null {
  return dropped.length === 0 ? null : { names: [...new Set(dropped)] };
}

function responseHeadersOnRequest({ outcome }: View): Values | null {
  if (!isScripted(outcome) || outcome.setup.headers.length === 0) return null;
  const names = outcome.setup.headers.map(([name]) => name).filter((name) => RESPONSE_HEADER.test(name));
  return names.length === 0 ? null : { names };
}
const RESPONSE_HEADER = /^access-control-(?!request-)/i;

/** The preflight has one cause, and it is this. */
function onlyCause({ outcome: { preflights } }: View, is: (cause: PreflightCause) => boolean): Values | null {
  const because = preflights[0]?.because;
  return because !== undefined && because.length > 0 && because.every(is) ? {} : null;
}

function isRequestedWith({ name }: PreflightCause): boolean {
  return name?.toLowerCase() === "x-requested-with";
}

function contentTypeOnGet({ outcome: { preflights, request } }: View): Values | null {
  if (request === null || request.body !== null || (request.method !== "GET" && request.method !== "HEAD")) return null;
  const because = preflights[0]?.because;
  if (!because?.some(({ name }) => name?.toLowerCase() === "content-type")) return null;
  return { method: request.method, value: getHeader("content-type", request.headers) ?? "" };
}

function beaconWildcard({ outcome, all }: View): Values | null {
  if (outcome.setup.api !== "beacon") return null;
  return firstOf(all, ({ answer, url }) =>
    members("access-control-allow-origin", answer).includes("*") ? { url } : null,
  );
}
