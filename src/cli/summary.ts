import { counted, type Tally } from "./tally.js";

/** What a replay came to, in a few sentences. */
export function summaryLines(tally: Tally): string[] {
  return [...changeLines(tally), ...countLines(tally), ...leftOutLines(tally), ...agreementLines(tally)];
}

function changeLines({ changes, changed, added, gone, requests }: Tally): string[] {
  const lines = [...changes].map(
    ([transition, count]) => `${count} of ${counted(requests, "exchange")} went from ${transition}.`,
  );
  if (changed > 0 && changes.size > 1) lines.push(`${counted(changed, "change")} in all.`);
  if (added > 0) lines.push(`${counted(added, "exchange")} not in the baseline.`);
  if (gone > 0) lines.push(`${counted(gone, "exchange")} of the baseline ${gone === 1 ? "is" : "are"} gone.`);
  return lines;
}

function countLines(tally: Tally): string[] {
  const { requests, verdicts, outcomes, preflights, profiles } = tally;
  if (requests === 0) return ["No request judged."];
  const counts = Object.entries(outcomes)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`);
  const by = profiles.size > 1 ? ` by ${counted(profiles.size, "profile")} (${counted(verdicts, "verdict")})` : "";
  const preflighted = preflights > 0 ? `; ${preflights} with a preflight` : "";
  return [`${counted(requests, "request")} judged${by}: ${counts.join(", ")}${preflighted}.`];
}

function leftOutLines({ skipped }: Tally): string[] {
  if (skipped.size === 0) return [];
  const reasons = [...skipped].map(([reason, count]) => `${count} ${reason}`);
  const more =
    skipped.has("same-origin") || skipped.has("no-cors") ? " (--only all judges same-origin and no-cors too)" : "";
  return [`Left out: ${reasons.join(", ")}${more}.`];
}

function agreementLines({ agreed, disagreed, warnings }: Tally): string[] {
  const observed = agreed + disagreed;
  const lines = warnings > 0 ? [`${counted(warnings, "verdict")} with warnings.`] : [];
  if (observed === 0) return lines;
  if (disagreed === 0) {
    const which = observed === 1 ? "the one request that shows" : `all ${observed} requests that show`;
    lines.push(`Model and recording agree on ${which} what the browser did.`);
  } else {
    lines.push(
      `Model and recording DISAGREE on ${disagreed} of ${counted(observed, "request")} that show what the browser did.`,
    );
  }
  return lines;
}
