import type { Verdict } from "../cases/verdict.js";
import { counted, number, type Tally } from "./tally.js";

type Outcome = Verdict["outcome"];

/** What a replay came to, in a few sentences. */
export function summaryLines(tally: Tally): string[] {
  return [...changeLines(tally), ...countLines(tally), ...leftOutLines(tally), ...agreementLines(tally)];
}

function changeLines(tally: Tally): string[] {
  const { changes, changed, added, gone } = tally;
  const all = isByMany(tally) ? counted(tally.verdicts, "verdict") : counted(tally.requests, "exchange");
  const lines = [...changes].map(([transition, count]) => `${number(count)} of ${all} went from ${transition}.`);
  if (changed > 0 && changes.size > 1) lines.push(`${counted(changed, "change")} in all.`);
  if (added > 0) lines.push(`${counted(added, "exchange")} not in the baseline.`);
  if (gone > 0) lines.push(`${counted(gone, "exchange")} of the baseline ${gone === 1 ? "is" : "are"} gone.`);
  return lines;
}

function countLines(tally: Tally): string[] {
  const { requests, outcomes, preflights } = tally;
  if (requests === 0) return ["No request judged."];
  const judged = `${counted(requests, "request")} judged`;
  const preflighted = preflights > 0 ? `; ${number(preflights)} with a preflight` : "";
  const counts = [...outcomes].map(([profile, found]) => [profile, countsIn(found)] as const);
  const [only] = counts;
  if (counts.length === 1 && only !== undefined) return [`${judged}: ${only[1]}${preflighted}.`];
  return [
    `${judged} by ${counts.length} profiles${preflighted}.`,
    ...counts.map(([name, found]) => `${name}: ${found}.`),
  ];
}

const ORDER: readonly Outcome[] = ["allowed", "opaque", "blocked", "failed", "unknown"];

function countsIn(outcomes: ReadonlyMap<Outcome, number>): string {
  return ORDER.flatMap((outcome) => {
    const count = outcomes.get(outcome);
    return count === undefined ? [] : [`${number(count)} ${outcome}`];
  }).join(", ");
}

function isByMany({ outcomes }: Tally): boolean {
  return outcomes.size > 1;
}

function leftOutLines({ skipped }: Tally): string[] {
  if (skipped.size === 0) return [];
  const reasons = [...skipped].map(([reason, count]) => `${number(count)} ${reason}`);
  const more =
    skipped.has("same-origin") || skipped.has("no-cors") ? " (--only all judges same-origin and no-cors too)" : "";
  return [`Left out: ${reasons.join(", ")}${more}.`];
}

function agreementLines(tally: Tally): string[] {
  const { agreed, disagreed, warnings } = tally;
  const what = isByMany(tally) ? "verdict" : "request";
  const observed = agreed + disagreed;
  const lines = warnings > 0 ? [`${counted(warnings, "verdict")} with warnings.`] : [];
  if (observed === 0) return lines;
  if (disagreed === 0) {
    const which = observed === 1 ? `the one ${what} that shows` : `all ${counted(observed, what)} that show`;
    lines.push(`Model and recording agree on ${which} what the browser did.`);
  } else {
    const all = counted(observed, what);
    lines.push(`Model and recording DISAGREE on ${number(disagreed)} of ${all} that show what the browser did.`);
  }
  return lines;
}
