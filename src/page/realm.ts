import type { Clock } from "./clock.js";
import type { Documents } from "./documents.js";
import type { PageHeaders } from "./fetch/headers.js";
import type { PageRequest } from "./fetch/request.js";
import type { PageResponse, ResponseState } from "./fetch/response.js";
import type { Network } from "./network/network.js";
import type { PageBrowser } from "./page-browser.js";
import type { PageLog } from "./page-log.js";

/** A page's globals, and what stands behind them. */
export interface Realm {
  readonly browser: PageBrowser;
  readonly network: Network;
  readonly clock: Clock;
  readonly log: PageLog;
  readonly documents: Documents;
  /** Called when the page closes. */
  readonly closers: Set<() => void>;
  readonly Headers: new (init?: unknown) => PageHeaders;
  readonly Request: new (input: unknown, init?: unknown) => PageRequest;
  readonly Response: new (body?: unknown, init?: ResponseState | object) => PageResponse;
}
