import type { ProfileName } from "../../core/profiles/profile.js";
import type { HeaderPage, ReasonPage } from "../../explain/reference/reference.js";
import { caseOf, type Teacher, verdictOn } from "../formats/teaching.js";
import { ruleOf } from "../formats/words.js";

const ENGINES: readonly ProfileName[] = ["chromium", "firefox", "webkit"];

/** A reference page for a terminal; the verdicts and console lines are what the model says of its example. */
export function referenceText(page: ReasonPage | HeaderPage, teacher: Teacher): string {
  const lines = page.kind === "reason" ? reasonLines(page, teacher) : headerLines(page, teacher);
  return `${lines.join("\n")}\n`;
}

function reasonLines({ id, title, meaning, happens, fix, engines, example }: ReasonPage, teacher: Teacher): string[] {
  const { words, lang } = teacher;
  const given = caseOf(example.case, id);
  const rule = ruleOf(id, words);
  const { profile } = example;
  const others = ENGINES.filter((engine) => engine !== profile && profile !== "xdr");
  return [
    ...teacher.heading(`${id}: ${title}`),
    ...teacher.paragraph(meaning),
    ...teacher.labelled("happens", happens),
    ...teacher.labelled("fix", fix),
    ...(engines === null ? [] : teacher.labelled("engines", engines)),
    ...teacher.labelled("decided-by", `${rule.name} ${rule.url}`),
    "",
    ...teacher.setup(given, 0),
    ...teacher.verdict(verdictOn(given, profile, 0, lang), true, true),
    ...others.flatMap((engine) => teacher.verdict(verdictOn(given, engine, 0, lang), false, true)),
  ];
}

function headerLines(page: HeaderPage, teacher: Teacher): string[] {
  const { id, title, sentBy, meaning, values, traps, engines, spec, example } = page;
  const given = caseOf(example.case, id);
  const last = given.then.length;
  return [
    ...teacher.heading(title),
    ...teacher.paragraph(meaning),
    ...teacher.labelled("sent-by", teacher.words.say(sentBy === "browser" ? "by-browser" : "by-server")),
    ...teacher.labelled("values", values),
    ...teacher.labelled("traps", traps),
    ...(engines === null ? [] : teacher.labelled("engines", engines)),
    ...teacher.labelled("spec", spec),
    "",
    ...teacher.setup(given, last),
    ...example.shows.flatMap(({ profile, at = 0 }) =>
      teacher.verdict(verdictOn(given, profile, at, teacher.lang), true),
    ),
  ];
}
