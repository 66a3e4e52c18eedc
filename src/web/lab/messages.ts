import type { Setup } from "../model/edit.js";

/** What script could see of a request that really happened. Facts as a verdict has them. */
export interface Observation {
  readonly settles: "resolves" | "rejects" | "throws" | "never";
  /** `rejected`: script can't tell blocked from failed. Null: nothing tells. */
  readonly outcome: "allowed" | "opaque" | "rejected" | null;
  readonly thrownBy?: string;
  readonly error?: { readonly name: string; readonly message: string };
  readonly response?: {
    readonly type?: string;
    readonly status: number;
    readonly statusText: string;
    readonly url: string;
    readonly redirected?: boolean;
    readonly headers: readonly (readonly [string, string])[];
    readonly bodyReadable?: boolean;
  };
  readonly events?: readonly string[];
  readonly element?: Readonly<Record<string, unknown>>;
}

/** To the frame. */
export interface PerformMessage {
  readonly perform: Setup;
  /** Milliseconds to wait for an end. */
  readonly patience: number;
}

/** From the frame. */
export type FrameMessage = { readonly ready: true } | { readonly observed: Observation };
