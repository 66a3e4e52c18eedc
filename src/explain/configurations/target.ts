import type { Note, NoteCode } from "./note.js";

/** Whom a configuration lets in: a policy in which everything goes by its name. */
export interface Grant {
  /** `"*"`: everyone, without credentials. */
  readonly origins: "*" | readonly string[];
  /** Beside GET, HEAD and POST. */
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly expose: readonly string[];
  readonly credentials: boolean;
  /** Seconds; null: as browsers have it. */
  readonly maxAge: number | null;
  /** Prefix of the paths that it is for; `/`: all. */
  readonly path: string;
}

/** A piece of a configuration, and where it goes. */
export interface Part {
  readonly place: string;
  readonly text: string;
}

/** Its place in code, or in words, which have a language. */
interface WrittenPart extends Omit<Part, "place"> {
  readonly place: string | { readonly code: NoteCode };
}

/** A server, framework or service that can be told a grant in its own language. */
export interface Target {
  readonly name: string;
  readonly title: string;
  /** For highlighting, as editors call it. */
  readonly language: string;
  /** What starts a line of comment; null: the language has none. */
  readonly comment: string | null;
  readonly write: (grant: Grant) => readonly WrittenPart[];
  /** What this target can't be told, or does otherwise. */
  readonly notes?: (grant: Grant) => readonly (Note | false)[];
}

/** What servers have to be told that ask for every method, though browsers do not. */
export function allMethods({ methods }: Grant): readonly string[] {
  return [...new Set(["GET", "HEAD", "POST", ...methods])];
}

/** `"a", "b"` in languages that write strings as JSON does. */
export function strings(values: readonly string[], quote: (value: string) => string = JSON.stringify): string {
  return values.map((value) => quote(value)).join(", ");
}

/** Lines that are there: conditions leave `false` in the place of one that is not. */
export function lines(...all: readonly (string | false)[]): string {
  return all.filter((line) => line !== false).join("\n");
}

export function indented(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}

/** In single quotes, as PHP and Ruby read them. */
export function single(value: string): string {
  return `'${value.replace(/[\\']/g, "\\$&")}'`;
}

/** As a pattern that means these characters and no others. */
export function literally(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
