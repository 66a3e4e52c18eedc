import type { Case } from "../../cases/case.js";

/** Part of a snippet, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The same for people. */
export interface Position extends Span {
  /** Of its beginning, both counted from 1. */
  readonly line: number;
  readonly column: number;
}

/** What the snippet does not say, and what was taken for it. Words come from the catalog. */
export interface Assumed {
  /** Of the setup, such as `url` or `headers`. */
  readonly field: string;
  readonly value: string;
  readonly code: "not-in-snippet" | "branch" | "file" | "devtools-copy" | "curl-origin";
  /** The expression, file or names that it is about. */
  readonly name: string;
}

/** What should be said beside it. */
export interface SnippetNote {
  readonly code:
    | "unknown-option"
    | "object-body"
    | "library-adds"
    | "curl-unknown"
    | "curl-no-effect"
    | "curl-preflight"
    | "browser-sets"
    | "unread-part";
  readonly names: readonly string[];
  /** The library or API that it is about. */
  readonly about: string;
}

export type SnippetSetup = Case["setup"];

/** One request that the snippet makes. */
export interface SnippetCall {
  /** As a person would name it: `fetch()`, `$.ajax()`, `axios.put()`, `curl`. */
  readonly what: string;
  readonly setup: SnippetSetup;
  /** URL or origin of the page, where the snippet tells. */
  readonly page: string | null;
  readonly assumed: readonly Assumed[];
  readonly notes: readonly SnippetNote[];
  readonly at: Position;
  /** Where each part of the setup is said: `url`, `method`, `headers/0`, `body` … */
  readonly parts: Readonly<Record<string, Position>>;
}

export const SNIPPET_KINDS = ["javascript", "html", "curl", "powershell"] as const;
export type SnippetKind = (typeof SNIPPET_KINDS)[number];

export interface Snippet {
  readonly kind: SnippetKind;
  readonly calls: readonly SnippetCall[];
}

/** A snippet that can't be used: what is wrong, where, and what to do. Nothing else is thrown for bad input. */
export class SnippetError extends Error {
  readonly kind: SnippetKind | null;
  readonly line: number;
  readonly column: number;
  /** What to do about it. */
  readonly hint: string;
  /** All of it was good as far as it goes. */
  readonly isCut: boolean;

  constructor(kind: SnippetKind | null, text: string, offset: number, problem: string, hint: string) {
    const { line, column } = placeAt(text, offset);
    super(`line ${line}, column ${column}: ${problem}`);
    this.name = "SnippetError";
    this.kind = kind;
    this.line = line;
    this.column = column;
    this.hint = hint;
    this.isCut = offset > 0 && text.slice(offset).trim() === "";
  }
}

export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", start)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

export function positionOf(text: string, { start, end }: Span): Position {
  return { start, end, ...placeAt(text, start) };
}
