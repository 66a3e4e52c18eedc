import { extractMimeType, isJavaScriptMimeType } from "../http-extensions/mime-type.js";
import type { Request } from "../infrastructure/request.js";
import type { FilteredResponse, HttpResponse } from "../infrastructure/response.js";
import { isNullBodyStatus, isOkStatus } from "../infrastructure/status.js";
import type { Failure } from "../reasons.js";

export interface ProcessResponseDialect {
  /** A style sheet of another type loads, and is empty. */
  readonly sheetsOfWrongTypeLoad: boolean;
  /** A text track that came with an error status loads. */
  readonly tracksOfErrorStatusLoad: boolean;
  /** An image that came with an error status is shown all the same. */
  readonly showsImagesOfErrorStatus: boolean;
}

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
      return isOkStatus(status) ? null : { ok: false, reason: "unexpected-status", status, url };
    // https://html.spec.whatwg.org/#fetch-a-single-module-script, steps 13.1–13.6
    case "module-script": {
      if (!isOkStatus(status)) return { ok: false, reason: "unexpected-status", status, url };
      const type = extractMimeType(response.headers);
      if (type !== null && isJavaScriptMimeType(type)) return null;
      return unexpectedType(type?.essence ?? "", "text/javascript", url);
    }
    // https://html.spec.whatwg.org/#link-type-stylesheet:process-the-linked-resource
    case "stylesheet": {
      if (!isOkStatus(status)) return { ok: false, reason: "unexpected-status", status, url };
      const type = extractMimeType(response.headers);
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
      return isDecodableImage(response) ? null : unexpectedType(essenceOf(response), "image", url);
    // https://html.spec.whatwg.org/#sse-processing-model
    case "eventsource": {
      if (status !== 200) return { ok: false, reason: "unexpected-status", status, url };
      const type = extractMimeType(response.headers);
      return type?.essence === "text/event-stream"
        ? null
        : unexpectedType(type?.essence ?? "", "text/event-stream", url);
    }
    case "track":
      if (dialect.tracksOfErrorStatusLoad) return null;
      return isOkStatus(status) ? null : { ok: false, reason: "unexpected-status", status, url };
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

/** NON-SPEC: bodies are text here, so that only SVG can be told to be an image; other image types are taken at their word. */
function isDecodableImage(response: HttpResponse): boolean {
  const { body, status } = response;
  const essence = essenceOf(response);
  if (isNullBodyStatus(status)) return false;
  if (body === null || body === "") return essence !== "text/html";
  const markup = /^\s*</.test(body);
  if (essence === "image/svg+xml") return markup;
  return essence.startsWith("image/") ? !markup : !looksLikeText(response);
}

/** NON-SPEC: the type of a font is not looked at, and its bytes can't be text. */
function isDecodableFont({ body, status }: HttpResponse): boolean {
  if (isNullBodyStatus(status)) return false;
  return body === null || !/^\s*[<{[]/.test(body);
}

/** Markup, JSON or a style sheet where bytes were due. */
function looksLikeText(response: HttpResponse): boolean {
  const { body } = response;
  if (body === null || body === "") return false;
  return /^\s*[<{[]/.test(body) || /^(?:text\/|application\/(?:json|xml|xhtml))/.test(essenceOf(response));
}
