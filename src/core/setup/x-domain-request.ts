import type { Page } from "../infrastructure/browser-state.js";
import type { HeaderList } from "../infrastructure/header-list.js";
import type { Setup } from "../infrastructure/setup.js";
import { parseUrl } from "../infrastructure/url-record.js";
import { extractBody } from "./extract-body.js";
import { pageRequest } from "./page-request.js";
import { type Prepared, refused } from "./prepared.js";

const TEXT_PLAIN: HeaderList = [{ name: "content-type", spelling: "Content-Type", value: "text/plain" }];

/**
 * XDomainRequest of Internet Explorer 8 and 9 — "XDomainRequest – Restrictions, Limitations and Workarounds",
 * IEInternals, 2010-05-13: GET and POST, no headers, no cookies, the page's scheme, never a preflight.
 */
export function xDomainRequest(setup: Setup, page: Page): Prepared {
  const dropped = setup.headers.map(([name]) => name);
  const method = setup.method.toUpperCase();
  if (method !== "GET" && method !== "POST") {
    return refused("xdr-method", { method: setup.method }, null, "open", dropped);
  }
  const url = parseUrl(setup.url, page.baseUrl);
  if (url === null) return refused("url-invalid", { url: setup.url }, null, "open", dropped);
  if (url.scheme !== page.url.scheme || !url.isHttp) {
    return refused(
      "xdr-scheme",
      { scheme: url.scheme, expected: page.url.scheme, url: url.href },
      url,
      "open",
      dropped,
    );
  }
  const body = setup.body === null || method === "GET" ? null : extractBody(setup.body, true, false).body;
  const request = pageRequest("xdr", url, page);
  request.method = method;
  request.headers = body === null ? [] : TEXT_PLAIN;
  request.body = body;
  request.mode = "cors";
  request.credentialsMode = "omit";
  // Its answers need Access-Control-Allow-Origin even from the page's own server.
  request.responseTainting = "cors";
  return { ok: true, dropped, request };
}
