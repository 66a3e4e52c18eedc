import type { HeaderList } from "../infrastructure/header-list.js";
import type { Request } from "../infrastructure/request.js";
import type { FilteredResponse, Received } from "../infrastructure/response.js";
import type { Setup } from "../infrastructure/setup.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import type { Failure, Stage } from "../reasons.js";

/** A request to send: the one thing that a fetch yields. */
export interface HttpRequest {
  readonly kind: "preflight" | "actual" | "redirect";
  readonly method: string;
  readonly url: UrlRecord;
  /** What is on the wire, as far as page or server can depend on it. */
  readonly headers: HeaderList;
  /** Text of the body; null: none. */
  readonly body: string | null;
  /** Whether cookies and HTTP authentication go along, and Set-Cookie is kept. */
  readonly includeCredentials: boolean;
  /** Whether a server that asks for a TLS client certificate is shown it, where there is one. */
  readonly presentsClientCertificate: boolean;
  /** The request behind it: for a preflight, the one that it asks for. */
  readonly request: Request;
}

export interface Exchange {
  readonly sent: HttpRequest;
  readonly received: Received;
}

/** Why a preflight is needed. */
export interface PreflightCause {
  readonly code:
    | "method"
    | "header"
    | "header-value"
    | "header-size"
    | "upload-listener"
    | "stream-body"
    | "redirect-hop"
    | "policy";
  readonly name?: string;
  readonly value?: string;
  /** `header-size`: bytes counted and allowed. */
  readonly count?: number;
  readonly limit?: number;
}

/** One hop's preflight. */
export interface PreflightRecord {
  /** The URL that it was for. */
  readonly url: UrlRecord;
  /** Of the hop: 0 is the first request. */
  readonly hop: number;
  readonly because: readonly PreflightCause[];
  /** Answered by the preflight cache: nothing on the wire. */
  readonly fromCache: boolean;
  /** Index into `exchanges`; null from the cache, or where a network error left none. */
  readonly exchange: number | null;
}

/**
 * How a fetch ended: small and factual. Verdict, explanation, console lines, events and fixes are functions of it.
 */
export interface FetchOutcome {
  readonly setup: Setup;
  /** The request as of its last hop; null when page code never got as far as one. */
  readonly request: Request | null;
  /** The URL that page code named, parsed against the page; null when it did not parse. */
  readonly url: UrlRecord | null;
  readonly failure: Failure | null;
  readonly stage: Stage | null;
  /** XHR: the call that threw (`open`, `setRequestHeader`, `send`); null: none did. */
  readonly thrownBy: string | null;
  /** Header names that the browser dropped in silence, as written by page code. */
  readonly dropped: readonly string[];
  readonly preflights: readonly PreflightRecord[];
  /** Everything on the wire, in order; a connection that never came about leaves none. */
  readonly exchanges: readonly Exchange[];
  /** As script gets it; null when it gets none. For an element: what came, though script can't see it. */
  readonly response: FilteredResponse | null;
  /** Seconds from the call to the end. */
  readonly elapsed: number;
}

export type Fetching = Generator<HttpRequest, FetchOutcome, Received>;
