import { isForbiddenResponseHeaderName } from "../../core/http-extensions/cors-safelisted-response-header-name.js";
import { isForbiddenMethod, isToken, normalizeMethod } from "../../core/infrastructure/method.js";
import { shown } from "../shown.js";

/** Whom a server lets read its answers, and after which requests. */
export interface CorsPolicy {
  /**
   * Who: everyone (`"*"`), origins byte for byte (`"https://app.example"`), patterns that match an origin as a whole, or a
   * function.
   */
  readonly origins: "*" | readonly (string | RegExp)[] | ((origin: string) => boolean);
  /** Methods beside GET, HEAD and POST, which browsers let pass unasked. `"*"`: any. None unless given. */
  readonly methods?: "*" | readonly string[];
  /** Request headers beside the safelisted ones. `"*"`: any, Authorization too. None unless given. */
  readonly headers?: "*" | readonly string[];
  /** Cookies, client certificates and HTTP authentication go along. */
  readonly credentials?: boolean;
  /** Seconds for which browsers may remember a preflight's answer; 5 where nothing is said. */
  readonly maxAge?: number;
  /** Response headers that script may read beside the safelisted ones. */
  readonly expose?: "*" | readonly string[];
}

/** A policy that can't mean what it says: what is wrong with it, and what to write instead. */
export class PolicyError extends TypeError {
  override readonly name = "PolicyError";
  /** The field of the policy. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(`${field}: ${message}`);
    this.field = field;
  }
}

/** A policy that has been checked. */
export interface Policy {
  readonly isPublic: boolean;
  readonly allows: (origin: string) => boolean;
  readonly methods: "*" | readonly string[];
  readonly headers: "*" | readonly string[];
  readonly credentials: boolean;
  readonly maxAge: number | null;
  readonly expose: "*" | readonly string[];
}

const FIELDS: ReadonlySet<string> = new Set(["origins", "methods", "headers", "credentials", "maxAge", "expose"]);

/** @throws PolicyError */
export function readPolicy(given: CorsPolicy): Policy {
  if (typeof given !== "object" || given === null)
    throw new PolicyError("policy", `expected an object; got ${shown(given)}`);
  for (const field of Object.keys(given)) {
    if (!FIELDS.has(field)) throw new PolicyError(field, `no such field: expected one of ${[...FIELDS].join(", ")}`);
  }
  const { origins, credentials = false, maxAge } = given;
  if (typeof credentials !== "boolean")
    throw new PolicyError("credentials", `expected true or false; got ${shown(credentials)}`);
  if (maxAge !== undefined && !(Number.isSafeInteger(maxAge) && maxAge >= 0)) {
    throw new PolicyError("maxAge", `expected seconds, an integer from 0; got ${shown(maxAge)}`);
  }
  const isPublic = origins === "*";
  if (isPublic && credentials) {
    throw new PolicyError(
      "origins",
      'browsers refuse "*" for requests with credentials, and echoing every origin would let any site act as its visitor: list the origins, or leave credentials out',
    );
  }
  return {
    isPublic,
    allows: allowing(origins, credentials),
    methods: methodsOf(given.methods ?? []),
    headers: namesOf("headers", given.headers ?? []),
    credentials,
    maxAge: maxAge ?? null,
    expose: exposedOf(given.expose ?? [], credentials),
  };
}

function allowing(origins: CorsPolicy["origins"], credentials: boolean): Policy["allows"] {
  if (origins === "*") return () => true;
  if (typeof origins === "function") return (origin) => origins(origin) === true;
  if (!Array.isArray(origins)) {
    throw new PolicyError("origins", `expected "*", a list or a function; got ${shown(origins)}`);
  }
  if (origins.length === 0)
    throw new PolicyError("origins", "an empty list lets nobody in: then no server of CORS is needed");
  const exact = new Set<string>();
  const patterns: RegExp[] = [];
  for (const origin of origins as readonly (string | RegExp)[]) {
    if (origin instanceof RegExp) patterns.push(new RegExp(origin.source, origin.flags.replace(/[gy]/g, "")));
    else exact.add(checkedOrigin(origin, credentials));
  }
  // The whole of it: a pattern that fits a part would fit https://app.example.evil.example as well.
  return (origin) => exact.has(origin) || patterns.some((pattern) => pattern.exec(origin)?.[0] === origin);
}

function checkedOrigin(given: unknown, credentials: boolean): string {
  if (given === "null") {
    if (!credentials) return given;
    throw new PolicyError(
      "origins",
      '"null" is the origin of every sandboxed frame, so any site can have it: not together with credentials',
    );
  }
  if (given === "*") throw new PolicyError("origins", 'write origins: "*", not in a list');
  if (typeof given !== "string") throw new PolicyError("origins", `expected strings or patterns; got ${shown(given)}`);
  if (given.includes("*")) {
    throw new PolicyError(
      "origins",
      `${shown(given)} has a wildcard, which no browser knows: write a pattern such as /https:\\/\\/[a-z]+\\.app\\.example/`,
    );
  }
  const origin = originOf(given);
  if (origin === null)
    throw new PolicyError("origins", `${shown(given)} is no origin: expected one such as "https://app.example"`);
  if (origin !== given)
    throw new PolicyError("origins", `browsers compare byte for byte: write ${shown(origin)}, not ${shown(given)}`);
  return given;
}

/** As browsers would write it; null: nothing like one. Schemes of apps and extensions have an origin too. */
function originOf(given: string): string | null {
  if (!URL.canParse(given)) return null;
  const { origin, protocol, host } = new URL(given);
  if (origin !== "null") return origin;
  return host === "" ? null : `${protocol}//${host}`;
}

function methodsOf(given: unknown): Policy["methods"] {
  const methods = namesOf("methods", given);
  if (methods === "*") return methods;
  for (const method of methods) {
    if (isForbiddenMethod(method)) throw new PolicyError("methods", `no page can send ${method}: leave it out`);
    const normalized = normalizeMethod(method);
    if (normalized !== method) {
      throw new PolicyError(
        "methods",
        `case matters, and browsers ask for ${normalized}: write that, not ${shown(method)}`,
      );
    }
  }
  return methods;
}

function exposedOf(given: unknown, credentials: boolean): Policy["expose"] {
  const names = namesOf("expose", given);
  if (names === "*") {
    if (!credentials) return names;
    throw new PolicyError("expose", 'with credentials "*" is no wildcard but a name: list the headers');
  }
  const secret = names.find((name) => isForbiddenResponseHeaderName(name.toLowerCase()));
  if (secret !== undefined) throw new PolicyError("expose", `no script ever reads ${secret}: leave it out`);
  return names;
}

function namesOf(field: string, given: unknown): "*" | readonly string[] {
  if (given === "*") return given;
  if (!Array.isArray(given)) throw new PolicyError(field, `expected "*" or a list; got ${shown(given)}`);
  for (const name of given) {
    if (name === "*") throw new PolicyError(field, `write ${field}: "*", not in a list`);
    if (typeof name !== "string" || !isToken(name)) throw new PolicyError(field, `${shown(name)} is no name of HTTP`);
  }
  return [...given];
}
