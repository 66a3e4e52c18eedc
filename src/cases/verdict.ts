import type { PreflightCause } from "../core/fetching/outcome.js";
import type { ProfileName } from "../core/profiles/profile.js";
import type { Facts, ReasonCode, Stage } from "../core/reasons.js";
import type { ElementView, Settling } from "../core/setup/script-view.js";
import type { XhrView } from "../core/setup/xhr-view.js";
import type { TraceStep } from "../core/trace.js";
import type { Fix, LikelyCause, Problem, Remedy, Warning } from "../explain/results.js";

/** The verdict format: what the browser would do. Public; fields may be added, the ones here keep their meaning. */

export type Pairs = (readonly [name: string, value: string])[];

export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Pairs;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Pairs;
}

export interface VerdictExchange {
  readonly kind: "preflight" | "actual" | "redirect";
  readonly request: WireRequest;
  readonly response: WireResponse | null;
}

export interface PreflightVerdict {
  readonly needed: boolean;
  readonly because: readonly PreflightCause[];
  readonly fromCache: boolean;
  readonly request: WireRequest | null;
  readonly response: WireResponse | null;
}

export interface Assumption {
  readonly field: string;
  readonly value: unknown;
  readonly because: string;
  readonly confidence: "low" | "medium" | "high";
}

export interface Verdict {
  readonly id: string;
  readonly profile: ProfileName;
  readonly engine: string;
  readonly outcome: "allowed" | "opaque" | "blocked" | "failed" | "unknown";
  readonly reason: ReasonCode | null;
  readonly detail: Facts;
  readonly stage: Stage | null;
  readonly more: readonly Problem[];
  readonly likelyCauses: readonly LikelyCause[];
  readonly assumed: readonly Assumption[];
  /** What an `unknown` verdict lacks. */
  readonly missing?: readonly string[];
  readonly preflight: PreflightVerdict;
  readonly exchanges: readonly VerdictExchange[];
  readonly response: {
    readonly type?: "basic" | "cors" | "opaque" | "opaqueredirect";
    readonly status: number;
    readonly statusText: string;
    readonly url: string;
    readonly redirected?: boolean;
    readonly headers: Pairs;
    readonly bodyReadable: boolean;
  } | null;
  readonly xhr?: XhrView;
  readonly element?: ElementView;
  readonly hiddenHeaders: readonly string[];
  readonly settles: Settling;
  readonly thrownBy?: string;
  readonly error?: { readonly name: string; readonly message: string };
  readonly events?: readonly string[];
  readonly console: readonly string[];
  readonly explanation: string;
  readonly fixes: readonly Fix[];
  /** What page code could do instead of `fixes`, the smallest first; each proved. Only where asked for. */
  readonly alternatives?: readonly Remedy[];
  readonly warnings: readonly Warning[];
  readonly steps?: readonly TraceStep[];
  /** `whycors cases`: whether `expect` holds, and what differs. */
  readonly matches?: boolean;
  readonly differences?: readonly string[];
  /** `whycors replay`. */
  readonly source?: {
    readonly file: string;
    readonly entry: number;
    readonly preflight?: number;
    readonly redirects?: readonly number[];
  };
  readonly observed?: { readonly outcome: string; readonly evidence: string } | null;
  readonly agrees?: boolean | null;
}

export type { Fix, LikelyCause, Problem, Remedy, Warning };
