import type { Verdict } from "../../cases/verdict.js";
import { OutcomeMark } from "../parts/tabs.js";
import { type Strings, useStrings } from "../strings/strings.js";
import { titleOf } from "./verdict-panel.js";

/** All engines and editions side by side. */
export function ComparePanel({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  const t = useStrings();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <figure class="scroll" tabIndex={0} aria-label={t.compare.title}>
      <table class="compare">
        <thead>
          <tr>
            <th scope="col">{t.compare.browser}</th>
            <th scope="col">{t.compare.outcome}</th>
            <th scope="col">{t.compare.reason}</th>
            <th scope="col">{t.compare.preflight}</th>
            <th scope="col">{t.compare.console}</th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map((verdict) => (
            <tr key={verdict.profile}>
              <th scope="row">{t.profiles[verdict.profile]}</th>
              <td class={`outcome-cell ${verdict.outcome}`}>
                <OutcomeMark outcome={verdict.outcome} /> {t.outcomes[verdict.outcome]}
              </td>
              <td>
                {verdict.reason === null ? (
                  "–"
                ) : (
                  <a href={`#/reference/${verdict.reason}`}>{titleOf(verdict.reason, t.language)}</a>
                )}
              </td>
              <td>{preflightText(verdict, t.compare)}</td>
              <td class="mono small" lang="en">
                {verdict.console.join("\n") || "–"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function preflightText({ preflight }: Verdict, t: Strings["compare"]): string {
  if (!preflight.needed) return t.notAsked;
  return preflight.fromCache ? t.fromCache : t.asked;
}
