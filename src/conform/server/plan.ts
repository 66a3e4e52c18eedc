import type { Case } from "../../cases/case.js";
import type { Policy } from "../../explain/configurations/policy.js";

const FETCH = "https://fetch.spec.whatwg.org/";

/** What a browser is to make of an answer: script reads it, or it does not. */
export type Expected = "allowed" | "refused";

/** One thing that the policy promises, as a page that tries it. */
export interface ServerCase {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  readonly page: Case["page"];
  readonly setup: Case["setup"];
  readonly expected: Expected;
  /** What else has to hold of the answer. */
  readonly also: Also | null;
}

/**
 * `max-age`: the preflight's answer may be kept so long. `exposes`, `hides`: a header that the answer might have, and script
 * reads or does not. `vary`: the answer serves this origin too, or says that it is for another.
 */
export type Also =
  | { readonly kind: "max-age"; readonly seconds: number }
  | { readonly kind: "exposes" | "hides"; readonly name: string }
  | { readonly kind: "vary"; readonly origin: string };

const STRANGER = "https://whycors-conform.example";
const UNKNOWN_METHOD = "WHYCORS-CONFORM";
const UNKNOWN_HEADER = "X-Whycors-Conform";

/**
 * Everything that is asked of a server with a policy.
 * @param own origins that the policy lets in, one at least
 * @param failing where the application fails; null: nobody said
 */
export function serverCases(
  policy: Policy,
  url: string,
  own: readonly string[],
  failing: string | null = null,
): ServerCase[] {
  const [first, ...others] = own as [string, ...string[]];
  const cases: ServerCase[] = [];
  const add = (
    id: string,
    title: string,
    anchor: string,
    [origin, setup]: readonly [origin: string, setup: Omit<Case["setup"], "url"> & { readonly url?: string }],
    expected: Expected,
    also: Also | null = null,
  ) =>
    cases.push({
      id,
      title,
      link: FETCH + anchor,
      page: pageAt(origin),
      setup: { url, ...setup },
      expected,
      also,
    });
  const granted = (origin: string): Expected => (policy.allows(origin) ? "allowed" : "refused");

  add("own-origin", `${first} reads`, "#concept-cors-check", [first, {}], "allowed");
  for (const origin of others)
    add("other-own-origin", `${origin} reads too`, "#concept-cors-check", [origin, {}], "allowed");
  for (const [id, title, origin] of strangersTo(first)) {
    const expected = granted(origin);
    add(
      id,
      `${title} ${expected === "allowed" ? "reads" : "does not read"}`,
      "#concept-cors-check",
      [origin, {}],
      expected,
    );
  }
  add("head", `${first} asks with HEAD`, "#concept-cors-check", [first, { method: "HEAD" }], "allowed");
  const missing = new URL(url);
  missing.pathname = `${missing.pathname.replace(/\/$/, "")}/whycors-conform-is-not-here`;
  add(
    "error-answer",
    `${first} reads an answer of 404`,
    "#concept-cors-check",
    [first, { url: missing.href }],
    "allowed",
  );

  if (failing !== null) {
    add(
      "failing-answer",
      `${first} reads an answer of the application's failure`,
      "#concept-cors-check",
      [first, { url: failing }],
      "allowed",
    );
  }

  const withCookies = { credentials: "include" } as const;
  add(
    "credentials",
    policy.credentials
      ? `${first} reads with cookies`
      : "cookies don't go along: no answer to a request with them is read",
    "#cors-protocol-and-credentials",
    [first, withCookies],
    policy.credentials ? "allowed" : "refused",
  );
  if (policy.credentials) {
    add(
      "credentials-stranger",
      "another origin does not read with cookies",
      "#cors-protocol-and-credentials",
      [STRANGER, withCookies],
      granted(STRANGER),
    );
  }

  const mode = policy.credentials ? withCookies : {};
  const methods = policy.methods === "*" ? ["PUT", "DELETE", UNKNOWN_METHOD] : policy.methods;
  const headers = policy.headers === "*" ? ["X-Custom", "Authorization"] : policy.headers;
  for (const method of methods) {
    add("method", `${method} is granted`, "#cors-preflight-fetch-0", [first, { method, ...mode }], "allowed");
  }
  if (policy.methods !== "*") {
    add(
      "unlisted-method",
      "a method that the policy does not list is refused",
      "#cors-preflight-fetch-0",
      [first, { method: UNKNOWN_METHOD, ...mode }],
      "refused",
    );
  }
  for (const name of headers) {
    add(
      "header",
      `the header ${name} is granted`,
      "#cors-preflight-fetch-0",
      [first, { headers: [[name, "application/json"]], ...mode }],
      "allowed",
    );
  }
  if (headers.length > 1) {
    const all = headers.map((name): [string, string] => [name, "application/json"]);
    add(
      "headers-together",
      "all headers are granted at once",
      "#cors-preflight-fetch-0",
      [first, { headers: all, ...mode }],
      "allowed",
    );
  }
  if (policy.headers !== "*") {
    add(
      "unlisted-header",
      "a header that the policy does not list is refused",
      "#cors-preflight-fetch-0",
      [first, { headers: [[UNKNOWN_HEADER, "1"]], ...mode }],
      "refused",
    );
  }
  const [method] = methods;
  if (method !== undefined) {
    add(
      "preflight-stranger",
      `another origin's preflight is ${granted(STRANGER) === "allowed" ? "granted" : "refused"}`,
      "#cors-preflight-fetch-0",
      [STRANGER, { method }],
      granted(STRANGER),
    );
    if (policy.maxAge !== null) {
      add(
        "max-age",
        `a preflight's answer may be kept for ${policy.maxAge} s`,
        "#http-access-control-max-age",
        [first, { method, ...mode }],
        "allowed",
        { kind: "max-age", seconds: policy.maxAge },
      );
    }
  }

  const exposed = policy.expose === "*" ? ["X-Anything"] : policy.expose;
  for (const name of exposed) {
    add("exposed-header", `script reads ${name}`, "#cors-safelisted-response-header-name", [first, mode], "allowed", {
      kind: "exposes",
      name,
    });
  }
  if (policy.expose !== "*") {
    add(
      "hidden-header",
      "script does not read a header that is not exposed",
      "#cors-safelisted-response-header-name",
      [first, mode],
      "allowed",
      { kind: "hides", name: UNKNOWN_HEADER },
    );
  }

  if (!policy.isPublic) {
    const title = "its copy does not serve others, or says so in Vary";
    add(
      "vary-own-origin",
      `the answer to ${first}: ${title}`,
      "#cors-protocol-and-http-caches",
      [first, {}],
      "allowed",
      { kind: "vary", origin: others[0] ?? first },
    );
    add(
      "vary-stranger",
      `the answer to another origin: ${title}`,
      "#cors-protocol-and-http-caches",
      [STRANGER, {}],
      "refused",
      { kind: "vary", origin: first },
    );
    add(
      "vary-no-origin",
      `the answer to a request without Origin: ${title}`,
      "#cors-protocol-and-http-caches",
      [first, { mode: "no-cors" }],
      "allowed",
      { kind: "vary", origin: first },
    );
  }
  return cases;
}

/** A page of an origin; `null` has a page in a sandbox. */
function pageAt(origin: string): Case["page"] {
  return origin === "null" ? { url: "https://whycors-conform.example/", opaque: true } : { url: `${origin}/` };
}

/** Origins that are not that one, though some look alike. */
function strangersTo(origin: string): [id: string, title: string, origin: string][] {
  const found: [string, string, string][] = [
    ["stranger", "another origin", STRANGER],
    ["null-origin", "a sandboxed page", "null"],
  ];
  if (!URL.canParse(origin)) return found;
  const { protocol, hostname, port } = new URL(origin);
  const of = (scheme: string, host: string, number: string) => `${scheme}//${host}${number === "" ? "" : `:${number}`}`;
  const twin = protocol === "https:" ? "http:" : "https:";
  return [
    ...found,
    ["suffix", `${of(protocol, `${hostname}.evil.example`, port)}`, of(protocol, `${hostname}.evil.example`, port)],
    ["prefix", `${of(protocol, `evil-${hostname}`, port)}`, of(protocol, `evil-${hostname}`, port)],
    ["scheme", `${of(twin, hostname, port)}`, of(twin, hostname, port)],
    ["port", `${of(protocol, hostname, "8499")}`, of(protocol, hostname, "8499")],
  ];
}
