import { isCorsSafelistedRequestHeader } from "../http-extensions/cors-safelisted-request-header.js";
import type { Page } from "../infrastructure/browser-state.js";
import { EMPTY_HEADERS, type HeaderList } from "../infrastructure/header-list.js";
import type { Body, RequestMode } from "../infrastructure/request.js";
import type { Setup } from "../infrastructure/setup.js";
import { includesCredentials, parseUrl } from "../infrastructure/url-record.js";
import type { Profile } from "../profiles/profile.js";
import { extractBody } from "./extract-body.js";
import { pageRequest } from "./page-request.js";
import { NOTHING_DROPPED, type Prepared, refused } from "./prepared.js";

/** navigator.sendBeacon — https://w3c.github.io/beacon/#sec-processing-model */
export function sendBeacon(setup: Setup, page: Page, profile: Profile): Prepared {
  // 1–3. The URL parses and is of HTTP, or a TypeError is thrown.
  const url = parseUrl(setup.url, page.baseUrl);
  if (url === null) return refused("url-invalid", { url: setup.url }, null, "sendBeacon");
  if (!url.isHttp) return refused("unsupported-scheme", { scheme: url.scheme, url: url.href }, url, "sendBeacon");
  if (includesCredentials(url) && profile.beaconRefusesUserinfo) {
    return refused("url-has-credentials", { url: setup.url }, url);
  }

  // 5–6. A body that a form could not send makes it a CORS request.
  let headers: HeaderList = EMPTY_HEADERS;
  let body: Body | null = null;
  let mode: RequestMode = "no-cors";
  if (setup.body !== null) {
    // A beacon is a keepalive request, which takes no stream.
    if (setup.body.type === "stream" && profile.streamBodies === "supported") {
      return refused("unusable-body", { member: "keepalive" }, url, "sendBeacon");
    }
    // PROFILE chromium: a type that does not parse counts as none.
    const extracted = extractBody(setup.body, true, profile.beaconIgnoresUnparsableBlobType);
    body = extracted.body;
    if (extracted.contentType !== null) {
      const value = extracted.contentType;
      headers = [{ name: "content-type", spelling: "Content-Type", value }];
      if (!isCorsSafelistedRequestHeader("content-type", value, profile)) mode = "cors";
    }
  }

  // 7.
  const request = pageRequest("beacon", url, page);
  request.method = "POST";
  request.headers = headers;
  request.body = body;
  request.mode = mode;
  request.credentialsMode = "include";
  request.keepalive = true;
  request.unsafeRequest = mode === "cors";
  return { ok: true, dropped: NOTHING_DROPPED, request };
}
