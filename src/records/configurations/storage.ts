import {
  type AskedServer,
  type ConfiguredAnswer,
  lineAt,
  meantOrigins,
  originFindings,
  type ServerConfiguration,
} from "./configuration.js";
import { writtenAt } from "./literals.js";

/** One rule of a bucket. */
interface BucketRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly expose: readonly string[];
  readonly maxAge: number | null;
}

/** S3's rules, as XML or JSON, and Cloud Storage's. The first that lets it in answers. */
export function storageConfigurations(text: string): ServerConfiguration[] {
  const xml = /<CORSRule\b/i.exec(text);
  if (xml !== null) return [bucket("s3", "AWS S3", lineAt(text, xml.index), xmlRules(text))];
  const json = /["']?AllowedOrigins["']?\s*:\s*\[(?!\])/.exec(text);
  if (json !== null) return [bucket("s3", "AWS S3", lineAt(text, json.index), jsonRules(text, S3))];
  const gcs = /["']origin["']\s*:\s*\[/.exec(text);
  if (gcs === null || !/["']method["']\s*:/.test(text)) return [];
  return [bucket("gcs", "Google Cloud Storage", lineAt(text, gcs.index), jsonRules(text, GCS))];
}

function xmlRules(text: string): BucketRule[] {
  return text
    .split(/<CORSRule\b[^>]*>/i)
    .slice(1)
    .map((rule) => {
      const all = (name: string) =>
        [...rule.matchAll(new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`, "gi"))].map(([, value]) => value!);
      const age = Number(all("MaxAgeSeconds")[0] ?? Number.NaN);
      return {
        origins: all("AllowedOrigin"),
        methods: all("AllowedMethod"),
        headers: all("AllowedHeader"),
        expose: all("ExposeHeader"),
        maxAge: Number.isNaN(age) ? null : age,
      };
    });
}

const S3 = {
  origins: "AllowedOrigins",
  methods: "AllowedMethods",
  headers: "AllowedHeaders",
  expose: "ExposeHeaders",
  maxAge: "MaxAgeSeconds",
};
const GCS = {
  origins: "origin",
  methods: "method",
  headers: "responseHeader",
  expose: "responseHeader",
  maxAge: "maxAgeSeconds",
};

/** Each rule is what stands between its braces. */
function jsonRules(text: string, names: typeof S3): BucketRule[] {
  const rules = [...text.matchAll(/\{[^{}]*\}?/g)].map(([found]) => found);
  return rules
    .filter((rule) => new RegExp(`["']?${names.origins}["']?\\s*:`).test(rule))
    .map((rule) => {
      const said = (name: string) => {
        const at = new RegExp(`["']?\\b${name}["']?\\s*:\\s*`).exec(rule);
        return at === null ? null : writtenAt(rule, at.index + at[0].length);
      };
      return {
        origins: said(names.origins)?.strings ?? [],
        methods: said(names.methods)?.strings ?? [],
        headers: said(names.headers)?.strings ?? [],
        expose: said(names.expose)?.strings ?? [],
        maxAge: said(names.maxAge)?.number ?? null,
      };
    });
}

function bucket(target: string, title: string, line: number, rules: readonly BucketRule[]): ServerConfiguration {
  return {
    target,
    title,
    line,
    origins: meantOrigins(rules.flatMap(({ origins }) => origins)),
    answer: (asked) => answer(rules, asked),
    findings: rules.flatMap(({ origins }) => origins.flatMap((origin) => originFindings(origin, true))),
  };
}

/** A preflight that no rule lets in gets 403; anything else its answer without headers of CORS. */
function answer(rules: readonly BucketRule[], { origin, method, isPreflight, headers }: AskedServer): ConfiguredAnswer {
  const rule = rules.find(
    (each) =>
      each.origins.some((known) => fits(known, origin)) &&
      each.methods.includes(method) &&
      (!isPreflight || headers.every((name) => each.headers.some((known) => fits(known.toLowerCase(), name)))),
  );
  if (rule === undefined) return { status: isPreflight ? 403 : 200, headers: [] };
  const isPublic = rule.origins.includes("*");
  return {
    status: 200,
    headers: [
      ["Access-Control-Allow-Origin", isPublic ? "*" : origin],
      ["Access-Control-Allow-Methods", rule.methods.join(", ")],
      ...(isPreflight && headers.length > 0
        ? [["Access-Control-Allow-Headers", headers.join(", ")] as [string, string]]
        : []),
      ...(rule.expose.length > 0
        ? [["Access-Control-Expose-Headers", rule.expose.join(", ")] as [string, string]]
        : []),
      ...(rule.maxAge === null ? [] : [["Access-Control-Max-Age", String(rule.maxAge)] as [string, string]]),
      ...(isPublic ? [] : [["Access-Control-Allow-Credentials", "true"] as [string, string]]),
      ["Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method"],
    ],
  };
}

/** One `*` in it stands for anything. */
function fits(known: string, value: string): boolean {
  const [before = "", after] = known.split("*", 2);
  if (after === undefined) return known === value;
  return value.length >= before.length + after.length && value.startsWith(before) && value.endsWith(after);
}
