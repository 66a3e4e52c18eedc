import type { Clock } from "./clock.js";
import type { Documents } from "./documents.js";
import type { Network } from "./network/network.js";
import type { PageBrowser } from "./page-browser.js";
import type { PageLog } from "./page-log.js";

/** What stands behind a page's globals. */
export interface Realm {
  readonly browser: PageBrowser;
  readonly network: Network;
  readonly clock: Clock;
  readonly log: PageLog;
  readonly documents: Documents;
  /** Called when the page closes. */
  readonly closers: Set<() => void>;
}
