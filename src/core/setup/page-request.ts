import type { Page } from "../infrastructure/browser-state.js";
import { EMPTY_HEADERS } from "../infrastructure/header-list.js";
import type { Api, Request } from "../infrastructure/request.js";
import type { UrlRecord } from "../infrastructure/url-record.js";

/** A request that its API still fills in. */
export type RequestDraft = { -readonly [Key in keyof Request]: Request[Key] };

/** A request of this page with the standard's defaults. */
export function pageRequest(api: Api, url: UrlRecord, page: Page): RequestDraft {
  return {
    api,
    method: "GET",
    url,
    urlList: [url],
    askedUrl: url,
    headers: EMPTY_HEADERS,
    body: null,
    origin: page.origin,
    mode: "no-cors",
    credentialsMode: "same-origin",
    cacheMode: "default",
    redirectMode: "follow",
    destination: "",
    referrer: "client",
    referrerPolicy: page.referrerPolicy,
    integrity: "",
    keepalive: false,
    async: true,
    unsafeRequest: false,
    useCorsPreflight: false,
    preflightFlagCause: null,
    responseTainting: "basic",
    redirectCount: 0,
    redirectTainted: false,
    wasPreflighted: false,
    originWasSent: false,
    announcedHeaders: null,
    givenHeaders: null,
    leftBehind: [],
    preflightNames: [],
    fullReferrer: null,
    passesCors: false,
    policyWasIgnored: false,
    wasUpgraded: false,
    firstMethod: null,
    firstReferrer: null,
    deferred: null,
    authorHeaders: EMPTY_HEADERS,
  };
}
