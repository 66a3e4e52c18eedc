import { parseUrl } from "../core/infrastructure/url-record.js";
import { caseSchema, type ReadCase } from "./case.js";
import { describeIssue } from "./issues.js";
import { stripComments } from "./jsonc.js";

/** A case that can't be read: which one, where in it, what is wrong. */
export class CaseError extends Error {
  override readonly name = "CaseError";
  readonly file: string | null;
  readonly id: string | null;
  /** JSON pointer into the case; empty: the case as a whole. */
  readonly path: string;
  /** Line of the file, from 1; null: unknown. */
  readonly line: number | null;

  constructor(message: string, where: { file?: string; id?: string | null; path?: string; line?: number | null } = {}) {
    super(message);
    this.file = where.file ?? null;
    this.id = where.id ?? null;
    this.path = where.path ?? "";
    this.line = where.line ?? null;
  }
}

export type CaseResult =
  | { readonly case: ReadCase; readonly error?: never }
  | { readonly error: CaseError; readonly case?: never };

/**
 * Checks a case and fills in its defaults.
 * @throws CaseError naming each thing that is wrong by its path
 */
export function parseCase(given: unknown, where: { file?: string; id?: string; line?: number } = {}): ReadCase {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new CaseError(`expected a case, an object with "page" and "setup"; got ${kindOf(given)}`, where);
  }
  const id = "id" in given && typeof given.id === "string" ? given.id : (where.id ?? null);
  const parsed = caseSchema.safeParse(given);
  if (!parsed.success) {
    const [first, ...others] = parsed.error.issues.flatMap((issue) => describeIssue(issue, given, KNOWN_KEYS));
    const rest = others.length === 0 ? "" : `; ${others.map(({ path, message }) => `${path}: ${message}`).join("; ")}`;
    throw new CaseError(`${first!.path}: ${first!.message}${rest}`, { ...where, id, path: first!.path });
  }
  const page = parseUrl(parsed.data.page.url);
  if (page === null) {
    const message = `/page/url: expected an absolute URL, got ${JSON.stringify(parsed.data.page.url)}`;
    throw new CaseError(message, { ...where, id, path: "/page/url" });
  }
  return id === null ? parsed.data : { ...parsed.data, id };
}

/**
 * Reads the cases of a file: a case, a list of cases, or one a line (NDJSON).
 * @param text the file's text; `.json` and `.jsonc` may have comments
 * @param name the file's name: its ending says which form it has, and errors name it
 */
export function* readCases(text: string, name: string): Generator<CaseResult> {
  const source = text.startsWith("\ufeff") ? text.slice(1) : text;
  const seen = new Set<string>();
  let position = 0;
  for (const item of /\.(?:ndjson|jsonl)$/i.test(name) ? lines(source) : whole(source)) {
    position++;
    const where = {
      file: name,
      id: `case-${position}`,
      ...("line" in item && item.line !== null ? { line: item.line } : {}),
    };
    if ("error" in item) {
      yield { error: new CaseError(item.error, where) };
      continue;
    }
    try {
      const read = parseCase(item.value, where);
      const id = read.id ?? where.id;
      if (seen.has(id))
        throw new CaseError(`/id: ${JSON.stringify(id)} is taken by an earlier case of this file`, {
          ...where,
          id,
          path: "/id",
        });
      seen.add(id);
      yield { case: { ...read, id } };
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      yield { error };
    }
  }
}

type Item =
  | { readonly value: unknown; readonly line: number | null }
  | { readonly error: string; readonly line: number | null };

function* lines(text: string): Generator<Item> {
  let line = 0;
  for (const each of text.split("\n")) {
    line++;
    if (each.trim() === "") continue;
    try {
      yield { value: JSON.parse(each), line };
    } catch (error) {
      yield { error: `not JSON: ${messageOf(error)}`, line };
    }
  }
}

function* whole(text: string): Generator<Item> {
  let value: unknown;
  try {
    value = JSON.parse(stripComments(text));
  } catch (error) {
    const message = messageOf(error);
    yield { error: text.trim() === "" ? "the file is empty" : `not JSON: ${message}`, line: lineOf(message, text) };
    return;
  }
  if (Array.isArray(value)) for (const each of value) yield { value: each, line: null };
  else yield { value, line: null };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function lineOf(message: string, text: string): number | null {
  const position = /position (\d+)/.exec(message);
  return position === null ? null : text.slice(0, Number(position[1])).split("\n").length;
}

function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "a list" : typeof value;
}

const KNOWN_KEYS: readonly string[] = [
  ...Object.keys(caseSchema.shape),
  ...Object.keys(caseSchema.shape.page.shape),
  ...Object.keys(caseSchema.shape.setup.shape),
  ...["when", "respond", "times", "via", "http", "preflight", "status", "statusText", "error", "delay", "after"],
];
