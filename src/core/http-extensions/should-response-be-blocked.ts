import { type HeaderList, hasHeader } from "../infrastructure/header-list.js";
import type { Api, Destination } from "../infrastructure/request.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import type { NosniffDialect } from "../profiles/dialects/should-response-be-blocked.js";
import type { Failure } from "../reasons.js";
import { getDecodeAndSplit } from "./get-decode-and-split.js";
import { extractMimeType, isJavaScriptMimeType, typeOfResource } from "./mime-type.js";

interface Requested {
  readonly api: Api;
  readonly destination: Destination;
  readonly url: UrlRecord;
}

/** Script-like — https://fetch.spec.whatwg.org/#request-destination-script-like, as far as the model's APIs go. */
function isScriptLike(destination: Destination): boolean {
  return destination === "script";
}

/** Determine nosniff — https://fetch.spec.whatwg.org/#determine-nosniff: the first value counts, in any case. */
export function determineNosniff(headers: HeaderList): boolean {
  const values = getDecodeAndSplit("x-content-type-options", headers);
  return values !== null && values[0]?.toLowerCase() === "nosniff";
}

/**
 * Should response to request be blocked due to nosniff? —
 * https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-nosniff?
 * @returns null: no
 */
export function blockedByNosniff(
  { api, destination, url }: Requested,
  headers: HeaderList,
  dialect: NosniffDialect,
): Failure | null {
  // NON-SPEC: cheapest question first.
  if (!isScriptLike(destination) && destination !== "style") return null;
  // PROFILE chromium, webkit: status, integrity and type of a module are looked at, in this order, and nosniff adds nothing.
  if (api === "module-script" && !dialect.nosniffCoversModules) return null;
  // 1.
  if (!hasHeader("x-content-type-options", headers) || !determineNosniff(headers)) return null;
  // 2–5. Scripts must be JavaScript and style sheets CSS, by their label.
  const mimeType = typeOfResource(headers, dialect);
  const expected = isScriptLike(destination) ? "text/javascript" : "text/css";
  const fits =
    mimeType !== null && (isScriptLike(destination) ? isJavaScriptMimeType(mimeType) : mimeType.essence === expected);
  return fits ? null : { ok: false, reason: "nosniff", ...typeFact(mimeType), expected, url: url.href };
}

/**
 * Should response to request be blocked due to its MIME type? —
 * https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-mime-type?
 * @returns null: no
 */
export function blockedByMimeType({ destination, url }: Omit<Requested, "api">, headers: HeaderList): Failure | null {
  // 3. NON-SPEC: cheapest question first.
  if (!isScriptLike(destination)) return null;
  // 1–2.
  const mimeType = extractMimeType(headers);
  if (mimeType === null) return null;
  // 4. Media and tables are no scripts, even without nosniff.
  const { type, essence } = mimeType;
  if (type !== "audio" && type !== "image" && type !== "video" && essence !== "text/csv") return null;
  return { ok: false, reason: "unexpected-content-type", type: essence, expected: "text/javascript", url: url.href };
}

/** `type` only where there is one. */
export function typeFact(mimeType: { readonly essence: string } | null): { readonly type?: string } {
  return mimeType === null ? {} : { type: mimeType.essence };
}
