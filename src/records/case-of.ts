import type { Case } from "../cases/case.js";
import type { Verdict, VerdictExchange } from "../cases/verdict.js";
import { DEFAULT_SETUP, type Setup } from "../core/infrastructure/setup.js";
import type { RecordedExchange } from "./har/exchange.js";
import type { Judged, Made } from "./options.js";

type Rule = NonNullable<Case["server"]>[number];

/** A recorded request as a case: the page and its code as they were read, the server's answers one after the other. */
export function caseOf({ verdict, made }: Judged, withBodies: boolean): Case | null {
  if (made === null) return null;
  const { page } = made;
  return {
    id: idOf(verdict),
    title: `${made.setup.method} ${made.setup.url} (${fileOf(verdict)}, entry ${verdict.source?.entry ?? 0})`,
    page: { ...page, ...(page.opaque ? {} : { opaque: undefined }) },
    setup: setupOf(made.setup),
    server: rulesOf(verdict, made, withBodies),
  };
}

/** `session-12`, which can name a file too. */
function idOf(verdict: Verdict): string {
  const name = fileOf(verdict)
    .replace(/\.(har|json|ndjson|http|zip|gz)\b/gi, "")
    .replace(/[^\w.-]+/g, "-");
  return `${name || "entry"}-${verdict.source?.entry ?? 0}`;
}

/** Where a file is, is nobody's business. */
function fileOf({ source, id }: Verdict): string {
  return (source?.file ?? id).split(/[\\/]/).at(-1) ?? "";
}

/** What differs from a plain call. */
function setupOf(setup: Setup): Case["setup"] {
  const written = Object.entries(setup).filter(([key, value]) => {
    const usual: unknown = DEFAULT_SETUP[key as keyof Setup];
    return key === "api" || JSON.stringify(value) !== JSON.stringify(usual);
  });
  return { url: setup.url, ...Object.fromEntries(written) };
}

function rulesOf(verdict: Verdict, { parts, isPermitted }: Made, withBodies: boolean): Rule[] {
  let hop = 0;
  const rules = verdict.exchanges.map((exchange): Rule => {
    const recorded = exchange.kind === "preflight" ? undefined : parts.hops[hop++];
    return ruleOf(exchange, recorded, withBodies);
  });
  // It was permitted before, or its answer is not in the recording: the case has to say so.
  if (verdict.preflight.fromCache || isPermitted) rules.unshift(permission(verdict));
  if (verdict.reason === "network-error") {
    rules.push({ respond: { error: verdict.detail.error ?? "connection-reset" } });
  }
  return rules;
}

function ruleOf(
  { kind, request, response }: VerdictExchange,
  recorded: RecordedExchange | undefined,
  withBodies: boolean,
): Rule {
  const when =
    kind === "preflight" ? { preflight: true, url: request.url } : { method: request.method, url: request.url };
  if (response === null) return { when, respond: { error: "connection-reset" }, times: 1 };
  const body = withBodies ? recorded?.bodyStart : null;
  return {
    when,
    respond: {
      status: response.status,
      headers: response.headers.map(([name, value]) => [name, value]),
      ...(typeof body === "string" && body !== "" && { body }),
    },
    times: 1,
    ...(recorded?.viaServiceWorker ? { via: "service-worker" } : recorded?.fromCache ? { via: "http-cache" } : {}),
    ...(recorded?.http === "2" && { http: "2" }),
  };
}

function permission({ preflight, exchanges }: Verdict): Rule {
  const sent = exchanges.find(({ kind }) => kind !== "preflight")?.request;
  const origin = sent?.headers.find(([name]) => name.toLowerCase() === "origin")?.[1] ?? "*";
  const names = preflight.because.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return {
    when: { preflight: true },
    respond: {
      status: 204,
      headers: [
        ["Access-Control-Allow-Origin", origin],
        ["Access-Control-Allow-Credentials", "true"],
        ["Access-Control-Allow-Methods", sent?.method ?? "GET"],
        ...(names.length > 0 ? [["Access-Control-Allow-Headers", names.join(", ")] as [string, string]] : []),
      ],
    },
  };
}

/** What the verdicts agree on, and what each profile says otherwise. */
export function expectationOf(verdicts: readonly Verdict[]): Record<string, unknown> {
  const [first, ...others] = verdicts;
  if (first === undefined) return {};
  const base = factsOf(first);
  // A single engine was asked: nothing is said about the others.
  if (others.length === 0 && first.profile !== "spec") return { [first.profile]: base };
  const differing = others.filter((verdict) => JSON.stringify(factsOf(verdict)) !== JSON.stringify(base));
  return { ...base, ...Object.fromEntries(differing.map((verdict) => [verdict.profile, factsOf(verdict)])) };
}

function factsOf({ outcome, reason, stage }: Verdict): Record<string, unknown> {
  return { outcome, reason, stage };
}
