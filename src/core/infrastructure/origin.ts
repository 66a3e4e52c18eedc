import type { UrlRecord } from "./url-record.js";

/** Origin — https://html.spec.whatwg.org/#concept-origin. An opaque one is never same origin with anything. */
export interface Origin {
  readonly opaque: boolean;
  /** `null` (the word) when opaque. */
  readonly serialized: string;
}

export const OPAQUE_ORIGIN: Origin = { opaque: true, serialized: "null" };

export function originOf(url: UrlRecord): Origin {
  return url.origin === "null" ? OPAQUE_ORIGIN : { opaque: false, serialized: url.origin };
}

/** Same origin — https://html.spec.whatwg.org/#same-origin, of a URL and an origin. */
export function isSameOrigin(url: UrlRecord, origin: Origin): boolean {
  return !origin.opaque && url.origin === origin.serialized;
}
