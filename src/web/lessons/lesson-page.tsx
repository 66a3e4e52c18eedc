import { useState } from "preact/hooks";
import type { ReadCase } from "../../cases/case.js";
import type { Lesson } from "../../explain/lessons/lessons.js";
import { caseOfExample } from "../model/case-of-example.js";
import { ExampleCard } from "../parts/example-card.js";
import { fill, useStrings } from "../strings/strings.js";

interface Props {
  readonly lesson: Lesson;
  readonly before: Lesson | undefined;
  readonly after: Lesson | undefined;
  readonly onOpen: (given: ReadCase) => void;
}

/** One claim, and cases to try it on. */
export function LessonPage({ lesson, before, after, onOpen }: Props) {
  const { lessons: t } = useStrings();
  const { number, title, claim, standing, truth, since, spec, examples } = lesson;
  return (
    <article class="view reading">
      <header class="view-head">
        <p class="crumb">
          <a href="#/lessons">{t.title}</a> · {fill(t.number, { n: number })}
        </p>
        <h1>{title}</h1>
      </header>
      <p class="claim">
        <span class="muted">{t.claim}</span> <q>{claim}</q>
      </p>
      <p class="truth">
        <strong class={`standing ${standing}`}>{t.standing[standing]}</strong> {truth}
      </p>
      {since !== null && <p class="muted">{since}</p>}
      <p>
        <a href={spec} rel="noreferrer" target="_blank">
          {t.spec}
        </a>
      </p>
      {examples.map(({ caption, case: given, shows }, index) => (
        <Try
          key={caption}
          number={index + 1}
          caption={caption}
          given={given}
          profile={shows[0]?.profile}
          onOpen={onOpen}
        />
      ))}
      <nav class="pages" aria-label={t.pages}>
        {before !== undefined && <a href={`#/lessons/${before.id}`}>← {before.title}</a>}
        {after !== undefined && (
          <a class="after" href={`#/lessons/${after.id}`}>
            {after.title} →
          </a>
        )}
      </nav>
    </article>
  );
}

function Try({
  number,
  caption,
  given,
  profile,
  onOpen,
}: {
  readonly number: number;
  readonly caption: string;
  readonly given: Lesson["examples"][number]["case"];
  readonly profile: Lesson["examples"][number]["shows"][number]["profile"] | undefined;
  readonly onOpen: (given: ReadCase) => void;
}) {
  const [tried, setTried] = useState<ReadCase>(() => caseOfExample(given));
  return (
    <ExampleCard
      id={`example-${number}`}
      caption={caption}
      given={tried}
      profile={profile ?? "spec"}
      onChange={setTried}
      onOpen={onOpen}
    />
  );
}
