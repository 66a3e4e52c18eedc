import type { Verdict } from "../../cases/verdict.js";
import { REASONS, type ReasonCode } from "../../core/reasons.js";
import { languageOf } from "../../explain/language.js";
import { OutcomeMark } from "../parts/tabs.js";
import { fill, useStrings } from "../strings/strings.js";

/** The outcome in one sentence, and what to know besides. */
export function VerdictPanel({ verdict }: { readonly verdict: Verdict }) {
  const t = useStrings();
  const { outcome, reason, explanation, more, warnings, likelyCauses, engine } = verdict;
  const { catalog } = languageOf(t.language);
  return (
    <div class={`verdict ${outcome}`}>
      <p class="outcome">
        <OutcomeMark outcome={outcome} />
        {t.outcomes[outcome]}
        <span class="engine">{fill(t.verdict.measured, { engine })}</span>
      </p>
      <p class="explanation">{explanation}</p>
      {reason !== null && (
        <p class="reason">
          <a href={`#/reference/${reason}`}>{fill(t.verdict.readMore, { title: titleOf(reason, t.language) })}</a>
          <a class="spec" href={REASONS[reason].url} rel="noreferrer" target="_blank">
            {fill(t.steps.spec, { step: REASONS[reason].step })}
          </a>
        </p>
      )}
      {more.length > 0 && (
        <>
          <p class="aside">{t.verdict.next}</p>
          <ul class="plain">
            {more.map((problem) => (
              <li key={`${problem.stage} ${problem.reason}`}>{titleOf(problem.reason, t.language)}</li>
            ))}
          </ul>
        </>
      )}
      {likelyCauses.length > 0 && (
        <>
          <p class="aside">{t.verdict.causes}</p>
          <ul class="plain">
            {likelyCauses.map(({ code, evidence }) => (
              <li key={code}>
                {causeOf(code, catalog.causes)} <code>{evidence}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {warnings.length > 0 && (
        <details class="more">
          <summary>
            {t.verdict.warnings} ({warnings.length})
          </summary>
          <ul class="plain">
            {warnings.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

export function titleOf(reason: ReasonCode, language: string): string {
  return languageOf(language).catalog.reasons[reason].title;
}

function causeOf(code: string, causes: Readonly<Record<string, string>>): string {
  return causes[code] ?? code;
}
