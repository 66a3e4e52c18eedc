import type { HeaderPairs } from "../core/infrastructure/header-list.js";
import { isCorsSafelistedMethod } from "../core/infrastructure/method.js";
import type { Policy } from "../explain/configurations/policy.js";
import { type ServerStep, type ServerStepCode, serverStep } from "./steps.js";

/** What of a request decides: header names in any case. */
export interface AskingRequest {
  readonly method: string;
  readonly headers:
    | HeaderPairs
    | Iterable<readonly [string, string]>
    | Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What a server with a policy answers, and why. */
export interface CorsDecision {
  readonly kind: "preflight" | "actual";
  /** Whether the browser, having read the answer, goes on. */
  readonly allowed: boolean;
  /** To be set on the answer, in the place of what is there; Vary is to be added to. */
  readonly headers: [name: string, value: string][];
  /** Of a preflight, which is answered with that and no body; null: it is the handler's to say. */
  readonly status: 204 | null;
  readonly steps: readonly ServerStep[];
}

/** The recipe that each server follows: who asks, may they, what do they ask for, which headers say yes? */
export function decide(policy: Policy, request: AskingRequest): CorsDecision {
  const read = headerReader(request.headers);
  const steps: ServerStep[] = [];
  const headers: [string, string][] = [];
  const note = (code: ServerStepCode, value?: string) => steps.push(serverStep(code, value));
  const add = (name: string, value: string) => {
    headers.push([name, value]);
    note("header-added", `${name}: ${value}`);
  };

  const origin = read("origin");
  const asked = read("access-control-request-method");
  const isPreflight = origin !== null && asked !== null && request.method === "OPTIONS";
  const kind = isPreflight ? "preflight" : "actual";
  const status = isPreflight ? 204 : null;
  const vary = varyOf(policy, isPreflight);

  note(origin === null ? "origin-absent" : "origin-present", origin ?? undefined);
  const isAllowed = origin !== null && policy.allows(origin);
  if (origin !== null) note(isAllowed ? "origin-allowed" : "origin-not-allowed", origin);
  if (vary !== "") {
    note("vary-added", vary);
    headers.push(["Vary", vary]);
  }
  // What everyone may read is the same for those who do not ask.
  if (!isAllowed && !(origin === null && policy.isPublic)) return { kind, allowed: false, headers, status, steps };

  if (isPreflight) note("preflight", asked);
  else if (origin !== null) note("no-preflight", request.method);
  add("Access-Control-Allow-Origin", policy.isPublic ? "*" : (origin ?? ""));
  if (policy.credentials) add("Access-Control-Allow-Credentials", "true");
  if (!isPreflight) {
    if (policy.expose.length > 0) add("Access-Control-Expose-Headers", listed(policy.expose));
    return { kind, allowed: isAllowed, headers, status, steps };
  }

  const names = namesIn(read("access-control-request-headers"));
  const method = methodAnswer(policy, asked);
  note(method.code, asked);
  if (method.header !== "") add("Access-Control-Allow-Methods", method.header);
  const refused = names.filter((name) => !takesHeader(policy, name));
  for (const name of names) {
    note(policy.headers === "*" ? "header-any" : refused.includes(name) ? "header-not-listed" : "header-listed", name);
  }
  const allowHeaders = headersAnswer(policy, names);
  if (allowHeaders !== "") add("Access-Control-Allow-Headers", allowHeaders);
  if (policy.maxAge !== null) add("Access-Control-Max-Age", String(policy.maxAge));
  return { kind, allowed: method.code !== "method-not-listed" && refused.length === 0, headers, status, steps };
}

/** Request headers that the answer is different for. A wildcard that has to be echoed depends on what was asked. */
function varyOf({ isPublic, credentials, methods, headers }: Policy, isPreflight: boolean): string {
  const names = isPublic ? [] : ["Origin"];
  if (isPreflight && credentials && methods === "*") names.push("Access-Control-Request-Method");
  if (isPreflight && credentials && headers === "*") names.push("Access-Control-Request-Headers");
  return names.join(", ");
}

function methodAnswer({ methods, credentials }: Policy, asked: string): { code: ServerStepCode; header: string } {
  if (methods === "*") {
    // With credentials `*` is no wildcard.
    return { code: "method-any", header: credentials ? asked : "*" };
  }
  const header = methods.join(", ");
  if (isCorsSafelistedMethod(asked)) return { code: "method-simple", header };
  return { code: methods.includes(asked) ? "method-listed" : "method-not-listed", header };
}

function headersAnswer({ headers, credentials }: Policy, asked: readonly string[]): string {
  if (headers !== "*") return headers.join(", ");
  // `*` does not cover Authorization.
  return credentials ? asked.join(", ") : "*, Authorization";
}

function takesHeader({ headers }: Policy, asked: string): boolean {
  return headers === "*" || headers.some((name) => name.toLowerCase() === asked.toLowerCase());
}

function listed(names: "*" | readonly string[]): string {
  return names === "*" ? names : names.join(", ");
}

function namesIn(value: string | null): string[] {
  return (value ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function headerReader(headers: AskingRequest["headers"]): (name: string) => string | null {
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return (name) => {
    const values = pairs
      .filter(([given, value]) => value !== undefined && given.toLowerCase() === name)
      .flatMap(([, value]) => value ?? []);
    return values.length === 0 ? null : values.join(", ");
  };
}
