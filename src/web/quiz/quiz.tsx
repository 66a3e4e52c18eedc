import { useMemo, useState } from "preact/hooks";
import { codeOf } from "../../cases/code-of.js";
import { type Question, quiz } from "../../explain/quiz/quiz.js";
import { caseOfExample } from "../model/case-of-example.js";
import { setupAt, textOfPairs } from "../model/edit.js";
import { ExampleCard } from "../parts/example-card.js";
import { answerText } from "../parts/rule-text.js";
import { OutcomeMark } from "../parts/tabs.js";
import { fill, useStrings } from "../strings/strings.js";
import type { ViewProps } from "../view-props.js";

/** A setup, and the question what happens; then the verdict, to try further. */
export default function Quiz({ onOpen }: ViewProps) {
  const { quiz: t, language } = useStrings();
  const questions = useMemo(() => quiz(language), [language]);
  const [at, setAt] = useState(0);
  /** By question, the option chosen. */
  const [answers, setAnswers] = useState<Readonly<Record<number, number>>>({});
  const question = questions[at];
  const right = questions.filter(({ options }, index) => options[answers[index] ?? -1]?.isRight === true).length;
  return (
    <div class="view reading">
      <header class="view-head">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
      </header>
      <div class="player">
        <button type="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
          ← {t.before}
        </button>
        <button type="button" disabled={at >= questions.length} onClick={() => setAt(at + 1)}>
          {at === questions.length - 1 ? t.result : t.next} →
        </button>
        <output class="position">
          {fill(t.score, { right, answered: Object.keys(answers).length, all: questions.length })}
        </output>
      </div>
      {question === undefined ? (
        <section class="card" aria-labelledby="quiz-result">
          <h2 id="quiz-result">{fill(t.done, { right, all: questions.length })}</h2>
          <button
            type="button"
            class="primary"
            onClick={() => {
              setAnswers({});
              setAt(0);
            }}
          >
            {t.again}
          </button>
        </section>
      ) : (
        <QuestionCard
          key={question.id}
          question={question}
          number={at + 1}
          chosen={answers[at] ?? null}
          onChoice={(option) => setAnswers({ ...answers, [at]: option })}
          onOpen={onOpen}
        />
      )}
    </div>
  );
}

function QuestionCard({
  question: { level, question, case: example, profile, at, options, explanation },
  number,
  chosen,
  onChoice,
  onOpen,
}: {
  readonly question: Question;
  readonly number: number;
  readonly chosen: number | null;
  readonly onChoice: (option: number) => void;
  readonly onOpen: ViewProps["onOpen"];
}) {
  const t = useStrings();
  const first = useMemo(() => caseOfExample(example), [example]);
  const [given, setGiven] = useState(first);
  const isRight = chosen !== null && options[chosen]?.isRight === true;
  const steps = Array.from({ length: at + 1 }, (_, index) => setupAt(first, index));
  return (
    <>
      <section class="card question" aria-labelledby="question">
        <p class="crumb">
          {fill(t.quiz.number, { n: number })} · {t.quiz.levels[level]} · {t.profiles[profile]}
        </p>
        <h2 id="question">{question}</h2>
        <p class="hint">{fill(t.example.onPage, { page: first.page.url })}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
        <pre class="code" tabIndex={0}>
          <code>{steps.map(codeOf).join("\n")}</code>
        </pre>
        {first.server.map((rule) => (
          <div key={JSON.stringify(rule)}>
            <p class="hint">{answerText(rule, t)}</p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
            <pre class="code" tabIndex={0}>
              <code>{textOfPairs(rule.respond.headers) || t.response.none}</code>
            </pre>
          </div>
        ))}
        <fieldset class="options">
          <legend class="visually-hidden">{question}</legend>
          {options.map((option, index) => (
            <label key={option.text} class={optionClass(option, index, chosen)}>
              <input
                type="radio"
                name="option"
                checked={chosen === index}
                disabled={chosen !== null}
                onChange={() => onChoice(index)}
              />
              <span>{option.text}</span>
              {chosen !== null && option.isRight && <OutcomeMark outcome="allowed" label={t.quiz.right} />}
              {chosen === index && !option.isRight && <OutcomeMark outcome="blocked" label={t.quiz.wrong} />}
            </label>
          ))}
        </fieldset>
        <div aria-live="polite">
          {chosen !== null && (
            <p class="answer">
              <strong class={`standing ${isRight}`}>{isRight ? t.quiz.right : t.quiz.wrong}</strong> {explanation}
            </p>
          )}
        </div>
      </section>
      {chosen !== null && (
        <ExampleCard
          id="quiz-example"
          caption={t.quiz.try}
          given={given}
          at={at}
          profile={profile}
          onChange={setGiven}
          onOpen={onOpen}
        />
      )}
    </>
  );
}

function optionClass({ isRight }: { readonly isRight: boolean }, index: number, chosen: number | null): string {
  if (chosen === null) return "option";
  return `option ${isRight ? "allowed" : index === chosen ? "blocked" : "other"}`;
}
