import { isForbiddenRequestHeader } from "../http-extensions/cors-safelisted-request-header.js";
import type { Page } from "../infrastructure/browser-state.js";
import { type Header, type HeaderList, hasHeader, normalizeValue, withHeader } from "../infrastructure/header-list.js";
import { isForbiddenMethod, isToken, normalizeMethod } from "../infrastructure/method.js";
import { isSameOrigin } from "../infrastructure/origin.js";
import type { Body } from "../infrastructure/request.js";
import type { Setup } from "../infrastructure/setup.js";
import { parseUrl, withoutUserinfo } from "../infrastructure/url-record.js";
import type { Profile } from "../profiles/profile.js";
import { extractBody, withUtf8Charset } from "./extract-body.js";
import { pageRequest } from "./page-request.js";
import { NOTHING_DROPPED, type Prepared, refused } from "./prepared.js";
import { isHeaderValue } from "./request-constructor.js";

/** Bodies that go out as UTF-8 whatever they are declared as. */
const TEXTS: ReadonlySet<string> = new Set(["text", "urlencoded", "stream", "document"]);

const RESPONSE_TYPES: ReadonlySet<string> = new Set(["arraybuffer", "blob", "document", "json", "text"]);

/** XMLHttpRequest from `open()` to `send()` — https://xhr.spec.whatwg.org/#dom-xmlhttprequest-open */
export function xmlHttpRequest(setup: Setup, page: Page, profile: Profile): Prepared {
  // open(), 2–4. The method.
  if (!isToken(setup.method)) return refused("invalid-method", { method: setup.method }, null, "open");
  if (isForbiddenMethod(setup.method)) return refused("forbidden-method", { method: setup.method }, null, "open");
  const method = normalizeMethod(setup.method);

  // open(), 6.
  const parsed = parseUrl(setup.url, page.baseUrl);
  // PROFILE webkit: userinfo is taken for the authentication and out of the URL.
  const url =
    parsed !== null && profile.takesUserinfoOutOfUrl && !isSameOrigin(parsed, page.origin)
      ? withoutUserinfo(parsed)
      : parsed;
  if (url === null) return refused("url-invalid", { url: setup.url }, null, "open");

  // open(), 9. A synchronous one in a window has neither timeout nor response type.
  // NOTE: a value that is no response type is not taken over in the first place.
  const typed = RESPONSE_TYPES.has(setup.responseType);
  if (!setup.async && (setup.timeout !== 0 || typed)) {
    return refused("invalid-state", { member: setup.timeout !== 0 ? "timeout" : "responseType" }, url, "open");
  }

  // setRequestHeader(), 3–6: one header a name, values combined.
  const dropped: string[] = [];
  let headers: HeaderList = [];
  for (const [spelling, given] of setup.headers) {
    const value = normalizeValue(given);
    if (!isToken(spelling) || !isHeaderValue(value)) {
      return refused("invalid-header", { header: spelling, value: given }, url, "setRequestHeader", dropped);
    }
    const name = spelling.toLowerCase();
    if (isForbiddenRequestHeader(name, value, profile)) dropped.push(spelling);
    else headers = combineHeader(headers, { name, spelling, value });
  }

  const authorHeaders = headers;

  // send(), 3–4. GET and HEAD lose their body in silence; a body brings its type.
  let body: Body | null = null;
  if (setup.body !== null && method !== "GET" && method !== "HEAD") {
    // The IDL has no stream here: it becomes text, like any object.
    const extracted = extractBody(setup.body, true, profile.xhrDropsUnparsableBlobType);
    body = extracted.body;
    if (!hasHeader("content-type", headers)) {
      if (extracted.contentType !== null) headers = withHeader(headers, "Content-Type", extracted.contentType);
    } else if (TEXTS.has(setup.body.type)) {
      headers = headers.map((header) => {
        const rewritten =
          header.name === "content-type" ? withUtf8Charset(header.value, profile.correctsCharsetInPlace) : null;
        return rewritten === null ? header : { ...header, value: rewritten };
      });
    }
  }

  // PROFILE webkit: URLSearchParams are typed as they become text — Source/WebCore/xml/XMLHttpRequest.cpp (send).
  if (setup.body?.type === "urlencoded" && body === null && profile.convertsUrlencodedBeforeMethod) {
    const { contentType } = extractBody(setup.body, true, false);
    if (!hasHeader("content-type", headers)) headers = withHeader(headers, "Content-Type", contentType!);
  }

  // send(), 5. The upload listener flag. PROFILE chromium: it takes a body to upload.
  // PROFILE chromium, webkit: and one that does not wait — third_party/blink/renderer/core/xmlhttprequest/
  // xml_http_request.cc (CreateRequest), Source/WebCore/xml/XMLHttpRequest.cpp (createRequest).
  const listens = setup.uploadListeners.length > 0 && (setup.async || !profile.syncIgnoresUploadListeners);
  const useCorsPreflight = listens && (body !== null || !profile.uploadListenerNeedsBody);

  // send(), 6.
  const request = pageRequest("xhr", url, page);
  request.method = method;
  request.headers = headers;
  request.authorHeaders = authorHeaders;
  // PROFILE firefox: dom/xhr/XMLHttpRequestMainThread.cpp (InitiateFetch) judges what setRequestHeader() was given.
  if (profile.judgesHeadersAsGiven) request.givenHeaders = authorHeaders;
  request.body = body;
  request.mode = "cors";
  request.credentialsMode = setup.withCredentials ? "include" : "same-origin";
  request.async = setup.async;
  request.unsafeRequest = true;
  request.useCorsPreflight = useCorsPreflight;
  request.preflightFlagCause = useCorsPreflight ? "upload-listener" : null;
  return { ok: true, dropped: dropped.length === 0 ? NOTHING_DROPPED : dropped, request };
}

/** Combine — https://fetch.spec.whatwg.org/#concept-header-list-combine */
function combineHeader(list: HeaderList, added: Header): HeaderList {
  const at = list.findIndex((header) => header.name === added.name);
  if (at === -1) return [...list, added];
  const before = list[at]!;
  return list.with(at, { ...before, value: `${before.value}, ${added.value}` });
}
