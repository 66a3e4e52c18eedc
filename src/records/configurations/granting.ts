import {
  type AskedServer,
  type ConfiguredAnswer,
  type Finding,
  finding,
  meantOrigins,
  originFindings,
  type ServerConfiguration,
} from "./configuration.js";

/** Whom a library lets in that is told by options, and how it says so. */
export interface Granting {
  /** Written out; `*` among them is everyone. */
  readonly origins: readonly string[];
  readonly patterns: readonly RegExp[];
  /** Everyone, by their own name. */
  readonly echoes: boolean;
  /** null: whatever is asked for. */
  readonly methods: readonly string[] | null;
  readonly headers: readonly string[] | null;
  readonly expose: readonly string[];
  readonly credentials: boolean;
  readonly maxAge: number | null;
  readonly preflightStatus: number;
  /** What it does with `*` together with credentials. */
  readonly star: "sent" | "refused" | "echoed";
  /** Every answer has its one origin, whoever asks. */
  readonly isFixed: boolean;
  /** `https://*.app.example` means something to it. */
  readonly knowsWildcards: boolean;
}

/** A configuration that answers as its library does. */
export function configurationOf(
  granting: Granting,
  about: Pick<ServerConfiguration, "target" | "title" | "line">,
  more: readonly Finding[] = [],
): ServerConfiguration {
  return {
    ...about,
    origins: meantOrigins(granting.origins),
    answer: (asked) => answer(granting, asked),
    findings: [
      ...granting.origins.flatMap((origin) => originFindings(origin, granting.knowsWildcards)),
      ...together(granting),
      ...cased(granting),
      ...more,
    ],
  };
}

function together({ origins, echoes, credentials, star }: Granting): Finding[] {
  if (!credentials) return [];
  if (echoes) return [finding("config-any-credentials")];
  return origins.includes("*") ? [finding(`config-star-${star}`)] : [];
}

/** `put` allows no PUT. */
function cased({ methods }: Granting): Finding[] {
  const small = (methods ?? []).find((method) => /[a-z]/.test(method));
  return small === undefined ? [] : [finding("config-methods-case", small, small.toUpperCase())];
}

function answer(granting: Granting, { origin, method, isPreflight, headers }: AskedServer): ConfiguredAnswer {
  const allowed = allowOrigin(granting, origin);
  const { credentials, expose, maxAge } = granting;
  const all: [string, string][] = [];
  if (allowed !== null) all.push(["Access-Control-Allow-Origin", allowed]);
  if (allowed !== null && allowed !== "*") all.push(["Vary", "Origin"]);
  if (allowed !== null && credentials) all.push(["Access-Control-Allow-Credentials", "true"]);
  if (allowed !== null && !isPreflight && expose.length > 0) {
    all.push(["Access-Control-Expose-Headers", expose.join(", ")]);
  }
  if (allowed !== null && isPreflight) {
    all.push(["Access-Control-Allow-Methods", granting.methods === null ? method : granting.methods.join(", ")]);
    const names = granting.headers ?? headers;
    if (names.length > 0) all.push(["Access-Control-Allow-Headers", names.join(", ")]);
    if (maxAge !== null) all.push(["Access-Control-Max-Age", String(maxAge)]);
  }
  return { status: isPreflight ? granting.preflightStatus : 200, headers: all };
}

function allowOrigin(
  { origins, patterns, echoes, credentials, star, isFixed, knowsWildcards }: Granting,
  origin: string,
): string | null {
  if (echoes) return origin;
  if (origins.includes("*")) return credentials && star === "echoed" ? origin : "*";
  if (isFixed) return origins[0] ?? null;
  const isNamed = origins.some((known) => known === origin || (knowsWildcards && matches(known, origin)));
  return isNamed || patterns.some((pattern) => pattern.test(origin)) ? origin : null;
}

function matches(wildcard: string, origin: string): boolean {
  const [before = "", after] = wildcard.split("*", 2);
  return (
    after !== undefined &&
    origin.startsWith(before) &&
    origin.endsWith(after) &&
    origin.length > before.length + after.length
  );
}
