import type { Verdict } from "../../cases/verdict.js";
import { SKIP_REASONS } from "../../records/har/skip.js";
import { number } from "../text/counts.js";
import type { Words } from "../words/words.js";
import type { Tally } from "./tally.js";
import { outcomeWords } from "./words.js";

type Outcome = Verdict["outcome"];

/** What a replay came to, in a few sentences; where model and recording disagree, the last one says so. */
export function summaryLines(tally: Tally, words: Words): string[] {
  return [changeLines, countLines, leftOutLines, agreementLines].flatMap((lines) => lines(tally, words));
}

function changeLines(tally: Tally, words: Words): string[] {
  const { changes, changed, added, gone } = tally;
  const went = isByMany(tally) ? "went-verdicts" : "went-exchanges";
  const count = isByMany(tally) ? tally.verdicts : tally.requests;
  const lines = [...changes.values()].map(({ before, after, times }) => {
    const [from, to] = [before, after].map((one) =>
      before.outcome === after.outcome ? outcomeWords(one, words) : words.name("outcome", one.outcome),
    );
    return words.say(went, { number: times, count, before: from ?? "", after: to ?? "" });
  });
  if (changed > 0 && changes.size > 1) lines.push(words.say("changes-in-all", { count: changed }));
  if (added > 0) lines.push(words.say("not-in-baseline", { count: added }));
  if (gone > 0) lines.push(words.say("gone-from-baseline", { count: gone }));
  return lines;
}

function countLines(tally: Tally, words: Words): string[] {
  const { requests, outcomes, preflights } = tally;
  if (requests === 0) return [words.say("no-request")];
  const counts = [...outcomes].map(([profile, found]) => [profile, countsIn(found, words)] as const);
  const [only] = counts;
  if (counts.length === 1 && only !== undefined) {
    const key = preflights > 0 ? "judged-preflights" : "judged";
    return [words.say(key, { count: requests, counts: only[1], preflights })];
  }
  const key = preflights > 0 ? "judged-by-preflights" : "judged-by";
  return [
    words.say(key, { count: requests, profiles: counts.length, preflights }),
    ...counts.map(([profile, found]) => words.say("profile-counts", { profile, counts: found })),
  ];
}

const ORDER: readonly Outcome[] = ["allowed", "opaque", "blocked", "failed", "unknown"];

function countsIn(outcomes: ReadonlyMap<Outcome, number>, words: Words): string {
  return ORDER.flatMap((outcome) => {
    const found = outcomes.get(outcome);
    if (found === undefined) return [];
    return [words.say("count-of", { number: found, outcome: words.name("outcome", outcome) })];
  }).join(words.say("comma"));
}

function isByMany({ outcomes }: Tally): boolean {
  return outcomes.size > 1;
}

function leftOutLines({ skipped }: Tally, words: Words): string[] {
  if (skipped.size === 0) return [];
  const reasons = [...skipped].map(([reason, count]) => {
    const name =
      reason !== "other-server" && SKIP_REASONS[reason] === "unusable"
        ? words.say("unusable", { reason })
        : words.name("skip", reason);
    return `${number(count)} ${name}`;
  });
  const key = skipped.has("same-origin") || skipped.has("no-cors") ? "left-out-with-all" : "left-out";
  return [words.say(key, { list: reasons.join(words.say("comma")) })];
}

function agreementLines(tally: Tally, words: Words): string[] {
  const { agreed, disagreed, warnings } = tally;
  const count = agreed + disagreed;
  const lines = warnings > 0 ? [words.say("with-warnings", { count: warnings })] : [];
  if (count === 0) return lines;
  const what = isByMany(tally) ? "verdicts" : "requests";
  lines.push(words.say(disagreed === 0 ? `agree-${what}` : `disagree-${what}`, { count, number: disagreed }));
  return lines;
}
