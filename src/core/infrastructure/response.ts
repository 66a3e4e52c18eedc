import { EMPTY_HEADERS, type HeaderList } from "./header-list.js";
import type { UrlRecord } from "./url-record.js";

export type AddressSpace = "public" | "local" | "loopback";

/** What came back for one request on the wire. */
export interface HttpResponse {
  readonly ok: true;
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  /** As text; bytes that are not UTF-8 don't matter to the model. `null`: not recorded. */
  readonly body: string | null;
  /** Seconds until the answer. */
  readonly delay: number;
  readonly via: "network" | "http-cache" | "service-worker";
  readonly http: "1.1" | "2";
  readonly addressSpace: AddressSpace | null;
  /** Of a service worker's answer — https://fetch.spec.whatwg.org/#concept-response-type */
  readonly type: "default" | "basic" | "cors" | "opaque" | "opaqueredirect" | "error";
  /** A service worker's answer that had been redirected. */
  readonly redirected: boolean;
}

/** No response: the connection never came about or broke. */
export interface NetworkError {
  readonly ok: false;
  /** `connection-refused`, `dns`, `tls`, `connection-reset`, `no-rule` … */
  readonly error: string;
  readonly delay: number;
  /** `timeout` and `aborted` are the driver's own word for the same. */
}

export type Received = HttpResponse | NetworkError;

export function httpResponse(
  status: number,
  headers: HeaderList = EMPTY_HEADERS,
  body: string | null = "",
): HttpResponse {
  return {
    ok: true,
    status,
    statusText: "",
    headers,
    body,
    delay: 0,
    via: "network",
    http: "1.1",
    addressSpace: null,
    type: "default",
    redirected: false,
  };
}

export function networkError(error: string, delay = 0): NetworkError {
  return { ok: false, error, delay };
}

/** Filtered response — https://fetch.spec.whatwg.org/#concept-filtered-response: what script gets. */
export interface FilteredResponse {
  readonly type: "basic" | "cors" | "opaque" | "opaqueredirect";
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly redirected: boolean;
  /** What script can see. */
  readonly headers: HeaderList;
  /** Names, in lower case, that were there and that script can't see. */
  readonly hidden: readonly string[];
  readonly bodyReadable: boolean;
  /** The response behind it. */
  readonly internal: HttpResponse;
  readonly internalUrl: UrlRecord;
}
