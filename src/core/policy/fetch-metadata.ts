import { type Header, header } from "../infrastructure/header-list.js";
import type { Request } from "../infrastructure/request.js";
import type { FetchMetadataDialect } from "../profiles/dialects/fetch-metadata.js";
import { isPotentiallyTrustworthyUrl } from "./potentially-trustworthy.js";
import { isSameSite, type SiteOf } from "./site.js";

/** What they tell of. */
type Requested = Pick<Request, "url" | "urlList" | "origin" | "mode" | "destination" | "credentialsMode">;

const NO_HEADERS: readonly Header[] = [];

/**
 * Append the Fetch metadata headers for a request — https://w3c.github.io/webappsec-fetch-metadata/#fetch-integration
 * @param kind a preflight has the destination and mode of the fetch it is for
 */
export function secFetchHeaders(
  kind: "preflight" | "actual" | "redirect",
  request: Requested,
  siteOf: SiteOf,
  dialect: FetchMetadataDialect,
): readonly Header[] {
  // 1. Only where no one on the way can read along.
  if (!isPotentiallyTrustworthyUrl(request.url)) {
    // PROFILE chromium: services/network/cors/preflight_controller.cc (CreatePreflightRequest); measured.
    return kind === "preflight" && dialect.preflightAlwaysSendsFetchMode ? PLAIN_PREFLIGHT : NO_HEADERS;
  }
  // 2–4.
  const site = secFetchSite(request, siteOf);
  const headers: Header[] = [
    header("Sec-Fetch-Dest", request.destination === "" ? "empty" : request.destination),
    header("Sec-Fetch-Mode", kind === "preflight" ? "cors" : request.mode),
    header("Sec-Fetch-Site", site),
  ];
  // FIXME: 5. Sec-Fetch-User tells a click from a script; a form of the model does not know which submitted it.

  // PROFILE chromium, firefox: https://privacycg.github.io/storage-access-headers/#sec-fetch-storage-access-header; measured `none`
  // on images, scripts and style sheets.
  const asks = kind !== "preflight" && site === "cross-site" && request.credentialsMode === "include";
  if (asks && dialect.sendsStorageAccess) headers.push(header("Sec-Fetch-Storage-Access", "none"));
  return headers;
}

/**
 * Set the Sec-Fetch-Site header — https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header: what the whole
 * chain of redirects has seen, once cross-site always cross-site.
 */
export function secFetchSite(
  { origin, urlList }: Pick<Request, "origin" | "urlList">,
  siteOf: SiteOf,
): "same-origin" | "same-site" | "cross-site" {
  // 3. FIXME: 4. `none` for what a person typed into the address bar.
  let site: "same-origin" | "same-site" = "same-origin";
  // 5.
  for (let i = 0; i < urlList.length; i++) {
    const url = urlList[i]!;
    if (!origin.opaque && origin.serialized === url.origin) continue;
    if (!isSameSite(origin, url, siteOf)) return "cross-site";
    site = "same-site";
  }
  return site;
}

const PLAIN_PREFLIGHT: readonly Header[] = [header("Sec-Fetch-Mode", "cors")];
