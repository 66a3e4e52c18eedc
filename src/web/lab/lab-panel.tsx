import { useEffect, useState } from "preact/hooks";
import type { ReadCase } from "../../cases/case.js";
import { ownEngine } from "../model/engine.js";
import { loadSiteList } from "../model/site-list.js";
import { OutcomeMark } from "../parts/tabs.js";
import { fill, useStrings } from "../strings/strings.js";
import { compare, type LabRow } from "./compare.js";
import { type LabCase, type LabRefusal, labCaseOf } from "./lab-case.js";
import { labPorts, newRunId, runInLab } from "./run.js";

interface Props {
  readonly given: ReadCase;
  readonly at: number;
}

type State =
  | { readonly phase: "ready" | "running" }
  | { readonly phase: "refused"; readonly why: LabRefusal }
  | { readonly phase: "failed"; readonly message: string }
  | { readonly phase: "done"; readonly staged: LabCase; readonly rows: readonly LabRow[] };

/** The reader's own browser as the proof: the real request, beside what was predicted. */
export default function LabPanel({ given, at }: Props) {
  const t = useStrings();
  const [state, setState] = useState<State>({ phase: "ready" });
  useEffect(() => setState({ phase: "ready" }), [given, at]);
  const ports = labPorts();
  const engine = ownEngine(navigator.userAgent);
  if (ports === null) return <p class="muted">{t.lab.absent}</p>;
  const run = async () => {
    await loadSiteList();
    const id = newRunId();
    const staged = labCaseOf(given, at, engine, ports, id);
    if (typeof staged === "string") {
      setState({ phase: "refused", why: staged });
      return;
    }
    setState({ phase: "running" });
    try {
      const { observed, seen } = await runInLab(staged.given, id);
      setState({ phase: "done", staged, rows: compare(staged.predicted, observed, seen) });
    } catch (error) {
      setState({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <>
      <p class="muted">{t.lab.lead}</p>
      <p class="lab-run">
        <button type="button" class="primary" disabled={state.phase === "running"} onClick={() => void run()}>
          {state.phase === "running" ? t.lab.running : t.lab.run}
        </button>
      </p>
      <div aria-live="polite">
        {state.phase === "refused" && <p class="lab-note">{fill(t.lab.refused, { why: t.lab.why[state.why] })}</p>}
        {state.phase === "failed" && <p class="lab-note">{fill(t.lab.failed, { why: state.message })}</p>}
        {state.phase === "done" && <LabResult staged={state.staged} rows={state.rows} />}
      </div>
    </>
  );
}

/** The folder in which a run's URLs are is nothing to look at. */
function withoutRun(text: string): string {
  return text.replaceAll(/\/~[\w-]{36}/g, "");
}

function LabResult({ staged, rows }: { readonly staged: LabCase; readonly rows: readonly LabRow[] }) {
  const t = useStrings();
  const agreeing = rows.filter(({ agrees }) => agrees).length;
  const isAll = agreeing === rows.length;
  const said = fill(isAll ? t.lab.allAgree : t.lab.agrees, { n: agreeing, all: rows.length });
  return (
    <>
      <p class={`lab-sum ${isAll ? "allowed" : "blocked"}`}>
        <OutcomeMark outcome={isAll ? "allowed" : "blocked"} /> {said}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <figure class="scroll" tabIndex={0} aria-label={t.lab.title}>
        <table class="lab">
          <thead>
            <tr>
              <th scope="col">{t.lab.field}</th>
              <th scope="col">{t.lab.predicted}</th>
              <th scope="col">{t.lab.real}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ field, predicted, real, agrees }) => (
              <tr key={field} class={agrees ? "allowed" : "blocked"}>
                <th scope="row">
                  <OutcomeMark outcome={agrees ? "allowed" : "blocked"} label={agrees ? t.lab.same : t.lab.other} />{" "}
                  {t.lab.fields[field]}
                </th>
                <td class="mono">{withoutRun(predicted)}</td>
                <td class="mono">{withoutRun(real)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </figure>
      <details class="more">
        <summary>{t.lab.origins}</summary>
        <dl class="facts">
          {staged.origins.map(([origin, inLab]) => (
            <div key={origin}>
              <dt>{origin}</dt>
              <dd>
                <code>{inLab}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      {staged.predicted.console.length > 0 && (
        <>
          <p class="aside">{t.lab.console}</p>
          {staged.predicted.console.map((line) => (
            <p key={line} class="console-line" lang="en">
              {line}
            </p>
          ))}
        </>
      )}
    </>
  );
}
