import type { Request } from "../infrastructure/request.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import type { Facts, Failure, ReasonCode } from "../reasons.js";

/** What page code came to: a request, or the reason why there is none. */
export type Prepared =
  | { readonly ok: true; readonly request: Request; readonly dropped: readonly string[] }
  | {
      readonly ok: false;
      readonly failure: Failure;
      /** The call that threw; null: a promise rejects or an event fires. */
      readonly thrownBy: string | null;
      readonly url: UrlRecord | null;
      readonly dropped: readonly string[];
    };

export const NOTHING_DROPPED: readonly string[] = [];

export function refused(
  reason: ReasonCode,
  facts: Facts,
  url: UrlRecord | null = null,
  thrownBy: string | null = null,
  dropped: readonly string[] = NOTHING_DROPPED,
): Prepared & { ok: false } {
  return { ok: false, failure: { ok: false, reason, ...facts }, thrownBy, url, dropped };
}
