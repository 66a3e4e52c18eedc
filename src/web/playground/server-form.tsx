import { useId } from "preact/hooks";
import type { ReadCase, Rule } from "../../cases/case.js";
import { withNewRule, withRule } from "../model/edit.js";
import { AreaField, SelectField, TextField } from "../parts/fields.js";
import { HeadersField } from "../parts/headers-field.js";
import { fill, useStrings } from "../strings/strings.js";

interface Props {
  readonly given: ReadCase;
  readonly onChange: (given: ReadCase) => void;
}

/** The server's answers: the first that fits a request is given. */
export function ServerForm({ given, onChange }: Props) {
  const t = useStrings().server;
  return (
    <div class="form">
      {given.server.length === 0 && <p class="hint">{t.empty}</p>}
      {given.server.length > 1 && <p class="hint">{t.first}</p>}
      {given.server.map((rule, index) => (
        <RuleForm
          key={index}
          rule={rule}
          number={index + 1}
          onChange={(changed) => onChange(withRule(given, index, changed))}
        />
      ))}
      <button type="button" class="quiet add" onClick={() => onChange(withNewRule(given))}>
        + {t.add}
      </button>
    </div>
  );
}

type To = "any" | "preflight" | "actual";
const NO_ERROR = "\0none";

function RuleForm({
  rule,
  number,
  onChange,
}: {
  readonly rule: Rule;
  readonly number: number;
  readonly onChange: (rule: Rule | null) => void;
}) {
  const t = useStrings().server;
  const id = useId();
  const { when, respond } = rule;
  const to: To = when.preflight === undefined ? "any" : when.preflight ? "preflight" : "actual";
  const setWhen = (patch: Partial<Rule["when"]>) => onChange({ ...rule, when: compact({ ...when, ...patch }) });
  const setRespond = (patch: Partial<Rule["respond"]>) =>
    onChange({ ...rule, respond: compact({ ...respond, ...patch }) });
  return (
    <section class="rule" aria-labelledby={id}>
      <div class="rule-head">
        <h3 id={id}>{fill(t.rule, { n: number })}</h3>
        <button
          type="button"
          class="quiet icon"
          aria-label={fill(t.remove, { n: number })}
          title={fill(t.remove, { n: number })}
          onClick={() => onChange(null)}
        >
          ×
        </button>
      </div>
      <div class="row">
        <SelectField
          label={t.to}
          value={to}
          options={[
            { value: "any", label: t.any },
            { value: "preflight", label: t.preflight },
            { value: "actual", label: t.actual },
          ]}
          onChoice={(next) => setWhen({ preflight: next === "any" ? undefined : next === "preflight" })}
        />
        <TextField
          label={t.status}
          type="number"
          className="short"
          value={respond.error === undefined ? String(respond.status ?? 200) : ""}
          onText={(text) => {
            const status = Number(text);
            if (Number.isInteger(status) && status >= 100 && status <= 599) setRespond({ status });
          }}
        />
      </div>
      <HeadersField
        label={t.headers}
        pairs={respond.headers}
        direction="response"
        onPairs={(headers) => setRespond({ headers })}
      />
      <details class="more">
        <summary>{t.more}</summary>
        <div class="form">
          <div class="row">
            <TextField
              label={t.url}
              type="url"
              value={when.url ?? ""}
              onText={(url) => setWhen({ url: url || undefined })}
            />
            <TextField
              label={t.method}
              className="short"
              value={when.method ?? ""}
              onText={(method) => setWhen({ method: method || undefined })}
            />
          </div>
          <AreaField label={t.body} rows={2} value={respond.body} onText={(body) => setRespond({ body })} />
          <SelectField
            label={t.error}
            value={respond.error ?? NO_ERROR}
            options={[
              { value: NO_ERROR, label: t.noError },
              ...Object.entries(t.errors).map(([value, label]) => ({ value, label })),
            ]}
            onChoice={(error) => setRespond({ error: error === NO_ERROR ? undefined : error })}
          />
        </div>
      </details>
    </section>
  );
}

/** Without the keys that have no value: a case has none either. */
function compact<Whole extends object>(given: Whole): Whole {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Whole;
}
