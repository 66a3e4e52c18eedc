import type { Verdict, VerdictExchange } from "../../cases/verdict.js";
import type { TraceStep } from "../../core/trace.js";

/** What happened, one moment after the other: what went over the wire, what was looked at, how it ended. */
export type Moment =
  | { readonly kind: "exchange"; readonly exchange: VerdictExchange; readonly index: number }
  | { readonly kind: "step"; readonly step: TraceStep }
  | { readonly kind: "end" };

const PREFLIGHT = "cors-preflight-fetch-0";
/** Algorithms, or steps of them, that have an answer before them. */
const LOOKS_AT_ANSWER: ReadonlySet<string> = new Set([
  "concept-cors-check",
  "cross-origin-resource-policy-check",
  "concept-http-redirect-fetch",
  "concept-http-fetch 6",
]);

/** The answer that steps look at: nobody's, a preflight's (until it is seen whether it allows the method), the request's own. */
type Before = "nothing" | "preflight" | "seen preflight" | "answer";

/** Puts the exchanges between the steps: each step that looks at an answer comes after it. */
export function timelineOf({ steps = [], exchanges }: Verdict): readonly Moment[] {
  const moments: Moment[] = [];
  let next = 0;
  let before: Before = "nothing";
  const arrive = () => {
    const exchange = exchanges[next];
    if (exchange !== undefined) moments.push({ kind: "exchange", exchange, index: next++ });
  };
  for (const step of steps) {
    const wanted = lookedAt(step, before);
    if (wanted === "preflight" && before !== "preflight" && exchanges[next]?.kind === "preflight") arrive();
    if (wanted === "answer" && before !== "answer") arrive();
    moments.push({ kind: "step", step });
    before = step.code === "method-allowed" ? "seen preflight" : wanted;
  }
  while (next < exchanges.length) arrive();
  return [...moments, { kind: "end" }];
}

function lookedAt({ spec, step }: TraceStep, before: Before): Before {
  if (spec === PREFLIGHT) return before === "seen preflight" ? "seen preflight" : "preflight";
  if (LOOKS_AT_ANSWER.has(spec) || LOOKS_AT_ANSWER.has(`${spec} ${step}`)) {
    return before === "preflight" && spec === "concept-cors-check" ? "preflight" : "answer";
  }
  return "nothing";
}
