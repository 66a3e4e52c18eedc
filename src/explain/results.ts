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
  /** The answer to change: `preflight`, `redirect`, `response`; the document's own: `page`; on the client `request` or `page`. */
  readonly on: "preflight" | "redirect" | "response" | "request" | "page";
  /** A fix code; of advice the reason's. */
  readonly code: string;
  readonly header?: string;
  readonly value?: string;
  /** Whose answers to change, without fragment and userinfo. */
  readonly urls?: readonly string[];
  /** Headers that should go with it, though no browser asks for them. */
  readonly also?: readonly (readonly [name: string, value: string])[];
  /** On the client: what becomes of the case. */
  readonly change?: FixChange;
  /** A server that has to answer at another origin as well. */
  readonly moved?: { readonly from: string; readonly to: string; readonly path?: string };
  readonly why: string;
  /** With all fixes of the list applied, the model lets the request pass. */
  readonly verified: boolean;
}

/** Keys of a case: members to set, headers to set, header names to leave out. */
export interface FixChange {
  readonly setup?: Readonly<Record<string, unknown>>;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly withoutHeaders?: readonly string[];
  readonly page?: Readonly<Record<string, unknown>>;
}

/** Fixes that go together, and what comes of them. */
export interface Remedy {
  readonly outcome: "allowed" | "opaque";
  readonly fixes: readonly Fix[];
}

export interface Warning {
  readonly code: string;
  readonly message: string;
}
