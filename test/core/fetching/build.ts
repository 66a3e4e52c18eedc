import { pageOf } from "../../../src/cases/browser.js";
import { type HeaderPairs, headerList } from "../../../src/core/infrastructure/header-list.js";
import { originOf } from "../../../src/core/infrastructure/origin.js";
import type { Request } from "../../../src/core/infrastructure/request.js";
import { type HttpResponse, httpResponse } from "../../../src/core/infrastructure/response.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";
import { pageRequest } from "../../../src/core/setup/page-request.js";

export const APP = "https://app.example";
export const PAGE = pageOf({ url: `${APP}/index.html` });

/** A CORS request of the page to another origin. */
export function request(rest: Partial<Request> & { readonly to?: string } = {}): Request {
  const { to = "https://api.example/data", ...members } = rest;
  const draft = pageRequest("fetch", parseUrl(to)!, PAGE);
  return {
    ...draft,
    origin: originOf(PAGE.url),
    mode: "cors",
    unsafeRequest: true,
    responseTainting: "cors",
    ...members,
  };
}

export function response(headers: HeaderPairs, status = 200): HttpResponse {
  return httpResponse(status, headerList(headers));
}
