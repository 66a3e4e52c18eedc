import { pathToFileURL } from "node:url";
import * as z from "zod";
import { stripComments } from "../../cases/jsonc.js";
import { type CorsPolicy, type Policy, PolicyError, readPolicy } from "../../explain/configurations/policy.js";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";

/** The policy of `corsServer()` as JSON; a pattern is written as it is in JavaScript: `"/^https:…$/"`. */
const names = z.union([z.literal("*"), z.array(z.string())]);
const schema = z.strictObject({
  origins: names,
  methods: names.optional(),
  headers: names.optional(),
  credentials: z.boolean().optional(),
  maxAge: z.number().int().min(0).optional(),
  expose: names.optional(),
});

export interface PolicyFile {
  readonly policy: Policy;
  /** Origins that it names. */
  readonly origins: readonly string[];
}

const HINT =
  'Such as { "origins": ["https://app.example"], "methods": ["PUT"], "headers": ["X-Custom"], "credentials": true }.';

/** A `.json` or `.jsonc` file, or a module with the policy as its default export. */
export async function policyFrom(io: Io, path: string): Promise<PolicyFile> {
  const given = /\.[cm]?js$/.test(path) ? await exported(io, path) : parsed(await io.files.read(path), path);
  try {
    const { origins } = given;
    return {
      policy: readPolicy(given),
      origins: Array.isArray(origins) ? origins.filter((origin) => typeof origin === "string") : [],
    };
  } catch (error) {
    if (error instanceof PolicyError) throw new InputError(`${path}: /${error.message}`);
    throw error;
  }
}

async function exported(io: Io, path: string): Promise<CorsPolicy> {
  try {
    return (await import(pathToFileURL(io.files.resolve(path)).href)).default;
  } catch (error) {
    throw new InputError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parsed(text: string, path: string): CorsPolicy {
  let value: unknown;
  try {
    value = JSON.parse(stripComments(text));
  } catch (error) {
    throw new InputError(`${path}: no JSON: ${(error as Error).message}`);
  }
  const read = schema.safeParse(value);
  if (!read.success) {
    const wrong = read.error.issues.map(({ path: at, message }) => `/${at.join("/")}: ${message}`);
    throw new InputError(`${path}: ${wrong.join("; ")}`, HINT);
  }
  const { origins, ...rest } = read.data;
  const patterns = origins === "*" ? origins : origins.map((origin) => patternOf(origin, path) ?? origin);
  return { ...rest, origins: patterns } as CorsPolicy;
}

function patternOf(origin: string, path: string): RegExp | null {
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(origin) ?? [];
  if (source === undefined) return null;
  try {
    return new RegExp(source, flags);
  } catch (error) {
    throw new InputError(`${path}: /origins: ${(error as Error).message}`);
  }
}
