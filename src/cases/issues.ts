import type { z } from "zod";

export interface Described {
  readonly path: string;
  readonly message: string;
}

/**
 * An issue in our words: what was expected, what is there.
 * @param known keys to guess from where one is unknown
 */
export function describeIssue(issue: z.core.$ZodIssue, given: object, known: readonly string[]): Described[] {
  const path = pointer(issue.path);
  const got = at(given, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: pointer([...issue.path, key]),
        message: `unknown key${near(key, known)}`,
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

/** A known key that differs by little. */
function near(key: string, keys: readonly string[]): string {
  const found = keys.find((known) => known.toLowerCase() === key.toLowerCase() || distanceIsOne(known, key));
  return found === undefined ? "" : `; did you mean "${found}"?`;
}

/** One letter more, less or other, or two neighbours exchanged. */
function distanceIsOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  const [restA, restB] = [a.slice(i), b.slice(i)];
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
