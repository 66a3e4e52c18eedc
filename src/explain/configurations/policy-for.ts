import { isForbiddenResponseHeaderName } from "../../core/http-extensions/cors-safelisted-response-header-name.js";
import {
  getHeader,
  type HeaderList,
  type HeaderPairs,
  headerList,
  withHeader,
} from "../../core/infrastructure/header-list.js";
import {
  isCorsSafelistedMethod,
  isForbiddenMethod,
  isToken,
  normalizeMethod,
} from "../../core/infrastructure/method.js";
import type { Fix } from "../results.js";
import type { ConfigurationPolicy } from "./configurations.js";

/** What of a verdict says which policy its server should have. */
export interface Blocked {
  readonly fixes: readonly Fix[];
  readonly preflight: { readonly request: Sent | null; readonly response: Answered | null };
  readonly exchanges: readonly { readonly kind: string; readonly request: Sent; readonly response: Answered | null }[];
}
interface Sent {
  readonly url: string;
  readonly headers: HeaderPairs;
}
interface Answered {
  readonly headers: HeaderPairs;
}

/**
 * The policy that a server needs for this request, as its fixes say: what it allows already, and what it lacks.
 * @returns null when no header of CORS would help
 */
export function policyFor({ fixes, preflight, exchanges }: Blocked): ConfigurationPolicy | null {
  const changes = fixes.filter(
    ({ where, header }) => where === "server" && header?.startsWith("Access-Control-") === true,
  );
  const sent = preflight.request ?? exchanges.at(-1)?.request ?? null;
  if (
    sent === null ||
    (changes.length === 0 && !fixes.some(({ on, where }) => where === "server" && on === "preflight"))
  ) {
    return null;
  }
  const asked = headerList(sent.headers);
  const actual = exchanges.findLast(({ kind }) => kind !== "preflight")?.response ?? null;
  const onPreflight = fixed(
    preflight.response,
    changes.filter(({ on }) => on === "preflight"),
  );
  const onActual = fixed(
    actual,
    changes.filter(({ on }) => on !== "preflight"),
  );
  const origin = valueIn("access-control-allow-origin", onActual, onPreflight) ?? getHeader("origin", asked);
  if (origin === null) return null;
  const method = getHeader("access-control-request-method", asked);
  const credentials =
    valueIn("access-control-allow-credentials", onActual, onPreflight) === "true" && origin !== "null";
  const maxAge = getHeader("access-control-max-age", onPreflight);
  return {
    origins: origin === "*" && !credentials ? "*" : [origin === "*" ? (getHeader("origin", asked) ?? origin) : origin],
    methods: names(getHeader("access-control-allow-methods", onPreflight), method).filter(
      (name) => !isCorsSafelistedMethod(name) && !isForbiddenMethod(name) && normalizeMethod(name) === name,
    ),
    headers: names(
      getHeader("access-control-allow-headers", onPreflight),
      getHeader("access-control-request-headers", asked),
    ),
    expose: names(getHeader("access-control-expose-headers", onActual), null).filter(
      (name) => !isForbiddenResponseHeaderName(name.toLowerCase()),
    ),
    credentials,
    ...(maxAge !== null && /^\d{1,9}$/.test(maxAge) && { maxAge: Number(maxAge) }),
  };
}

function fixed(answer: Answered | null, changes: readonly Fix[]): HeaderList {
  const before = headerList(answer?.headers ?? []);
  return changes.reduce((list, { header, value }) => withHeader(list, header ?? "", value ?? ""), before);
}

function valueIn(name: string, ...lists: readonly HeaderList[]): string | null {
  return lists.map((list) => getHeader(name, list)).find((value) => value !== null) ?? null;
}

/** By name: what a wildcard let through is what was asked for. */
function names(allowed: string | null, asked: string | null): readonly string[] {
  const listed = `${allowed ?? ""},${asked ?? ""}`.split(",").map((name) => name.trim());
  const seen = new Map(
    listed.filter((name) => name !== "*" && isToken(name)).map((name) => [name.toLowerCase(), name]),
  );
  return [...seen.values()];
}
