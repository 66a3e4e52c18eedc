import {
  type Assumed,
  type Position,
  positionOf,
  type SnippetCall,
  type SnippetNote,
  type SnippetSetup,
  type Span,
} from "./snippet.js";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A request that is being put together. */
export class Draft {
  readonly setup: Mutable<SnippetSetup> & { headers: [string, string][] } = { url: "", headers: [] };
  page: string | null = null;
  what: string;
  at: Span;
  readonly #assumed: Assumed[] = [];
  readonly #notes: SnippetNote[] = [];
  readonly #parts = new Map<string, Span>();

  constructor(what: string, at: Span) {
    this.what = what;
    this.at = at;
  }

  assume(assumed: Assumed): void {
    if (
      this.#assumed.some(
        ({ field, name, code }) => field === assumed.field && name === assumed.name && code === assumed.code,
      )
    )
      return;
    this.#assumed.push(assumed);
  }

  note(code: SnippetNote["code"], about: string, names: readonly string[]): void {
    this.#notes.push({ code, about, names });
  }

  part(name: string, span: Span | null): void {
    if (span !== null) this.#parts.set(name, span);
  }

  header(name: string, value: string, span: Span | null = null): void {
    this.part(`headers/${this.setup.headers.length}`, span);
    this.setup.headers.push([name, value]);
  }

  hasHeader(name: string): boolean {
    return this.setup.headers.some(([other]) => other.toLowerCase() === name);
  }

  finish(text: string): SnippetCall {
    const { headers, ...setup } = this.setup;
    const parts: Record<string, Position> = {};
    for (const [name, span] of this.#parts) parts[name] = positionOf(text, span);
    return {
      what: this.what,
      setup: headers.length === 0 ? setup : { ...setup, headers },
      page: this.page,
      assumed: this.#assumed,
      notes: this.#notes,
      at: positionOf(text, this.at),
      parts,
    };
  }
}
