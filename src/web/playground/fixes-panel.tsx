import type { ReadCase } from "../../cases/case.js";
import type { Fix, Verdict } from "../../cases/verdict.js";
import { applyFix, applyFixes } from "../model/apply-fix.js";
import { fill, useStrings } from "../strings/strings.js";

interface Props {
  readonly given: ReadCase;
  readonly at: number;
  readonly verdict: Verdict;
  readonly onChange: (given: ReadCase) => void;
}

/** What would mend it; each change is one click. */
export function FixesPanel({ given, at, verdict, onChange }: Props) {
  const t = useStrings().fixes;
  const { fixes } = verdict;
  return (
    <>
      <ul class="fixes">
        {fixes.map((fix) => {
          const applied = applyFix(given, at, verdict, fix);
          return (
            <li key={`${fix.on} ${fix.header ?? ""} ${fix.value ?? ""} ${fix.why}`} class="fix">
              <p class="where">{t[fix.on]}</p>
              <p class="change">
                <FixText fix={fix} />
              </p>
              <p class="why">{fix.why}</p>
              {applied !== given && (
                <button type="button" onClick={() => onChange(applied)}>
                  {t.apply}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {fixes.length > 1 && fixes.every((fix) => fix.where === "server") && (
        <button type="button" class="primary" onClick={() => onChange(applyFixes(given, at, verdict))}>
          {fill(t.applyAll, { n: fixes.length })}
        </button>
      )}
    </>
  );
}

function FixText({ fix: { where, header, value = "" } }: { readonly fix: Fix }) {
  const t = useStrings().fixes;
  if (header !== undefined) {
    return (
      <code class="added">
        {header}: {value}
      </code>
    );
  }
  if (value === "") return null;
  return <code class="added">{where === "server" ? fill(t.status, { value }) : value}</code>;
}
