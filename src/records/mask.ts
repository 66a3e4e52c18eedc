/**
 * Secrets of a recording: the values of Authorization, Cookie and Set-Cookie, and wherever they turn up again. Scheme,
 * cookie names and cookie attributes stay, they decide things.
 */
const SECRET_HEADERS = new Set(["authorization", "proxy-authorization", "cookie", "set-cookie"]);
const SCHEME =
  /^(?:basic|bearer|digest|negotiate|ntlm|token|apikey|aws4-hmac-sha256|dpop|hawk|scram-sha-\d+)(?=\s+\S)/i;
const MASK = "***";
/** A shorter one would be found in other words too; it is masked only where the header stands. */
const FINDABLE = 6;

/** A copy without secrets; the value itself when there are none. */
export function mask<T>(value: T): T {
  const secrets = new Map<string, string>();
  if (!collect(value, secrets)) return value;
  // The longest first: a cookie line before one of its values.
  const known = [...secrets].sort(([a], [b]) => b.length - a.length);
  // A copy has the shape of what was copied.
  return copy(value, known) as T;
}

/** A header's value as it may be shown. */
export function maskHeader(name: string, value: string): string {
  const header = name.toLowerCase();
  if (!SECRET_HEADERS.has(header) || value === "") return value;
  if (header.endsWith("authorization")) {
    const scheme = SCHEME.exec(value)?.[0];
    return scheme === undefined ? MASK : `${scheme} ${MASK}`;
  }
  const parts = value.split(";");
  const pairs = header === "cookie" ? parts : parts.slice(0, 1);
  const shown = pairs.map((pair) => (pair.includes("=") ? `${pair.slice(0, pair.indexOf("=") + 1)}${MASK}` : MASK));
  return [...shown, ...parts.slice(pairs.length)].join(";");
}

type Field = readonly [name: string, value: string];

/** A header in any of the shapes that it has: `[name, value]`, `{ name, value }`, `{ header, value }`. */
function headerField(value: object): Field | null {
  if (Array.isArray(value)) {
    const [name, text] = value;
    return value.length === 2 && typeof name === "string" && typeof text === "string" ? [name, text] : null;
  }
  if (!("value" in value) || typeof value.value !== "string") return null;
  if ("name" in value && typeof value.name === "string") return [value.name, value.value];
  if ("header" in value && typeof value.header === "string") return [value.header, value.value];
  return null;
}

/** @returns whether there is anything to mask. */
function collect(value: unknown, secrets: Map<string, string>): boolean {
  if (typeof value !== "object" || value === null) return false;
  let found = false;
  const field = headerField(value);
  if (field !== null && SECRET_HEADERS.has(field[0].toLowerCase())) {
    remember(field, secrets);
    found = true;
  }
  for (const [key, item] of Object.entries(value)) {
    if (key === "cookies") {
      for (const line of cookieLines(item)) remember(["set-cookie", line], secrets);
      found = true;
    } else if (collect(item, secrets)) {
      found = true;
    }
  }
  return found;
}

function remember([name, value]: Field, secrets: Map<string, string>): void {
  const add = (secret: string, shown: string): void => {
    if (secret.length >= FINDABLE) secrets.set(secret, shown);
  };
  if (name.toLowerCase().endsWith("authorization")) {
    add(value.replace(SCHEME, "").trim(), MASK);
  } else {
    const pairs = value.split(";").slice(0, name.toLowerCase() === "cookie" ? undefined : 1);
    for (const pair of pairs) add(pair.slice(pair.indexOf("=") + 1).trim(), MASK);
  }
  add(value, maskHeader(name, value));
}

/** `page.cookies` of a case: a Set-Cookie line or several by origin. */
function cookieLines(byOrigin: unknown): string[] {
  if (typeof byOrigin !== "object" || byOrigin === null) return [];
  return Object.values(byOrigin)
    .flat()
    .filter((line): line is string => typeof line === "string");
}

type Known = readonly (readonly [secret: string, shown: string])[];

function copy(value: unknown, known: Known): unknown {
  if (typeof value === "string") {
    return known.reduce((text, [secret, shown]) => text.replaceAll(secret, () => shown), value);
  }
  if (typeof value !== "object" || value === null) return value;
  const field = headerField(value);
  const secret = field !== null && SECRET_HEADERS.has(field[0].toLowerCase()) ? maskHeader(...field) : null;
  if (Array.isArray(value)) return secret === null ? value.map((item) => copy(item, known)) : [value[0], secret];
  const entries = Object.entries(value).map(([key, item]) => {
    if (key === "cookies") return [key, copyCookies(item, known)];
    return [key, key === "value" && secret !== null ? secret : copy(item, known)];
  });
  return Object.fromEntries(entries);
}

function copyCookies(byOrigin: unknown, known: Known): unknown {
  if (typeof byOrigin !== "object" || byOrigin === null) return copy(byOrigin, known);
  const shown = (line: unknown): unknown => (typeof line === "string" ? maskHeader("set-cookie", line) : line);
  const entries = Object.entries(byOrigin).map(([origin, lines]) => [
    origin,
    Array.isArray(lines) ? lines.map(shown) : shown(lines),
  ]);
  return Object.fromEntries(entries);
}
