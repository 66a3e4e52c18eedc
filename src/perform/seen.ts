import type { Verdict } from "../cases/verdict.js";

/** What script saw of a setup: fields of a verdict, as far as it can tell. */
export interface Seen {
  readonly settles: Verdict["settles"] | "never" | "crashes";
  /** `rejected`: blocked or failed, which script can't tell apart. null: script learns nothing. */
  readonly outcome: "allowed" | "opaque" | "rejected" | "never" | null;
  readonly thrownBy?: string;
  readonly error?: { readonly name: string; readonly message: string };
  readonly response?: {
    readonly type?: string;
    readonly status: number;
    readonly statusText: string;
    readonly url: string;
    readonly redirected?: boolean;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly bodyReadable?: boolean;
  };
  /** Its beginning. */
  readonly body?: string;
  readonly bodyError?: { readonly name: string; readonly message: string };
  readonly xhr?: {
    readonly readyState: number;
    readonly status: number;
    readonly statusText: string;
    readonly responseURL: string;
    readonly getAllResponseHeaders: string;
  };
  readonly events?: readonly string[];
  readonly element?: Readonly<Record<string, unknown>>;
}
