import type { Page } from "../infrastructure/browser-state.js";
import { EMPTY_HEADERS, type HeaderList } from "../infrastructure/header-list.js";
import type { Body } from "../infrastructure/request.js";
import type { Setup } from "../infrastructure/setup.js";
import { parseUrl } from "../infrastructure/url-record.js";
import { extractBody } from "./extract-body.js";
import { pageRequest } from "./page-request.js";
import { NOTHING_DROPPED, type Prepared, refused } from "./prepared.js";

/** A form's submission — https://html.spec.whatwg.org/#form-submission-algorithm: a navigation, never CORS. */
export function formSubmission(setup: Setup, page: Page): Prepared {
  let url = parseUrl(setup.url, page.baseUrl);
  if (url === null) return refused("url-invalid", { url: setup.url });
  // Any method but POST (and DIALOG, which sends nothing) means GET.
  const method = setup.method.toUpperCase() === "POST" ? "POST" : "GET";
  let headers: HeaderList = EMPTY_HEADERS;
  let body: Body | null = null;
  if (setup.body !== null) {
    if (method === "GET") url = parseUrl(`${url.href.split(/[?#]/, 1)[0]}?${setup.body.value}`) ?? url;
    else {
      const extracted = extractBody(setup.body, true, false);
      body = extracted.body;
      const value = formType(extracted.contentType);
      headers = [{ name: "content-type", spelling: "Content-Type", value }];
    }
  }
  const request = pageRequest("form", url, page);
  request.method = method;
  request.headers = headers;
  request.body = body;
  request.mode = "navigate";
  request.credentialsMode = "include";
  request.destination = "document";
  return { ok: true, dropped: NOTHING_DROPPED, request };
}

/** A form's three enctypes carry no charset. */
function formType(contentType: string | null): string {
  if (contentType?.startsWith("multipart/form-data") === true) return contentType;
  return contentType?.startsWith("text/plain") === true ? "text/plain" : "application/x-www-form-urlencoded";
}
