import * as z from "zod";
import { type Case, setupSchema } from "../../cases/case.js";
import { differencesFrom, type Expectation } from "../../cases/expect.js";
import { describeIssue } from "../../cases/issues.js";
import { stripComments } from "../../cases/jsonc.js";
import type { Verdict } from "../../cases/verdict.js";

/** The file of `whycors check --config`: what pages of which origins get from a server. */

const OUTCOMES = ["allowed", "opaque", "blocked", "failed"] as const;
const origins = z.union([z.string(), z.array(z.string())]);
const expected = z.union([z.enum(OUTCOMES), z.record(z.string(), z.unknown())]);

const checkSchema = setupSchema
  .omit({ headers: true })
  .partial()
  .extend({
    url: z.string(),
    headers: z.union([z.record(z.string(), z.string()), z.array(z.tuple([z.string(), z.string()]))]).optional(),
    title: z.string().optional(),
    origin: origins.optional(),
    expect: expected,
  });

const fileSchema = z.strictObject({
  $schema: z.string().optional(),
  base: z.string().optional(),
  origin: origins.optional(),
  checks: z.array(checkSchema.strict()).min(1),
});

const KEYS = [...Object.keys(fileSchema.shape), ...Object.keys(checkSchema.shape)];

/** One call from one origin, and what is expected of it. */
export interface ExpectedCheck {
  readonly subject: Pick<Case, "id" | "title" | "page" | "setup">;
  readonly expect: Expectation;
  /** Seconds that the preflight's answer says; null: nothing is expected. */
  readonly maxAge: number | null;
}

/** The file can't be used: where and why. */
export class ExpectationsError extends Error {
  override readonly name = "ExpectationsError";
}

/**
 * @param text JSON, with comments if you like
 * @param base in place of the file's, where URLs are relative
 * @throws ExpectationsError
 */
export function readExpectations(text: string, base?: string): ExpectedCheck[] {
  const given = parsed(text);
  const read = fileSchema.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.flatMap((issue) => describeIssue(issue, given, KEYS));
    throw new ExpectationsError(faults.map(({ path, message }) => `${path || "/"}: ${message}`).join("; "));
  }
  const { checks, origin: common, base: own } = read.data;
  return checks.flatMap(({ title, origin = common, expect, headers, ...setup }, index) => {
    const url = resolved(setup.url, base ?? own, `/checks/${index}/url`);
    const named = origin === undefined ? [] : typeof origin === "string" ? [origin] : origin;
    if (named.length === 0) throw new ExpectationsError(`/checks/${index}/origin: missing: whose page asks?`);
    const { maxAge, ...rest } = expectationOf(expect, index);
    return named.map((each, position): ExpectedCheck => {
      const suffix = named.length > 1 ? `.${position + 1}` : "";
      return {
        subject: {
          id: `check-${index + 1}${suffix}`,
          title: `${title ?? `${setup.method ?? "GET"} ${setup.url}`} from ${each}`,
          page: pageAt(each, `/checks/${index}/origin`),
          setup: { ...setup, url, ...(headers !== undefined && { headers: pairsOf(headers) }) } as Case["setup"],
        },
        expect: rest,
        maxAge,
      };
    });
  });
}

/** How a verdict differs from what was expected; none: it does not. */
export function expectationDifferences({ expect, maxAge }: ExpectedCheck, verdict: Verdict): string[] {
  const differences = differencesFrom(expect, verdict);
  if (maxAge === null) return differences;
  const header = verdict.preflight.response?.headers.find(([name]) => name.toLowerCase() === "access-control-max-age");
  const said = header === undefined ? null : Number(header[1]);
  if (said !== maxAge) differences.push(`maxAge: expected ${maxAge}, got ${said ?? "none"}`);
  return differences;
}

/** A page of the origin; `null` is a sandboxed frame. */
export function pageAt(origin: string, path = "origin"): Case["page"] {
  if (origin === "null") return { url: "https://sandboxed.example/", opaque: true };
  if (!URL.canParse(origin) || new URL(origin).origin === "null") {
    throw new ExpectationsError(
      `${path}: expected an origin such as "https://app.example", got ${JSON.stringify(origin)}`,
    );
  }
  return { url: `${new URL(origin).origin}/` };
}

function parsed(text: string): object {
  let given: unknown;
  try {
    given = JSON.parse(stripComments(text.replace(/^\ufeff/, "")));
  } catch (error) {
    throw new ExpectationsError(`not JSON: ${(error as Error).message}`);
  }
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return given;
  throw new ExpectationsError('expected an object with "checks"');
}

function resolved(url: string, base: string | undefined, path: string): string {
  if (URL.canParse(url)) return url;
  if (base === undefined)
    throw new ExpectationsError(`${path}: ${JSON.stringify(url)} is relative, and there is no "base"`);
  if (URL.canParse(url, base)) return new URL(url, base).href;
  throw new ExpectationsError(`${path}: ${JSON.stringify(url)} does not parse against ${JSON.stringify(base)}`);
}

function pairsOf(
  headers: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
): [string, string][] {
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
  return pairs.map(([name, value]) => [name, value]);
}

/** `exposes` and `hides` are the case format's `visible` and `hidden`. */
function expectationOf(
  expect: z.output<typeof expected>,
  index: number,
): Expectation & { readonly maxAge: number | null } {
  if (typeof expect === "string") return { outcome: expect, maxAge: null };
  const { exposes, hides, maxAge, ...rest } = expect;
  if (maxAge !== undefined && !(Number.isInteger(maxAge) && Number(maxAge) >= 0)) {
    throw new ExpectationsError(`/checks/${index}/expect/maxAge: expected seconds, got ${JSON.stringify(maxAge)}`);
  }
  return {
    ...rest,
    ...(exposes === undefined ? {} : { visible: exposes }),
    ...(hides === undefined ? {} : { hidden: hides }),
    maxAge: maxAge === undefined ? null : Number(maxAge),
  };
}
