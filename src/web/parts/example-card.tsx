import { useState } from "preact/hooks";
import type { ReadCase } from "../../cases/case.js";
import { codeOf } from "../../cases/code-of.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { setupAt, withRule } from "../model/edit.js";
import { useVerdicts } from "../model/use-verdicts.js";
import { ConsolePanel } from "../playground/console-panel.js";
import { fill, useStrings } from "../strings/strings.js";
import { HeadersField } from "./headers-field.js";
import { answerText } from "./rule-text.js";
import { OutcomeMark, Tabs } from "./tabs.js";

interface Props {
  readonly id: string;
  readonly caption: string;
  readonly given: ReadCase;
  /** The request of a sequence to begin with; the last unless given. */
  readonly at?: number;
  /** The profile to begin with. */
  readonly profile: ProfileName;
  readonly onChange: (given: ReadCase) => void;
  readonly onOpen: (given: ReadCase) => void;
}

/** A case in small: the code, the answers, which can be changed, and what comes of it in each browser. */
export function ExampleCard({ id, caption, given, at: start, profile: first, onChange, onOpen }: Props) {
  const t = useStrings();
  const last = given.then.length;
  const [at, setAt] = useState(start ?? last);
  const [profile, setProfile] = useState(first);
  const judged = useVerdicts(given, at, t.language);
  const verdict = "verdicts" in judged ? judged.verdicts.find((each) => each.profile === profile) : undefined;
  return (
    <section class="card example" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{caption}</h2>
      <div class="example-body">
        <div class="form">
          {last > 0 && (
            <Tabs
              label={t.request.requests}
              controls={`${id}-code`}
              chosen={String(at)}
              tabs={Array.from({ length: last + 1 }, (_, index) => ({
                id: String(index),
                label: fill(t.request.requestN, { n: index + 1 }),
              }))}
              onChoice={(chosen) => setAt(Number(chosen))}
            />
          )}
          <div id={`${id}-code`}>
            <p class="hint">{fill(t.example.onPage, { page: given.page.url })}</p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
            <pre class="code" tabIndex={0}>
              <code>{codeOf(setupAt(given, at))}</code>
            </pre>
          </div>
          {given.server.map((rule, index) => (
            <HeadersField
              key={`${rule.when.preflight} ${rule.when.url} ${index + 1}`}
              label={answerText(rule, t)}
              pairs={rule.respond.headers}
              direction="response"
              onPairs={(headers) =>
                onChange(withRule(given, index, { ...rule, respond: { ...rule.respond, headers } }))
              }
            />
          ))}
        </div>
        <div class="example-result">
          {verdict === undefined ? (
            <p role="status">{"message" in judged ? judged.message : t.verdict.siteList}</p>
          ) : (
            <>
              <Tabs
                label={t.verdict.engines}
                controls={`${id}-verdict`}
                chosen={profile}
                tabs={
                  "verdicts" in judged
                    ? judged.verdicts.map(({ profile: each, outcome }) => ({
                        id: each,
                        label: t.profiles[each],
                        mark: { outcome, label: t.outcomes[outcome] },
                      }))
                    : []
                }
                onChoice={setProfile}
              />
              <div id={`${id}-verdict`} class={`verdict ${verdict.outcome}`} aria-live="polite">
                <p class="outcome">
                  <OutcomeMark outcome={verdict.outcome} /> {t.outcomes[verdict.outcome]}
                </p>
                <p>{verdict.explanation}</p>
                <p class="muted small">{verdict.exchanges.map(({ request }) => `${request.method}`).join(" → ")}</p>
              </div>
              {verdict.console.length > 0 && <ConsolePanel verdict={verdict} />}
            </>
          )}
          <button type="button" onClick={() => onOpen(given)}>
            {t.example.open}
          </button>
        </div>
      </div>
    </section>
  );
}
