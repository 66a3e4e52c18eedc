import type { Facts, ReasonCode, Stage } from "../core/reasons.js";

/** What a verdict says beside the bare outcome. Public format; fields may be added, the ones here keep their meaning. */

export interface Problem {
  readonly reason: ReasonCode;
  readonly stage: Stage;
  readonly detail?: Facts;
}

export interface LikelyCause {
  readonly code: string;
  /** What in the recording points there, in a few words. */
  readonly evidence: string;
}

export interface Fix {
  readonly where: "server" | "client";
  /** The answer to change: `preflight`, `redirect`, `response`; on the client `request`. */
  readonly on: "preflight" | "redirect" | "response" | "request";
  readonly header?: string;
  readonly value?: string;
  readonly why: string;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
}
