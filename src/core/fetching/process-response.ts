import { extractMimeType, isJavaScriptMimeType, typeOfModule, typeOfResource } from "../http-extensions/mime-type.js";
import { getHeader, hasHeader } from "../infrastructure/header-list.js";
import type { Request } from "../infrastructure/request.js";
import type { FilteredResponse, HttpResponse } from "../infrastructure/response.js";
import { isNullBodyStatus, isOkStatus } from "../infrastructure/status.js";
import type { ProcessResponseDialect } from "../profiles/dialects/process-response.js";
import type { Failure } from "../reasons.js";

/**
 * What the API that asked refuses of a response that Fetch let pass: an error status, a type that it can't use.
 * @returns null: it takes the response
 */
export function destinationFailure(
  request: Request,
  filtered: FilteredResponse,
  response: HttpResponse,
  dialect: ProcessResponseDialect,
): Failure | null {
  const url = request.url.href;
  const { status } = response;
  switch (request.api) {
    // https://html.spec.whatwg.org/#fetch-a-classic-script
    case "script":
      return isLoadableStatus(request, status, dialect)
        ? null
        : { ok: false, reason: "unexpected-status", status, url };
    // https://html.spec.whatwg.org/#fetch-a-single-module-script, steps 13.1–13.6
    case "module-script": {
      if (!isLoadableStatus(request, status, dialect)) return { ok: false, reason: "unexpected-status", status, url };
      const type = typeOfModule(response.headers, dialect);
      if (type !== null && isJavaScriptMimeType(type)) return null;
      return unexpectedType(type?.essence ?? "", "text/javascript", url);
    }
    // https://html.spec.whatwg.org/#link-type-stylesheet:process-the-linked-resource
    case "stylesheet": {
      if (!isLoadableStatus(request, status, dialect)) return { ok: false, reason: "unexpected-status", status, url };
      const type = typeOfResource(response.headers, dialect);
      // PROFILE firefox: the hint that CSS is wanted stays behind at a redirect — netwerk/protocol/http/nsHttpChannel.cpp
      // (CallOnStartRequest).
      if (!hasHeader("content-type", response.headers) && dialect.redirectsLoseTypeHint && request.redirectCount > 0) {
        const sniffed = sniffedType(response.body);
        return sniffed === null ? null : unexpectedType(sniffed, "text/css", url);
      }
      // NOTE: of its own origin an untyped sheet passes for CSS.
      if (type === null || type.essence === "text/css" || dialect.sheetsOfWrongTypeLoad) return null;
      return unexpectedType(type.essence, "text/css", url);
    }
    // https://drafts.csswg.org/css-font-loading/#font-face-load
    case "font":
      if (!isOkStatus(status)) return { ok: false, reason: "unexpected-status", status, url };
      return isDecodableFont(response) ? null : unexpectedType(essenceOf(response), "font", url);
    // https://html.spec.whatwg.org/#update-the-image-data: any status will do, if the bytes are an image.
    case "img":
    case "webgl-texture":
    case "css-shape":
      if (!dialect.showsImagesOfErrorStatus && !isOkStatus(status))
        return { ok: false, reason: "unexpected-status", status, url };
      return isDecodableImage(response, dialect) ? null : unexpectedType(essenceOf(response), "image", url);
    // https://html.spec.whatwg.org/#sse-processing-model
    case "eventsource": {
      if (status !== 200) return { ok: false, reason: "unexpected-status", status, url };
      const type = typeOfResource(response.headers, dialect);
      return type?.essence === "text/event-stream"
        ? null
        : unexpectedType(type?.essence ?? "", "text/event-stream", url);
    }
    // https://html.spec.whatwg.org/#sourcing-out-of-band-text-tracks
    case "track":
      if (!isOkStatus(status) && !dialect.tracksOfErrorStatusLoad)
        return { ok: false, reason: "unexpected-status", status, url };
      return isTextTrack(response) ? null : unexpectedType(essenceOf(response), "text/vtt", url);
    case "video":
    case "audio":
    case "manifest":
      return isOkStatus(status) || filtered.type === "opaque"
        ? null
        : { ok: false, reason: "unexpected-status", status, url };
    default:
      return null;
  }
}

function unexpectedType(type: string, expected: string, url: string): Failure {
  return { ok: false, reason: "unexpected-content-type", header: "content-type", type, expected, url };
}

function essenceOf(response: HttpResponse): string {
  return extractMimeType(response.headers)?.essence ?? "";
}

/** PROFILE chromium, webkit: only an error is in the way of a script or sheet — third_party/blink/renderer/core/loader/resource/script_resource.cc */
function isLoadableStatus({ api }: Request, status: number, { oddStatusesRun }: ProcessResponseDialect): boolean {
  return isOkStatus(status) || (oddStatusesRun.includes(api) && status < 400);
}

/** No body at all; null in an answer means that nobody recorded it. */
function hasNoBody({ body, status, headers }: HttpResponse): boolean {
  return isNullBodyStatus(status) || ((body === null || body === "") && getHeader("content-length", headers) === "0");
}

/** NON-SPEC: bodies are text here, so that only SVG can be told to be an image; other image types are taken at their word. */
function isDecodableImage(response: HttpResponse, dialect: ProcessResponseDialect): boolean {
  const { body } = response;
  const essence = essenceOf(response);
  if (hasNoBody(response)) return false;
  // PROFILE webkit: Source/WebCore/loader/cache/CachedImage.cpp (createImage) compares the type as it came.
  if (dialect.svgTypeIsLowerCase && essence === "image/svg+xml" && !/^image\/svg\+xml/.test(contentTypeOf(response)))
    return false;
  if (body === null || body === "") return essence !== "text/html";
  if (essence === "image/svg+xml") return /^\s*</.test(body);
  return !isPlainText(body);
}

function contentTypeOf({ headers }: HttpResponse): string {
  return getHeader("content-type", headers) ?? "";
}

/** What a body without Content-Type is taken for; null: nothing to go by. */
function sniffedType(body: string | null): string | null {
  if (body === null || body === "") return null;
  if (!isPlainText(body)) return "application/octet-stream";
  if (/^\s*<\?xml/.test(body)) return "text/xml";
  return /^\s*<(?:!|[a-z])/i.test(body) ? "text/html" : "text/plain";
}

/** A track that does not begin as one was not processed. */
function isTextTrack(response: HttpResponse): boolean {
  return !hasNoBody(response) && (response.body === null || /^\ufeff?WEBVTT(?![^ \t\n\r])/.test(response.body));
}

/** NON-SPEC: the type of a font is not looked at, and its bytes can't be text. */
function isDecodableFont({ body, status }: HttpResponse): boolean {
  if (isNullBodyStatus(status)) return false;
  return body === null || /^(?:wOF[F2]|OTTO|true|ttcf)/.test(body) || !isPlainText(body);
}

/** Nothing but ASCII that can be read; what a case only names in brackets, `(font)`, stands for the bytes. */
function isPlainText(body: string): boolean {
  return /^[\t\n\r\x20-\x7e]+$/.test(body) && !/^\([^()]*\)$/.test(body);
}
