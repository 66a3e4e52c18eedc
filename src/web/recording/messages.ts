import type { ReadCase } from "../../cases/case.js";
import type { Verdict } from "../../cases/verdict.js";
import type { ProfileName } from "../../core/profiles/profile.js";

/** What the page asks of the worker: all verdicts on a file, or one entry as a case. */
export interface Order {
  readonly file: File;
  readonly profile: ProfileName;
  readonly lang: string;
  /** Only this one, and as a case. */
  readonly entry: number | null;
}

/** A judged request, as the list shows it. */
export interface Row {
  readonly entry: number;
  readonly method: string;
  readonly url: string;
  readonly outcome: Verdict["outcome"];
  readonly reason: Verdict["reason"];
  readonly explanation: string;
  /** What the recording itself shows, where it does. */
  readonly observed: string | null;
  readonly agrees: boolean | null;
}

export type Report =
  | { readonly kind: "progress"; readonly bytes: number; readonly entries: number }
  | { readonly kind: "rows"; readonly rows: readonly Row[] }
  | { readonly kind: "case"; readonly given: ReadCase }
  | { readonly kind: "done"; readonly skipped: number }
  | { readonly kind: "failed"; readonly message: string };
