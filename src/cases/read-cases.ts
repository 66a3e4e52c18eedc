import type { z } from "zod";
import { parseUrl } from "../core/infrastructure/url-record.js";
import { caseSchema, type ReadCase } from "./case.js";
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
    const [first, ...others] = parsed.error.issues.flatMap((issue) => describe(issue, given));
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

interface Described {
  readonly path: string;
  readonly message: string;
}

/** An issue in our words: what was expected, what is there. */
function describe(issue: z.core.$ZodIssue, given: object): Described[] {
  const path = pointer(issue.path);
  const got = at(given, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: pointer([...issue.path, key]),
        message: `unknown key${near(key)}`,
      }));
    case "invalid_type":
      if (got === undefined) return [{ path, message: `missing: expected ${typeName(issue.expected)}` }];
      return [{ path, message: `expected ${expectedHere(issue.path, issue.expected)}, got ${show(got)}` }];
    case "invalid_value":
      return [
        {
          path,
          message: `expected one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}, got ${show(got)}`,
        },
      ];
    case "too_small":
    case "too_big":
      if (Array.isArray(got)) return [{ path, message: `expected a pair [name, value], got ${show(got)}` }];
      return [{ path, message: `expected ${expectedHere(issue.path, "number")}, got ${show(got)}` }];
    default:
      return [{ path, message: `${issue.message}, got ${show(got)}` }];
  }
}

function expectedHere(path: readonly PropertyKey[], type: string): string {
  const key = path.at(-1);
  if (key === "status") return "an integer 100–599";
  if (key === "times") return "an integer from 1 on";
  if (key === "after" || key === "delay" || key === "abortAfter") return "seconds from 0 on";
  if (key === "timeout") return "milliseconds from 0 on";
  return typeName(type);
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "an integer",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  tuple: "a pair [name, value]",
  record: "an object",
};

function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function at(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    return typeof value === "object" && value !== null && Object.hasOwn(value, key)
      ? value[key as keyof typeof value]
      : undefined;
  }, given);
}

/** A value short enough for a message. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "a list" : typeof value;
}

/** A known key that differs by little. */
function near(key: string): string {
  const found = KNOWN_KEYS.find((known) => known.toLowerCase() === key.toLowerCase() || distanceIsOne(known, key));
  return found === undefined ? "" : `; did you mean "${found}"?`;
}

const KNOWN_KEYS: readonly string[] = [
  ...Object.keys(caseSchema.shape),
  ...Object.keys(caseSchema.shape.page.shape),
  ...Object.keys(caseSchema.shape.setup.shape),
  ...["when", "respond", "times", "via", "http", "preflight", "status", "statusText", "error", "delay", "after"],
];

/** One letter more, less or other, or two neighbours exchanged. */
function distanceIsOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  const [restA, restB] = [a.slice(i), b.slice(i)];
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
