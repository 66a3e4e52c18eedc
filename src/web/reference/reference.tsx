import { useState } from "preact/hooks";
import type { ReadCase } from "../../cases/case.js";
import { type HeaderPage, type ReasonPage, reference, referencePage } from "../../explain/reference/reference.js";
import { caseOfExample } from "../model/case-of-example.js";
import { ExampleCard } from "../parts/example-card.js";
import { TextField } from "../parts/fields.js";
import { fill, useStrings } from "../strings/strings.js";
import type { ViewProps } from "../view-props.js";

/** A page for each reason why a request is stopped, and for each header. */
export default function ReferenceView({ item, onOpen }: ViewProps) {
  const { reference: t, language } = useStrings();
  const page = item === null ? null : referencePage(item, language);
  if (page !== null) return <Entry key={page.id} page={page} onOpen={onOpen} />;
  return (
    <div class="view">
      <header class="view-head">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
      </header>
      {item !== null && <p class="problem">{fill(t.missing, { name: item })}</p>}
      <Index />
    </div>
  );
}

function Index() {
  const { reference: t, language } = useStrings();
  const [wanted, setWanted] = useState("");
  const { reasons, headers } = reference(language);
  const fits = ({ id, title, meaning }: ReasonPage | HeaderPage) =>
    `${id} ${title} ${meaning}`.toLowerCase().includes(wanted.trim().toLowerCase());
  return (
    <>
      <TextField label={t.search} className="search" value={wanted} onText={setWanted} />
      <Group title={t.headers} pages={headers.filter(fits)} />
      <Group title={t.reasons} pages={reasons.filter(fits)} />
    </>
  );
}

function Group({ title, pages }: { readonly title: string; readonly pages: readonly (ReasonPage | HeaderPage)[] }) {
  const { reference: t } = useStrings();
  return (
    <section aria-label={title} class="group">
      <h2>{title}</h2>
      {pages.length === 0 && <p class="muted">{t.none}</p>}
      <ul class="lesson-list">
        {pages.map(({ id, title: name, kind }) => (
          <li key={id}>
            <a class="card lesson-link plain-link" href={`#/reference/${id}`}>
              <span class="lesson-name">{name}</span>
              {kind === "reason" && <code class="lesson-claim">{id}</code>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({
  page,
  onOpen,
}: {
  readonly page: ReasonPage | HeaderPage;
  readonly onOpen: (given: ReadCase) => void;
}) {
  const { reference: t, steps, language } = useStrings();
  const { example } = page;
  const [given, setGiven] = useState<ReadCase>(() => caseOfExample(example.case));
  const shown = "shows" in example ? example.shows[0] : example;
  const parts =
    page.kind === "reason"
      ? ([
          [t.happens, page.happens],
          [t.fix, page.fix],
        ] as const)
      : ([
          [t.values, page.values],
          [t.traps, page.traps],
        ] as const);
  return (
    <article class="view reading" lang={language}>
      <header class="view-head">
        <p class="crumb">
          <a href="#/reference">{t.title}</a> · {page.kind === "reason" ? <code>{page.id}</code> : t[page.sentBy]}
        </p>
        <h1>{page.title}</h1>
      </header>
      <p class="truth">{page.meaning}</p>
      {parts.map(([title, text]) => (
        <section key={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </section>
      ))}
      {page.engines !== null && (
        <section>
          <h2>{t.engines}</h2>
          <p>{page.engines}</p>
        </section>
      )}
      <p>
        <a href={page.spec} rel="noreferrer" target="_blank">
          {page.kind === "reason" ? fill(steps.spec, { step: page.step }) : t.spec}
        </a>
      </p>
      <ExampleCard
        id="reference-example"
        caption={t.example}
        given={given}
        profile={shown?.profile ?? "spec"}
        onChange={setGiven}
        onOpen={onOpen}
      />
    </article>
  );
}
