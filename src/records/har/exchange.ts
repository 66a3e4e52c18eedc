import type { HeaderList } from "../../core/infrastructure/header-list.js";

/** One entry of a recording, whoever wrote it. */
export interface RecordedExchange {
  readonly entry: number;
  readonly method: string;
  /** As recorded, without the fragment. */
  readonly url: string;
  /** Null: not recorded. */
  readonly requestHeaders: HeaderList | null;
  /** The request's headers name its target (Host, or :authority), as they do on the wire. */
  readonly hasTarget: boolean;
  readonly requestBody: RecordedBody | null;
  /** 0: no answer, or none was recorded. */
  readonly status: number;
  readonly statusText: string;
  /** Null: not recorded. */
  readonly responseHeaders: HeaderList | null;
  /** Where the exporter says that it redirects to; empty: it does not say. */
  readonly redirectUrl: string;
  readonly mimeType: string;
  /** The body if it is short, or its beginning; null: not recorded, or not text. */
  readonly bodyStart: string | null;
  readonly bodyIsWhole: boolean;
  /** The exporter's words for what went wrong; empty: it was stopped before it was sent. */
  readonly error: string | null;
  /** The engine's own reason, where the exporter tells it: `MissingAllowOriginHeader`. */
  readonly engineReason: string | null;
  /** The exporter has a place for such words, and so their absence says something. */
  readonly tellsErrors: boolean;
  /** Seconds since 1970; NaN: not recorded. */
  readonly started: number;
  /** Seconds. */
  readonly duration: number;
  /** `_resourceType` in lower case; empty: not recorded. */
  readonly resourceType: string;
  readonly initiatorType: string;
  /** URL of the code or document that caused it; empty: not recorded. */
  readonly initiatorUrl: string;
  readonly pageref: string;
  readonly fromCache: boolean;
  readonly viaServiceWorker: boolean;
  readonly http: "1.1" | "2";
  readonly wasAborted: boolean;
  /** A tool answered in the server's place. */
  readonly wasFulfilled: boolean;
}

export interface RecordedBody {
  readonly mimeType: string;
  readonly text: string | null;
}
