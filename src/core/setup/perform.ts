import { fetching } from "../fetching/fetching.js";
import { mainFetch, upgraded } from "../fetching/main-fetch.js";
import type { Fetching, FetchOutcome } from "../fetching/outcome.js";
import type { BrowserState } from "../infrastructure/browser-state.js";
import type { Request } from "../infrastructure/request.js";
import type { Setup } from "../infrastructure/setup.js";
import { encodePipe, withEncodedSpaces, withoutHostSpaces } from "../infrastructure/url-record.js";
import type { Trace } from "../trace.js";
import { sendBeacon } from "./beacon.js";
import { elementRequest } from "./elements.js";
import { eventSource } from "./event-source.js";
import { formSubmission } from "./form.js";
import { type Prepared, refused } from "./prepared.js";
import { requestConstructor } from "./request-constructor.js";
import { xDomainRequest } from "./x-domain-request.js";
import { xmlHttpRequest } from "./xml-http-request.js";

/**
 * From page code to its outcome: the whole of what a browser does about one request.
 * @param setup what page code does
 * @param browser the page, its profile, caches, cookies and clock; caches, cookies and clock are changed
 * @param trace receives each decision; null: none
 */
export function perform(setup: Setup, browser: BrowserState, trace: Trace | null): Fetching {
  return performPrepared(setup, prepare(setup, browser), browser, trace);
}

/** The same for page code that has come to a request, or to none, before. */
export function performPrepared(
  setup: Setup,
  prepared: Prepared,
  browser: BrowserState,
  trace: Trace | null,
): Fetching {
  if (!prepared.ok) return stopped(neverRequested(setup, prepared));
  if (setup.abortAfter === 0) return stopped(neverRequested(setup, abortedAtOnce(prepared)));
  const request = browser.profile.encodesPipeInPath ? withEncodedPipe(prepared.request) : prepared.request;
  return fetching(setup, request, prepared.dropped, browser, trace);
}

/** What page code comes to, by its API. */
export function prepare(setup: Setup, browser: BrowserState): Prepared {
  const { page, profile } = browser;
  if (profile.spacesInHosts) {
    const url = withoutHostSpaces(setup.url, page.baseUrl);
    if (url !== null) return nobodyThere(setup, prepare({ ...setup, url }, browser), browser);
  }
  if (profile.name === "xdr") return xDomainRequest(setup, page);
  switch (setup.api) {
    case "fetch":
      return requestConstructor(setup, page, profile);
    case "xhr":
      return xmlHttpRequest(setup, page, profile);
    case "eventsource":
      return eventSource(setup, page, profile);
    case "beacon":
      return sendBeacon(setup, page, profile);
    case "form":
      return formSubmission(setup, page);
    case "xdr":
      return xDomainRequest(setup, page);
    default:
      return elementRequest(setup, page, profile);
  }
}

/** PROFILE chromium: url/url_canon_host.cc writes a space in a host as %20. What the page's policies refuse is not looked up. */
function nobodyThere(setup: Setup, prepared: Prepared, browser: BrowserState): Prepared {
  if (!prepared.ok) return prepared;
  const { request, dropped } = prepared;
  const url = withEncodedSpaces(request.url, setup.url);
  const route = mainFetch({ ...request, url, urlList: [url] }, browser, null);
  if (!route.ok) return { ok: false, failure: route, thrownBy: null, url, dropped };
  const asked = withEncodedSpaces(upgraded(request, browser).url, setup.url);
  return refused("network-error", { error: "dns", url: asked.href }, request.url, null, dropped);
}

/** PROFILE chromium: its URL parser encodes one byte more. */
function withEncodedPipe(request: Request): Request {
  const url = encodePipe(request.url);
  return url === request.url ? request : { ...request, url, urlList: [url] };
}

function abortedAtOnce(prepared: Prepared & { ok: true }): Prepared & { ok: false } {
  const { request, dropped } = prepared;
  return {
    ok: false,
    failure: { ok: false, reason: "aborted", url: request.url.href },
    thrownBy: null,
    url: request.url,
    dropped,
  };
}

// biome-ignore lint/correctness/useYield: a fetch that never sends anything
function* stopped(outcome: FetchOutcome): Fetching {
  return outcome;
}

export function neverRequested(setup: Setup, prepared: Prepared & { ok: false }): FetchOutcome {
  const { failure, thrownBy, url, dropped } = prepared;
  return {
    setup,
    request: null,
    url,
    failure,
    stage: failure.reason === "aborted" ? "network" : "setup",
    thrownBy,
    dropped,
    preflights: [],
    exchanges: [],
    response: null,
    elapsed: 0,
  };
}
