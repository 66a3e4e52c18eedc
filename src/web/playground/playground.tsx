import { useEffect, useMemo, useState } from "preact/hooks";
import type { ReadCase } from "../../cases/case.js";
import type { Verdict } from "../../cases/verdict.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { labPorts } from "../lab/run.js";
import { withNextRequest, withoutRequest } from "../model/edit.js";
import { ownEngine } from "../model/engine.js";
import { EXAMPLE_IDS, EXAMPLES, type ExampleId } from "../model/examples.js";
import { fragmentOf } from "../model/share.js";
import { timelineOf } from "../model/timeline.js";
import { useVerdicts } from "../model/use-verdicts.js";
import { SelectField, TextField } from "../parts/fields.js";
import { Lazy } from "../parts/lazy.js";
import { Tabs } from "../parts/tabs.js";
import { fill, useStrings } from "../strings/strings.js";
import { ComparePanel } from "./compare-panel.js";
import { ConsolePanel } from "./console-panel.js";
import { FixesPanel } from "./fixes-panel.js";
import { RequestCode } from "./request-code.js";
import { RequestForm } from "./request-form.js";
import { ResponsePanel } from "./response-panel.js";
import { SequencePanel } from "./sequence-panel.js";
import { ServerForm } from "./server-form.js";
import { StepsPanel } from "./steps-panel.js";
import { VerdictPanel } from "./verdict-panel.js";

/** A step is a change that the browser's way back undoes; what is typed is none. */
export type ChangeCase = (given: ReadCase, isStep?: boolean) => void;

interface Props {
  readonly given: ReadCase;
  readonly onChange: ChangeCase;
}

type Way = "form" | "code" | "case";

/** Left what page and server do, right what the browser makes of it: live. */
export function Playground({ given, onChange }: Props) {
  const t = useStrings();
  const [way, setWay] = useState<Way>("form");
  const [chosenAt, setAt] = useState(0);
  const at = Math.min(chosenAt, given.then.length);
  return (
    <div class="playground">
      <header class="intro">
        <div>
          <h1>{t.playground.title}</h1>
          <p class="lead">{given.title ?? t.playground.lead}</p>
        </div>
        <div class="intro-tools">
          <ExamplePicker given={given} onChange={onChange} />
          <ShareButton given={given} />
        </div>
      </header>
      <div class="columns">
        <div class="inputs">
          <section class="card" aria-labelledby="request-title">
            <div class="card-head">
              <h2 id="request-title">{t.playground.request}</h2>
              <Tabs
                label={t.request.how}
                controls="request-body"
                chosen={way}
                tabs={[
                  { id: "form", label: t.request.form },
                  { id: "code", label: t.request.code },
                  { id: "case", label: t.request.case },
                ]}
                onChoice={setWay}
              />
            </div>
            <Requests given={given} at={at} onAt={setAt} onChange={onChange} />
            <div id="request-body" role="tabpanel" aria-labelledby={`request-body-tab-${way}`}>
              {way === "form" && <RequestForm given={given} at={at} onChange={onChange} />}
              {way !== "form" && <RequestCode way={way} given={given} at={at} onChange={onChange} />}
            </div>
            <button
              type="button"
              class="quiet add"
              onClick={() => {
                onChange(withNextRequest(given));
                setAt(given.then.length + 1);
              }}
            >
              + {t.request.addRequest}
            </button>
          </section>
          <section class="card" aria-labelledby="server-title">
            <div class="card-head">
              <h2 id="server-title">{t.playground.server}</h2>
            </div>
            <ServerForm given={given} onChange={onChange} />
          </section>
        </div>
        <Results given={given} at={at} onChange={onChange} />
      </div>
    </div>
  );
}

function ExamplePicker({ given, onChange }: Props) {
  const t = useStrings();
  const chosen = EXAMPLE_IDS.find((id) => EXAMPLES[id] === given);
  return (
    <SelectField<ExampleId | "own">
      label={t.playground.examples}
      value={chosen ?? "own"}
      options={[
        ...(chosen === undefined ? [{ value: "own" as const, label: t.playground.ownCase }] : []),
        ...EXAMPLE_IDS.map((id) => ({ value: id, label: t.examples[id] })),
      ]}
      onChoice={(id) => id !== "own" && onChange(EXAMPLES[id], true)}
    />
  );
}

function ShareButton({ given }: Pick<Props, "given">) {
  const { playground: t } = useStrings();
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), 2500);
    return () => clearTimeout(timer);
  }, [said]);
  const share = async () => {
    const url = new URL(location.href);
    url.hash = await fragmentOf(given);
    history.replaceState(null, "", url);
    try {
      await navigator.clipboard.writeText(url.href);
      setSaid(t.shared);
    } catch {
      setSaid(t.shareFailed);
    }
  };
  return (
    <button type="button" class="primary" onClick={() => void share()}>
      <span aria-live="polite">{said ?? t.share}</span>
    </button>
  );
}

function Requests({ given, at, onAt, onChange }: Props & { readonly at: number; readonly onAt: (at: number) => void }) {
  const t = useStrings().request;
  const count = given.then.length + 1;
  const step = given.then[at - 1];
  return (
    <div class="requests">
      {count > 1 && (
        <Tabs
          label={t.requests}
          controls="request-body"
          chosen={String(at)}
          tabs={Array.from({ length: count }, (_, index) => ({
            id: String(index),
            label: fill(t.requestN, { n: index + 1 }),
          }))}
          onChoice={(id) => onAt(Number(id))}
        />
      )}
      {step !== undefined && (
        <div class="row">
          <TextField
            label={t.after}
            type="number"
            className="short"
            value={String(step.after)}
            onText={(text) => {
              const after = Number(text);
              if (text === "" || !(after >= 0)) return;
              // biome-ignore lint/suspicious/noThenProperty: the public format names it so
              onChange({ ...given, then: given.then.map((each, i) => (i === at - 1 ? { ...each, after } : each)) });
            }}
          />
          <button
            type="button"
            class="quiet"
            onClick={() => {
              onChange(withoutRequest(given, at));
              onAt(at - 1);
            }}
          >
            {t.removeRequest}
          </button>
        </div>
      )}
    </div>
  );
}

function Results({ given, at, onChange }: Props & { readonly at: number }) {
  const t = useStrings();
  const [profile, setProfile] = useState<ProfileName>(() => ownEngine(navigator.userAgent));
  const judged = useVerdicts(given, at, t.language);
  if (!("verdicts" in judged)) {
    return (
      <div class="results">
        <p class="card" role="status">
          {"waits" in judged ? t.verdict.siteList : fill(t.verdict.broken, { message: judged.message })}
        </p>
      </div>
    );
  }
  const { verdicts } = judged;
  const verdict = verdicts.find((each) => each.profile === profile) ?? verdicts[0]!;
  return (
    <div class="results">
      <section class="card verdict-card" aria-labelledby="verdict-title">
        <h2 id="verdict-title" class="visually-hidden">
          {t.playground.verdict}
        </h2>
        <Tabs
          label={t.verdict.engines}
          controls="verdict-body"
          chosen={profile}
          tabs={verdicts.map(({ profile: id, outcome }) => ({
            id,
            label: t.profiles[id],
            mark: { outcome, label: t.outcomes[outcome] },
          }))}
          onChoice={setProfile}
        />
        <div id="verdict-body" role="tabpanel" aria-labelledby={`verdict-body-tab-${profile}`} aria-live="polite">
          <VerdictPanel verdict={verdict} />
        </div>
      </section>
      {verdict.fixes.length + (verdict.alternatives?.length ?? 0) > 0 && (
        <section class="card" aria-labelledby="fixes-title">
          <h2 id="fixes-title">{t.fixes.title}</h2>
          <FixesPanel given={given} at={at} verdict={verdict} onChange={(fixed) => onChange(fixed, true)} />
        </section>
      )}
      <Walk given={given} at={at} verdict={verdict} />
      <section class="card" aria-labelledby="console-title">
        <h2 id="console-title">{t.verdict.console}</h2>
        <ConsolePanel verdict={verdict} />
      </section>
      <section class="card" aria-labelledby="response-title">
        <h2 id="response-title">{t.response.title}</h2>
        <ResponsePanel verdict={verdict} />
      </section>
      <section class="card" aria-labelledby="lab-title">
        <h2 id="lab-title">{t.lab.title}</h2>
        {labPorts() === null ? <p class="muted">{t.lab.absent}</p> : <Lazy load={loadLab} props={{ given, at }} />}
      </section>
      <section class="card" aria-labelledby="compare-title">
        <h2 id="compare-title">{t.compare.title}</h2>
        <ComparePanel verdicts={verdicts} />
      </section>
    </div>
  );
}

/** The lab's own code is not of the first view. */
const loadLab = () => import("../lab/lab-panel.js");

/** The picture and the steps: both stand at the same moment. */
function Walk({ given, at, verdict }: Pick<Props, "given"> & { readonly at: number; readonly verdict: Verdict }) {
  const t = useStrings();
  const moments = useMemo(() => timelineOf(verdict), [verdict]);
  const [position, setPosition] = useState<number | null>(null);
  useEffect(() => setPosition(null), [given, verdict.profile, at]);
  const last = moments.length - 1;
  const now = Math.min(position ?? last, last);
  const reached = moments.slice(0, now + 1).filter(({ kind }) => kind === "exchange").length;
  return (
    <>
      <section class="card" aria-labelledby="sequence-title">
        <h2 id="sequence-title">{t.sequence.title}</h2>
        <SequencePanel given={given} at={at} verdict={verdict} moment={moments[now]!} reached={reached} />
      </section>
      <section class="card" aria-labelledby="steps-title">
        <h2 id="steps-title">{t.steps.title}</h2>
        <StepsPanel verdict={verdict} moments={moments} at={now} onMove={setPosition} />
      </section>
    </>
  );
}
