import type { VerdictExchange } from "../cases/verdict.js";
import type { Seen } from "../perform/seen.js";

/** What script saw, and what was on the wire. */
export interface Observation extends Seen {
  readonly exchanges: readonly VerdictExchange[];
  /** Seconds since the setup before began. */
  readonly after?: number;
}
