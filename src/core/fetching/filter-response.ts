import { extractHeaderListValues, isMalformedList } from "../http-extensions/cors-header-grammar.js";
import {
  isCorsSafelistedResponseHeaderName,
  isForbiddenResponseHeaderName,
} from "../http-extensions/cors-safelisted-response-header-name.js";
import { EMPTY_HEADERS, type Header, type HeaderList } from "../infrastructure/header-list.js";
import type { Request } from "../infrastructure/request.js";
import type { FilteredResponse, HttpResponse } from "../infrastructure/response.js";
import { madeValidUtf8 } from "../infrastructure/valid-utf8.js";
import { libsoupPhrase } from "../profiles/libsoup-phrases.js";
import type { Profile } from "../profiles/profile.js";

const NONE: readonly string[] = [];

/** The response as this browser reads its bytes. */
function readBytes(given: HttpResponse, profile: Profile): HttpResponse {
  const named = given.http === "2" && profile.http2StatusText === "libsoup";
  const response = named ? { ...given, statusText: libsoupPhrase(given.status) } : given;
  if (profile.marksHttp2 && given.http === "2") return { ...response, headers: [...response.headers, SPDY] };
  if (!profile.garblesHeaderBytes || !response.headers.some((header) => header.value.search(NON_ASCII) !== -1))
    return response;
  const headers = response.headers.map((header) => ({
    ...header,
    value: madeValidUtf8(header.value),
  }));
  return { ...response, headers };
}
const SPDY: Header = { name: "x-firefox-spdy", spelling: "X-Firefox-Spdy", value: "h2" };
const NON_ASCII = /[\x80-\xff]/;

/** Main fetch, step 14 — https://fetch.spec.whatwg.org/#concept-filtered-response: what script may see. */
export function filterResponse(request: Request, received: HttpResponse, profile: Profile): FilteredResponse {
  const response = readBytes(received, profile);
  switch (request.responseTainting) {
    case "basic":
      return visible("basic", request, response, profile, (name) => !isForbiddenResponseHeaderName(name));
    case "cors": {
      const exposed = exposedNames(request, response, profile);
      if (exposed === "all")
        return visible("cors", request, response, profile, (name) => !isForbiddenResponseHeaderName(name));
      return visible("cors", request, response, profile, (name) =>
        isCorsSafelistedResponseHeaderName(name, exposed, profile),
      );
    }
    case "opaque":
      return hidden("opaque", request, response);
  }
}

/** Opaque-redirect filtered response — https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect */
export function opaqueRedirectResponse(request: Request, response: HttpResponse): FilteredResponse {
  return { ...hidden("opaqueredirect", request, response), url: request.url.href.split("#", 1)[0]! };
}

/** Step 14.1: the names in Access-Control-Expose-Headers; a wildcard only counts without credentials. */
function exposedNames(request: Request, response: HttpResponse, profile: Profile): readonly string[] | "all" {
  const values = extractHeaderListValues("access-control-expose-headers", response.headers);
  if (values === null || isMalformedList(values)) return NONE;
  if (profile.exposeWildcard && request.credentialsMode !== "include" && values.includes("*")) return "all";
  return values.map((value) => value.toLowerCase());
}

function visible(
  type: "basic" | "cors",
  request: Request,
  response: HttpResponse,
  profile: Profile,
  sees: (name: string) => boolean,
): FilteredResponse {
  const { headers } = response;
  let kept: HeaderList = headers;
  let lost: string[] | null = null;
  for (let i = 0; i < headers.length; i++) {
    const header = headers[i]!;
    if (sees(header.name)) {
      if (lost !== null) (kept as Header[]).push(header);
    } else {
      if (lost === null) {
        lost = [];
        kept = headers.slice(0, i);
      }
      if (!lost.includes(header.name)) lost.push(header.name);
    }
  }
  return {
    type,
    status: response.status,
    statusText: response.statusText,
    url: withoutFragment(shownUrl(request, profile)),
    redirected: request.urlList.length > 1 || (profile.upgradeIsRedirect && request.wasUpgraded),
    headers: kept,
    hidden: lost ?? NONE,
    bodyReadable: true,
    internal: response,
    internalUrl: request.url,
  };
}

/** PROFILE chromium: without a redirect fetch() shows the request's own URL — third_party/blink/renderer/core/fetch/fetch_response_data.cc */
function shownUrl({ api, url, urlList, askedUrl }: Request, profile: Profile): string {
  const upgraded = api === "fetch" && urlList.length === 1 && url.scheme === "https" && askedUrl.scheme === "http";
  return upgraded && profile.upgradedFetchKeepsUrl ? askedUrl.href : url.href;
}

function hidden(type: "opaque" | "opaqueredirect", request: Request, response: HttpResponse): FilteredResponse {
  return {
    type,
    status: 0,
    statusText: "",
    url: "",
    redirected: false,
    headers: EMPTY_HEADERS,
    hidden: [...new Set(response.headers.map((header) => header.name))],
    bodyReadable: false,
    internal: response,
    internalUrl: request.url,
  };
}

function withoutFragment(href: string): string {
  const at = href.indexOf("#");
  return at === -1 ? href : href.slice(0, at);
}
