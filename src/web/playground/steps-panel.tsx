import { useEffect, useRef } from "preact/hooks";
import type { Verdict } from "../../cases/verdict.js";
import { STANDARD_URL } from "../model/standard.js";
import type { Moment } from "../model/timeline.js";
import { fill, type Strings, useStrings } from "../strings/strings.js";

interface Props {
  readonly verdict: Verdict;
  readonly moments: readonly Moment[];
  /** The moment shown. */
  readonly at: number;
  readonly onMove: (at: number) => void;
}

/** The algorithm's steps like in a debugger: each with what it looked at; forward and back. */
export function StepsPanel({ verdict, moments, at, onMove }: Props) {
  const t = useStrings().steps;
  const strings = useStrings();
  const list = useRef<HTMLOListElement>(null);
  const last = moments.length - 1;
  const move = (to: number) => onMove(Math.max(0, Math.min(last, to)));
  const moment = moments[at]!;
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>("[aria-current=step]");
    const box = list.current;
    if (chosen == null || box === null) return;
    if (chosen.offsetTop < box.scrollTop) box.scrollTop = chosen.offsetTop;
    const under = chosen.offsetTop + chosen.offsetHeight - box.clientHeight;
    if (under > box.scrollTop) box.scrollTop = under;
  }, [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
    list.current?.querySelectorAll<HTMLElement>("button")[Math.max(0, Math.min(last, to))]?.focus();
  };
  return (
    <div class="steps">
      <div class="player">
        <button type="button" disabled={at === 0} onClick={() => move(at - 1)}>
          ← {t.back}
        </button>
        <button type="button" disabled={at === last} onClick={() => move(at + 1)}>
          {t.forward} →
        </button>
        <button type="button" class="quiet" disabled={at === last} onClick={() => move(last)}>
          {t.end}
        </button>
        <output class="position">{fill(t.position, { n: at + 1, all: moments.length })}</output>
      </div>
      <div class="steps-body">
        <ol class="step-list" aria-label={t.list} ref={list} onKeyDown={onKeyDown}>
          {moments.map((each, index) => (
            <li key={index} class={`${each.kind}${index > at ? " later" : ""}`}>
              <button
                type="button"
                aria-current={index === at ? "step" : undefined}
                tabIndex={index === at ? 0 : -1}
                onClick={() => move(index)}
              >
                {titleOfMoment(each, verdict, strings)}
              </button>
            </li>
          ))}
        </ol>
        <div class="values" aria-live="polite">
          <h3 class="minor">{t.values}</h3>
          <MomentValues moment={moment} verdict={verdict} />
        </div>
      </div>
    </div>
  );
}

function titleOfMoment(moment: Moment, verdict: Verdict, { steps: t, outcomes }: Strings): string {
  switch (moment.kind) {
    case "exchange": {
      const { request, response } = moment.exchange;
      return `${request.method} → ${response === null ? "✕" : response.status}`;
    }
    case "step":
      return stepTitle(moment.step.code, t);
    case "end":
      return `${t.ends}: ${outcomes[verdict.outcome]}`;
  }
}

function stepTitle(code: string, t: Strings["steps"]): string {
  return (t.codes as Readonly<Record<string, string>>)[code] ?? code;
}

function MomentValues({ moment, verdict }: { readonly moment: Moment; readonly verdict: Verdict }) {
  const { steps: t } = useStrings();
  switch (moment.kind) {
    case "exchange": {
      const { request, response } = moment.exchange;
      return (
        <>
          <p>{fill(t.sent, { method: request.method, url: request.url })}</p>
          <Lines pairs={request.headers} />
          <p>{response === null ? t.silent : fill(t.came, { status: response.status })}</p>
          {response !== null && <Lines pairs={response.headers} />}
        </>
      );
    }
    case "step": {
      const { spec, step, code, value } = moment.step;
      return (
        <>
          <p>{stepTitle(code, t)}</p>
          <p class="value">
            <code>{shown(value, t)}</code>
          </p>
          <p>
            <a href={STANDARD_URL(spec)} rel="noreferrer" target="_blank">
              {fill(t.spec, { step })} <span class="muted">#{spec}</span>
            </a>
          </p>
        </>
      );
    }
    case "end":
      return <p>{verdict.explanation}</p>;
  }
}

function Lines({ pairs }: { readonly pairs: readonly (readonly [string, string])[] }) {
  return (
    <dl class="lines">
      {pairs.map(([name, value], index) => (
        <div key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function shown(value: unknown, t: Strings["steps"]): string {
  if (value === undefined || value === null) return t.nothing;
  if (value === true) return t.yes;
  if (value === false) return t.no;
  if (Array.isArray(value)) return value.length === 0 ? t.nothing : value.map(String).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
