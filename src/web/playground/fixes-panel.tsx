import { useState } from "preact/hooks";
import type { ReadCase } from "../../cases/case.js";
import type { Fix, Verdict } from "../../cases/verdict.js";
import { applyFixes } from "../model/apply-fix.js";
import { Lazy } from "../parts/lazy.js";
import { fill, useStrings } from "../strings/strings.js";

interface Props {
  readonly given: ReadCase;
  readonly at: number;
  readonly verdict: Verdict;
  readonly onChange: (given: ReadCase) => void;
}

/** What would mend it; each change is one click, and so is all of it. */
export function FixesPanel({ given, at, verdict, onChange }: Props) {
  const t = useStrings();
  const { fixes, alternatives = [] } = verdict;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <FixList fixes={fixes} given={given} at={at} onChange={onChange} />
      {fixes.some(isOfCors) && (
        <details class="more" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
          <summary>{t.fixes.asConfiguration}</summary>
          {isOpen && <Lazy load={loadConfiguration} props={{ verdict }} />}
        </details>
      )}
      {alternatives.length > 0 && (
        <details class="more alternatives">
          <summary>
            {t.fixes.instead} ({alternatives.length})
          </summary>
          {alternatives.map((remedy) => (
            <div class="alternative" key={remedy.fixes.map(({ code, value }) => `${code} ${value}`).join()}>
              <p class={`then ${remedy.outcome}`}>{fill(t.fixes.leadsTo, { outcome: t.outcomes[remedy.outcome] })}</p>
              <FixList fixes={remedy.fixes} given={given} at={at} onChange={onChange} />
            </div>
          ))}
        </details>
      )}
    </>
  );
}

const loadConfiguration = () => import("./configuration.js");

/** Something that a server's configuration of CORS says. */
function isOfCors({ where, on, header }: Fix): boolean {
  return where === "server" && (on === "preflight" || header?.startsWith("Access-Control-") === true);
}

function FixList({ fixes, given, at, onChange }: Omit<Props, "verdict"> & { readonly fixes: readonly Fix[] }) {
  const t = useStrings().fixes;
  const isProved = fixes.every(({ verified }) => verified);
  return (
    <>
      <ul class="fixes">
        {fixes.map((fix) => {
          const applied = applyFixes(given, at, [fix]);
          const changes = JSON.stringify(applied) !== JSON.stringify(given);
          return (
            <li key={`${fix.on} ${fix.header ?? ""} ${fix.value ?? ""} ${fix.why}`} class="fix">
              <p class="where">{t[fix.on]}</p>
              <FixText fix={fix} />
              <p class="why">{fix.why}</p>
              {changes && (
                <button type="button" onClick={() => onChange(applied)}>
                  {t.apply}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {fixes.length > 1 && isProved && (
        <button type="button" class="primary" onClick={() => onChange(applyFixes(given, at, fixes))}>
          {fill(t.applyAll, { n: fixes.length })}
        </button>
      )}
      {isProved && <p class="hint proved">{t.proved}</p>}
    </>
  );
}

function FixText({ fix: { where, on, header, value = "", also = [] } }: { readonly fix: Fix }) {
  const t = useStrings().fixes;
  const status = where === "server" && on !== "page" ? fill(t.status, { value }) : value;
  const lines = header === undefined ? [status] : [`${header}: ${value}`];
  const all = [...lines, ...also.map(([name, text]) => `${name}: ${text}`)].filter((line) => line !== "");
  return (
    <p class="change">
      {all.map((line) => (
        <code class="added" key={line}>
          {line}
        </code>
      ))}
    </p>
  );
}
