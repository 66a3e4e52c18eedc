import { lessons } from "../../explain/lessons/lessons.js";
import { useStrings } from "../strings/strings.js";
import type { ViewProps } from "../view-props.js";
import { LessonPage } from "./lesson-page.js";

/** What people have read about CORS, and what is so: a list, and a page for each. */
export default function Lessons({ item, onOpen }: ViewProps) {
  const { lessons: t, language } = useStrings();
  const all = lessons(language);
  const at = all.findIndex(({ id }) => id === item);
  const lesson = all[at];
  if (lesson !== undefined) {
    return <LessonPage key={lesson.id} lesson={lesson} before={all[at - 1]} after={all[at + 1]} onOpen={onOpen} />;
  }
  return (
    <div class="view">
      <header class="view-head">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
      </header>
      <ol class="lesson-list">
        {all.map(({ id, number, title, claim, standing }) => (
          <li key={id}>
            <a class="card lesson-link" href={`#/lessons/${id}`}>
              <span class="number">{number}</span>
              <span class="lesson-name">{title}</span>
              <span class={`standing ${standing}`}>{t.standing[standing]}</span>
              <span class="lesson-claim">{claim}</span>
            </a>
          </li>
        ))}
      </ol>
    </div>
  );
}
