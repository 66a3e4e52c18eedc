import { PROFILE_NAMES, type ProfileName } from "../core/profiles/profile.js";
import { CURRENT_PROFILES } from "../core/profiles/profiles.js";
import type { Pairs, Verdict, WireRequest } from "./verdict.js";

/** A partial verdict, with keys of its own for what a verdict spreads over many fields. */
export type Expectation = Readonly<Record<string, unknown>>;

type Check = (expected: never, verdict: Verdict) => string | null;

/**
 * How a verdict differs from what a case expects of it.
 * @returns one line a difference, with the path, what was expected and what came; none: it matches
 */
export function differencesFrom(expect: Expectation, verdict: Verdict): string[] {
  const expected = expectationFor(expect, verdict.profile);
  const differences: string[] = [];
  for (const [key, value] of Object.entries(expected)) {
    const check = CHECKS[key as keyof typeof CHECKS] as Check | undefined;
    if (check !== undefined) {
      const difference = check(value as never, verdict);
      if (difference !== null) differences.push(`${key}: ${difference}`);
    } else if (VERDICT_KEYS.has(key)) compare(value, verdict[key as keyof Verdict], key, differences);
    else differences.push(`${key}: no field of a verdict`);
  }
  return differences;
}

/** An edition is spoken of only by name: what holds today says nothing of it. */
export function speaksOf(expect: Expectation, profile: ProfileName): boolean {
  return CURRENT_PROFILES.includes(profile) || expect[profile] !== undefined;
}

/** The expectation with what it says for this profile laid over it. */
function expectationFor(expect: Expectation, profile: string): Expectation {
  const common = Object.fromEntries(
    Object.entries(expect).filter(([key]) => !(PROFILE_NAMES as readonly string[]).includes(key)),
  );
  const own = expect[profile];
  return isRecord(own) ? (merge(common, own) as Expectation) : common;
}

function merge(base: unknown, over: unknown): unknown {
  if (!isRecord(base) || !isRecord(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = key in merged ? merge(merged[key], value) : value;
  return merged;
}

const VERDICT_KEYS: ReadonlySet<string> = new Set<keyof Verdict>([
  "outcome",
  "reason",
  "detail",
  "stage",
  "more",
  "likelyCauses",
  "assumed",
  "missing",
  "preflight",
  "exchanges",
  "response",
  "xhr",
  "element",
  "hiddenHeaders",
  "settles",
  "thrownBy",
  "error",
  "events",
  "console",
  "explanation",
  "fixes",
  "warnings",
  "observed",
  "agrees",
]);

/** What may stand in `expect` beside the verdict's own fields. */
const CHECKS = {
  visible: (names: readonly string[], verdict: Verdict) => {
    const seen = new Set((verdict.response?.headers ?? []).map(([name]) => name.toLowerCase()));
    return missing(names, (name) => seen.has(name.toLowerCase()), "not visible");
  },
  hidden: (names: readonly string[], verdict: Verdict) => {
    const seen = new Set((verdict.response?.headers ?? []).map(([name]) => name.toLowerCase()));
    return missing(names, (name) => !seen.has(name.toLowerCase()), "visible");
  },
  sent: (pairs: Pairs, verdict: Verdict) => carries(pairs, lastRequest(verdict)),
  notSent: (names: readonly string[], verdict: Verdict) => lacks(names, lastRequest(verdict)),
  preflightSent: (pairs: Pairs, verdict: Verdict) => carries(pairs, verdict.preflight.request),
  preflightNotSent: (names: readonly string[], verdict: Verdict) => lacks(names, verdict.preflight.request),
  wire: (lines: readonly string[], verdict: Verdict) => {
    const got = verdict.exchanges.map(({ request }) => `${request.method} ${request.url}`);
    return same(lines, got) ? null : `expected ${show(lines)}, got ${show(got)}`;
  },
  warningCodes: (codes: readonly string[], { warnings }: Verdict) =>
    missing(codes, (code) => warnings.some((warning) => warning.code === code), "not among the warnings"),
  noWarningCodes: (codes: readonly string[], { warnings }: Verdict) =>
    missing(codes, (code) => !warnings.some((warning) => warning.code === code), "among the warnings"),
  likelyCauseCodes: (codes: readonly string[], { likelyCauses }: Verdict) =>
    missing(codes, (code) => likelyCauses.some((cause) => cause.code === code), "not among the likely causes"),
  fixHeaders: (names: readonly string[], { fixes }: Verdict) =>
    missing(names, (name) => fixes.some((fix) => fix.header?.toLowerCase() === name.toLowerCase()), "in no fix"),
} satisfies Record<string, Check>;

function lastRequest(verdict: Verdict): WireRequest | null {
  return verdict.exchanges.at(-1)?.request ?? null;
}

function missing(names: readonly string[], has: (name: string) => boolean, what: string): string | null {
  const lost = names.filter((name) => !has(name));
  return lost.length === 0 ? null : `${lost.join(", ")} ${what}`;
}

function carries(pairs: Pairs, request: WireRequest | null): string | null {
  if (request === null) return "expected a request on the wire, got none";
  for (const [name, value] of pairs) {
    const got = sentValue(name, request);
    if (got !== value) return `expected ${name}: ${value}, got ${got ?? "none"}`;
  }
  return null;
}

function lacks(names: readonly string[], request: WireRequest | null): string | null {
  if (request === null) return "expected a request on the wire, got none";
  const there = names.filter((name) => sentValue(name, request) !== null);
  return there.length === 0 ? null : `expected none of ${there.join(", ")}`;
}

function sentValue(name: string, { headers }: WireRequest): string | null {
  const values = headers.filter(([other]) => other.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 ? null : values.join(", ");
}

/** Objects by the keys given, arrays whole, null is null or absent. */
function compare(expected: unknown, got: unknown, path: string, differences: string[]): void {
  if (expected === null) {
    if (got !== null && got !== undefined) differences.push(`${path}: expected null, got ${show(got)}`);
  } else if (isRecord(expected)) {
    if (!isRecord(got)) differences.push(`${path}: expected ${show(expected)}, got ${show(got)}`);
    else for (const [key, value] of Object.entries(expected)) compare(value, got[key], `${path}.${key}`, differences);
  } else if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) {
      differences.push(`${path}: expected ${show(expected)}, got ${show(got)}`);
    } else {
      for (const [index, value] of expected.entries()) compare(value, got[index], `${path}.${index}`, differences);
    }
  } else if (expected !== got) differences.push(`${path}: expected ${show(expected)}, got ${show(got)}`);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return value === undefined ? "none" : JSON.stringify(value);
}
