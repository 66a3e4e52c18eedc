import type { FetchOutcome } from "../fetching/outcome.js";
import { getHeader, type HeaderList } from "../infrastructure/header-list.js";
import type { Profile } from "../profiles/profile.js";
import { isSilent } from "./script-view.js";

/** An XMLHttpRequest once it is done, as script reads it. */
export interface XhrView {
  readonly readyState: number;
  readonly status: number;
  readonly statusText: string;
  readonly responseURL: string;
  readonly getAllResponseHeaders: string;
}

export function xhrViewOf(outcome: FetchOutcome, profile: Profile): XhrView {
  const { response, thrownBy, url: asked } = outcome;
  if (response === null) {
    // PROFILE webkit: Source/WebCore/xml/XMLHttpRequest.cpp (prepareToSend) throws at once what the policy forbids.
    const sends = !isSilent(outcome, profile) && !isRefusedAtOnce(outcome, profile);
    const readyState = (thrownBy === null || thrownBy === "send") && sends ? 4 : thrownBy === "open" ? 0 : 1;
    return {
      readyState,
      status: 0,
      statusText: "",
      responseURL: failedUrl(outcome, profile),
      getAllResponseHeaders: "",
    };
  }
  const { status, statusText, url, headers } = response;
  const done = { readyState: 4, status, statusText, responseURL: url };
  // PROFILE firefox: the header of a data: URL is shown as it is spelt.
  if (profile.dataUrlDialect === "firefox" && asked?.scheme === "data") {
    return {
      ...done,
      getAllResponseHeaders: headers.map(({ spelling, value }) => `${spelling}: ${value}\r\n`).join(""),
    };
  }
  return { ...done, getAllResponseHeaders: getAllResponseHeaders(headers) };
}

function isRefusedAtOnce({ setup, failure, stage }: FetchOutcome, { silentStart }: Profile): boolean {
  return !setup.async && stage === "setup" && failure?.reason === "csp-blocked" && silentStart.includes("csp-blocked");
}

/** PROFILE firefox: dom/xhr/XMLHttpRequestMainThread.cpp (GetResponseURL) hides the URL of cross-origin failures only. */
function failedUrl({ exchanges, request, setup }: FetchOutcome, profile: Profile): string {
  const last = exchanges.at(-1);
  if (!profile.failedXhrKeepsUrl || !setup.async || last === undefined || request?.responseTainting !== "basic")
    return "";
  return last.sent.url.href.split("#", 1)[0]!;
}

/**
 * getAllResponseHeaders() — https://xhr.spec.whatwg.org/#the-getallresponseheaders()-method: sorted by the names'
 * upper-cased bytes.
 */
export function getAllResponseHeaders(headers: HeaderList): string {
  return sortAndCombine(headers, (name) => name.toUpperCase())
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
}

/** Sort and combine — https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine */
export function sortAndCombine(headers: HeaderList, key = (name: string) => name): [name: string, value: string][] {
  const names = [...new Set(headers.map((header) => header.name))];
  names.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return names.map((name) => [name, getHeader(name, headers)!]);
}
