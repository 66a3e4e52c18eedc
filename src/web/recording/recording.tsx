import { useMemo, useState } from "preact/hooks";
import type { ProfileName } from "../../core/profiles/profile.js";
import { ENGINES, ownEngine } from "../model/engine.js";
import { SelectField } from "../parts/fields.js";
import { OutcomeMark } from "../parts/tabs.js";
import { titleOf } from "../playground/verdict-panel.js";
import { fill, useStrings } from "../strings/strings.js";
import type { ViewProps } from "../view-props.js";
import type { Row } from "./messages.js";
import { caseOfEntry, type RecordingState, useRecording } from "./use-recording.js";

const ON_A_PAGE = 50;
type Wanted = "all" | "problems";

/** A HAR's requests with their verdicts; nothing of it leaves the machine. */
export default function Recording({ file, onFile, onOpen }: ViewProps) {
  const t = useStrings();
  const [profile, setProfile] = useState<ProfileName>(() => ownEngine(navigator.userAgent));
  const [wanted, setWanted] = useState<Wanted>("all");
  const [first, setFirst] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const { state, stop } = useRecording(file, profile, t.language);
  const rows = useMemo(
    () => (wanted === "all" ? state.rows : state.rows.filter(({ outcome }) => isProblem(outcome))),
    [state.rows, wanted],
  );
  const from = Math.min(first, Math.max(0, Math.floor((rows.length - 1) / ON_A_PAGE) * ON_A_PAGE));
  const open = async (entry: number) => {
    if (file === null) return;
    try {
      onOpen(await caseOfEntry(file, entry, profile, t.language));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div class="view">
      <header class="view-head">
        <h1>{t.recording.title}</h1>
        <p class="lead">{t.recording.lead}</p>
      </header>
      <div class="drop card">
        <label class="button primary">
          {t.recording.choose}
          <input
            type="file"
            class="visually-hidden"
            accept=".har,.json,.ndjson,.http,.gz,.zip"
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              if (chosen !== undefined) onFile(chosen);
              event.currentTarget.value = "";
            }}
          />
        </label>
        <span class="muted">{t.recording.drop}</span>
      </div>
      {file !== null && <Progress state={state} file={file} onStop={stop} />}
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {state.rows.length > 0 && (
        <section class="card" aria-labelledby="rows-title">
          <div class="card-head">
            <h2 id="rows-title">{t.recording.table}</h2>
            <div class="row">
              <SelectField<Wanted>
                label={t.recording.only}
                value={wanted}
                options={[
                  { value: "all", label: t.recording.all },
                  { value: "problems", label: t.recording.problems },
                ]}
                onChoice={(next) => {
                  setWanted(next);
                  setFirst(0);
                }}
              />
              <SelectField<ProfileName>
                label={t.recording.browser}
                value={profile}
                options={["spec" as const, ...ENGINES].map((each) => ({ value: each, label: t.profiles[each] }))}
                onChoice={setProfile}
              />
            </div>
          </div>
          <Rows rows={rows.slice(from, from + ON_A_PAGE)} onOpen={(entry) => void open(entry)} />
          <Pager first={from} count={rows.length} onFirst={setFirst} />
        </section>
      )}
    </div>
  );
}

function isProblem(outcome: Row["outcome"]): boolean {
  return outcome === "blocked" || outcome === "failed";
}

function Progress({
  state: { phase, bytes, entries, rows, skipped, message },
  file,
  onStop,
}: {
  readonly state: RecordingState;
  readonly file: File;
  readonly onStop: () => void;
}) {
  const { recording: t, language } = useStrings();
  const count = new Intl.NumberFormat(language);
  const size = (value: number) => `${count.format(Math.round(value / 1e5) / 10)} MB`;
  const judged = fill(t.judged, { n: count.format(rows.length) });
  switch (phase) {
    case "reading":
      return (
        <div class="card progress">
          <p>{fill(t.reading, { name: file.name, done: size(Math.min(bytes, file.size)), all: size(file.size) })}</p>
          <progress max={file.size} value={Math.min(bytes, file.size)} aria-label={t.title} />
          <p class="muted">
            {fill(t.entries, { n: count.format(entries) })} · {judged}
          </p>
          <button type="button" onClick={onStop}>
            {t.cancel}
          </button>
        </div>
      );
    case "failed":
      return (
        <p class="problem" role="alert">
          {fill(t.failed, { name: file.name, message })}
        </p>
      );
    default:
      return (
        <p class="summary" role="status">
          {phase === "stopped" ? `${t.stopped} ` : ""}
          {rows.length === 0 && phase === "done" ? fill(t.nothing, { name: file.name }) : judged}
          {skipped > 0 && ` · ${fill(t.left, { n: count.format(skipped) })}`}
        </p>
      );
  }
}

function Rows({ rows, onOpen }: { readonly rows: readonly Row[]; readonly onOpen: (entry: number) => void }) {
  const t = useStrings();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <figure class="scroll" tabIndex={0} aria-label={t.recording.table}>
      <table class="recorded">
        <thead>
          <tr>
            <th scope="col">{t.recording.entry}</th>
            <th scope="col">{t.recording.request}</th>
            <th scope="col">{t.recording.outcome}</th>
            <th scope="col">{t.recording.reason}</th>
            <th scope="col">
              <span class="visually-hidden">{t.recording.open}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.entry}>
              <td class="number">{row.entry}</td>
              <td class="request">
                <code>
                  {row.method} {row.url}
                </code>
              </td>
              <td class={`outcome-cell ${row.outcome}`}>
                <OutcomeMark outcome={row.outcome} /> {t.outcomes[row.outcome]}
              </td>
              <td>
                {row.reason !== null && <strong>{titleOf(row.reason, t.language)}</strong>}
                {isProblem(row.outcome) && <p class="small muted">{row.explanation}</p>}
                {row.agrees === false && row.observed !== null && (
                  <p class="small">
                    {fill(t.recording.disagrees, { outcome: observedText(row.observed, t.outcomes) })}
                  </p>
                )}
              </td>
              <td>
                <button
                  type="button"
                  class="quiet"
                  aria-label={fill(t.recording.openHint, { n: row.entry })}
                  onClick={() => onOpen(row.entry)}
                >
                  {t.recording.open}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function observedText(outcome: string, outcomes: Readonly<Record<string, string>>): string {
  return outcomes[outcome] ?? outcome;
}

function Pager({
  first,
  count,
  onFirst,
}: {
  readonly first: number;
  readonly count: number;
  readonly onFirst: (first: number) => void;
}) {
  const { recording: t } = useStrings();
  if (count <= ON_A_PAGE) return null;
  return (
    <div class="player pager">
      <button type="button" disabled={first === 0} onClick={() => onFirst(first - ON_A_PAGE)}>
        ← {t.previous}
      </button>
      <button type="button" disabled={first + ON_A_PAGE >= count} onClick={() => onFirst(first + ON_A_PAGE)}>
        {t.next} →
      </button>
      <output class="position">{fill(t.page, { n: first / ON_A_PAGE + 1, all: Math.ceil(count / ON_A_PAGE) })}</output>
    </div>
  );
}
