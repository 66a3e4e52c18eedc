import { getHeader, type HeaderList } from "../infrastructure/header-list.js";
import type { Api } from "../infrastructure/request.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import type { Failure } from "../reasons.js";
import { extractMimeType, isJavaScriptMimeType } from "./mime-type.js";
import { typeFact } from "./should-response-be-blocked.js";

/**
 * NON-SPEC: what three APIs of HTML demand of a response's Content-Type, each in its own algorithm. Others take what they
 * can decode.
 * @returns null: nothing against it
 */
export function unexpectedContentType(
  { api, url }: { readonly api: Api; readonly url: UrlRecord },
  headers: HeaderList,
): Failure | null {
  const expected = expectedType(api, headers);
  if (expected === null) return null;
  const type = typeFact(extractMimeType(headers));
  return { ok: false, reason: "unexpected-content-type", ...type, expected, url: url.href };
}

/** @returns null: it has it, or none is expected */
function expectedType(api: Api, headers: HeaderList): string | null {
  switch (api) {
    case "module-script": {
      // https://html.spec.whatwg.org/#fetch-a-single-module-script, step 13: JavaScript by its label, with or without nosniff.
      const mimeType = extractMimeType(headers);
      return mimeType !== null && isJavaScriptMimeType(mimeType) ? null : "text/javascript";
    }
    case "stylesheet":
      // https://html.spec.whatwg.org/#link-type-stylesheet: CSS by its label.
      // NOTE: quirks mode forgives it same-origin; the model's pages are in standards mode.
      // NON-SPEC: no label at all passes in every engine.
      if (getHeader("content-type", headers) === null) return null;
      return extractMimeType(headers)?.essence === "text/css" ? null : "text/css";
    case "eventsource":
      // https://html.spec.whatwg.org/#sse-processing-model: parameters are free.
      return extractMimeType(headers)?.essence === "text/event-stream" ? null : "text/event-stream";
    default:
      return null;
  }
}
