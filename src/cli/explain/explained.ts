import type { Case } from "../../cases/case.js";
import type { Verdict } from "../../cases/verdict.js";
import type { Api } from "../../core/infrastructure/request.js";
import type { ConfigurationPolicy } from "../../explain/configurations/configurations.js";
import type { Sequence } from "../../explain/sequence/sequence.js";
import type { Position } from "../../records/snippets/snippet.js";

/** One request, and all that is to be told of it; formats print it. */
export interface Explained {
  /** How it was made: `fetch()`, `curl`, `session.har#12`. */
  readonly what: string;
  readonly at: Position | null;
  readonly given: Case | null;
  readonly asked: { readonly api: Api; readonly method: string; readonly url: string };
  /** By the browser that was asked for. */
  readonly verdict: Verdict;
  /** By the others, and by itself. */
  readonly verdicts: readonly Verdict[];
  readonly sequence: Sequence;
  /** What was taken for what the input does not say. */
  readonly assumed: readonly string[];
  readonly notes: readonly string[];
  readonly needs: Needs | null;
  /** What the server has to be set up for; null: nothing of CORS would help. */
  readonly policy: ConfigurationPolicy | null;
}

/** Without a server: what it would have to answer. */
export interface Needs {
  /** Whether a preflight goes first, and why. */
  readonly sentence: string;
  /** Header lines; null: there is no preflight. */
  readonly preflight: readonly string[] | null;
  readonly response: readonly string[];
}
