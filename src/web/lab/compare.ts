import type { Verdict } from "../../cases/verdict.js";
import type { Seen } from "../../perform/seen.js";

/** A request as the lab's servers saw it. */
export interface SeenRequest {
  readonly kind: "preflight" | "actual";
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
}

export type LabField =
  | "settles"
  | "outcome"
  | "requests"
  | "origin"
  | "request-method"
  | "request-headers"
  | "content-type"
  | "type"
  | "status"
  | "url"
  | "redirected"
  | "headers"
  | "body"
  | "error"
  | "events"
  | "element";

export interface LabRow {
  readonly field: LabField;
  readonly predicted: string;
  readonly real: string;
  readonly agrees: boolean;
}

/** What was predicted beside what happened, field by field; only fields of which both sides can tell. */
export function compare(verdict: Verdict, observed: Seen, seen: readonly SeenRequest[]): readonly LabRow[] {
  const rows: LabRow[] = [];
  const row = (field: LabField, predicted: unknown, real: unknown) => {
    const [left, right] = [textOf(predicted), textOf(real)];
    rows.push({ field, predicted: left, real: right, agrees: left === right });
  };
  const sent = verdict.exchanges.map(
    ({ kind, request }): SeenRequest => ({ kind: kind === "preflight" ? "preflight" : "actual", ...request }),
  );
  row("settles", verdict.settles, observed.settles);
  if (observed.outcome !== null) row("outcome", told(verdict.outcome), observed.outcome);
  row("requests", sent.map(lineOf), seen.map(lineOf));
  row("origin", valuesOf(sent, "origin"), valuesOf(seen, "origin"));
  const preflights = [sent, seen].map((side) => side.filter(({ kind }) => kind === "preflight"));
  if (preflights.some(({ length }) => length > 0)) {
    const [ours, theirs] = preflights as [SeenRequest[], SeenRequest[]];
    for (const field of ["request-method", "request-headers"] as const) {
      row(field, valuesOf(ours, `access-control-${field}`), valuesOf(theirs, `access-control-${field}`));
    }
  }
  row("content-type", valuesOf(sent, "content-type"), valuesOf(seen, "content-type"));
  const { response } = verdict;
  if (response !== null || observed.response !== undefined) {
    const real = observed.response;
    if (real?.type !== undefined || response?.type !== undefined) row("type", response?.type, real?.type);
    row("status", statusOf(response), statusOf(real));
    row("url", response?.url, real?.url);
    if (real?.redirected !== undefined) row("redirected", response?.redirected, real.redirected);
    row("headers", headersOf(response), headersOf(real));
    if (real?.bodyReadable !== undefined) row("body", response?.bodyReadable, real.bodyReadable);
  }
  if (verdict.error !== undefined || observed.error !== undefined) {
    row("error", errorOf(verdict.error), errorOf(observed.error));
  }
  if (observed.events !== undefined && observed.settles !== "throws") row("events", verdict.events, observed.events);
  if (observed.element !== undefined) {
    const { errors: _, ...element } = verdict.element ?? {};
    row("element", pairsText(element), pairsText(observed.element));
  }
  return rows;
}

/** Script can't tell blocked from failed. */
function told(outcome: Verdict["outcome"]): string {
  return outcome === "blocked" || outcome === "failed" ? "rejected" : outcome;
}

function lineOf({ method, url }: SeenRequest): string {
  return `${method} ${url.replace(/#.*$/s, "")}`;
}

/** A multipart boundary is the browser's own invention each time. */
function valuesOf(requests: readonly SeenRequest[], wanted: string): readonly string[] {
  return requests.map(({ headers }) => {
    const values = headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
    return values.length === 0 ? "–" : values.join(", ").replaceAll(/boundary=[^\s",]+/g, "boundary=BOUNDARY");
  });
}

function statusOf(response: { status: number; statusText: string } | null | undefined): string | undefined {
  return response == null ? undefined : `${response.status} ${response.statusText}`.trim();
}

function headersOf(
  response: { readonly headers: readonly (readonly [string, string])[] } | null | undefined,
): readonly string[] | undefined {
  return response?.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`).sort();
}

function errorOf(error: { name: string; message: string } | undefined): string | undefined {
  return error === undefined ? undefined : `${error.name}: ${error.message}`;
}

function pairsText(pairs: object): readonly string[] {
  return Object.entries(pairs)
    .map(([key, value]) => `${key}: ${value}`)
    .sort();
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "–";
  if (Array.isArray(value)) return value.length === 0 ? "–" : value.join("\n");
  return String(value);
}
