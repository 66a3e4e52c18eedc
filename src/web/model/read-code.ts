import type { ReadCase } from "../../cases/case.js";
import { parseCase, readCases } from "../../cases/read-cases.js";
import { originOf } from "../../core/infrastructure/origin.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { readSnippet } from "../../records/snippets/read-snippet.js";
import { type Assumed, SnippetError, type SnippetNote } from "../../records/snippets/snippet.js";
import { withSetup } from "./edit.js";

export interface CodeResult {
  /** Null: nothing can be made of it. */
  readonly made: ReadCase | null;
  readonly problem: string | null;
  /** What the code does not say, and what should be said beside it. */
  readonly assumed: readonly Assumed[];
  readonly notes: readonly SnippetNote[];
  /** How many requests the code makes; the first is taken. */
  readonly requests: number;
}

const NOTHING = { assumed: [], notes: [], requests: 0 } as const;

/** A case as its file has it; comments are allowed. */
export function readWholeCase(text: string): CodeResult {
  const [first] = readCases(text, "case.jsonc");
  if (first === undefined) return { made: null, problem: null, ...NOTHING };
  if (first.error !== undefined) return { made: null, problem: first.error.message, ...NOTHING };
  const { id: _, ...made } = first.case;
  return { made, problem: null, ...NOTHING };
}

/** The first request that code makes, in the place of one of the case's. */
export function readCode(text: string, given: ReadCase, at: number): CodeResult {
  try {
    const page = parseUrl(given.page.url);
    const { calls } = readSnippet(text, { pageOrigin: page === null ? null : originOf(page).serialized });
    const [call] = calls;
    if (call === undefined) return { made: null, problem: null, ...NOTHING };
    const { assumed, notes } = call;
    const { setup } = parseCase({ page: { url: given.page.url }, setup: call.setup });
    return { made: withSetup(given, at, setup), problem: null, assumed, notes, requests: calls.length };
  } catch (error) {
    if (!(error instanceof SnippetError)) throw error;
    return { made: null, problem: `${error.message} ${error.hint}`, ...NOTHING };
  }
}
