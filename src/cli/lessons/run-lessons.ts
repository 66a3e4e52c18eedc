import { type Lesson, lessons } from "../../explain/lessons/lessons.js";
import { type HeaderPage, type ReasonPage, reference, referencePage } from "../../explain/reference/reference.js";
import { InputError } from "../errors.js";
import { caseOf, Teacher, verdictOn } from "../formats/teaching.js";
import type { Io } from "../io.js";
import { languageFor } from "../options/language.js";
import { toJson } from "../text/clean.js";
import { padEnd, padStart } from "../text/layout.js";
import { didYouMean } from "../text/suggest.js";
import { themeOf } from "../text/theme.js";
import stringWidth from "../text/width.js";
import { wordsOf } from "../words/words.js";
import type { LessonsGiven } from "./options.js";
import { referenceText } from "./reference-text.js";

/** Lists the lessons, or tells one and runs its examples. */
export async function runLessons(io: Io, given: LessonsGiven): Promise<void> {
  const isForPeople = given.format === "pretty" && given.toCase === undefined;
  const lang = languageFor(io, given.lang, isForPeople);
  const all = lessons(lang);
  const page = given.lesson === undefined ? null : referencePage(given.lesson, lang);
  if (page !== null) return printPage(io, page, given, lang);
  const chosen = given.lesson === undefined ? null : lessonNamed(given.lesson, all);
  if (given.toCase !== undefined) return io.out(`${exampleOf(chosen, given.toCase)}\n`);
  if (given.format === "json") {
    return io.out(`${toJson(chosen === null ? all : told(chosen, lang))}\n`);
  }
  const teacher = new Teacher(wordsOf(lang), lang, themeOf(io.colour), io.width);
  await io.out(chosen === null ? listOf(all, teacher, io.colour) : lessonText(chosen, teacher));
}

/** A reason code or a header was asked for. */
async function printPage(io: Io, page: ReasonPage | HeaderPage, given: LessonsGiven, lang: string): Promise<void> {
  if (given.toCase !== undefined) return io.out(`${JSON.stringify({ id: page.id, ...page.example.case }, null, 2)}\n`);
  if (given.format === "json") return io.out(`${toJson(page)}\n`);
  return io.out(referenceText(page, new Teacher(wordsOf(lang), lang, themeOf(io.colour), io.width)));
}

function lessonNamed(name: string, all: readonly Lesson[]): Lesson {
  const found = all.find(({ id, number }) => id === name.toLowerCase() || String(number) === name);
  if (found !== undefined) return found;
  const { reasons, headers } = reference("en");
  const known = [...all, ...reasons, ...headers].map(({ id }) => id);
  throw new InputError(
    `no lesson "${name}": a number from 1 to ${all.length}, a name, a reason code or a header`,
    didYouMean(name.toLowerCase(), known) ?? "whycors lessons lists them.",
  );
}

/** With what the model says of each example. */
function told(lesson: Lesson, lang: string): object {
  const examples = lesson.examples.map(({ caption, case: given, shows }) => {
    const read = caseOf(given, lesson.id);
    return { caption, case: given, verdicts: shows.map(({ profile, at = 0 }) => verdictOn(read, profile, at, lang)) };
  });
  return { ...lesson, examples };
}

function exampleOf(lesson: Lesson | null, number: number): string {
  if (lesson === null) throw new InputError("--to-case needs a lesson", "Such as whycors lessons 1 --to-case 1.");
  const example = lesson.examples[number - 1];
  if (example === undefined) {
    throw new InputError(`--to-case: expected a number from 1 to ${lesson.examples.length}, got ${number}`);
  }
  return JSON.stringify({ id: lesson.id, title: lesson.title, ...example.case }, null, 2);
}

function listOf(all: readonly Lesson[], { words }: Teacher, colour: boolean): string {
  const theme = themeOf(colour);
  const widest = Math.max(...all.map(({ title }) => stringWidth(title)));
  const rows = all.map(({ number, title, standing, id }) => {
    const mark = words.say(`standing-${standing}`);
    return `${padStart(String(number), 3)}  ${padEnd(title, widest)}  ${padEnd(mark, 10)}${theme.quiet(id)}`;
  });
  return `${rows.join("\n")}\n\n${words.say("read-one")}\n`;
}

function lessonText(lesson: Lesson, teacher: Teacher): string {
  const { words, lang } = teacher;
  const { id, number, title, claim, truth, standing, since, spec, examples } = lesson;
  const parts = examples.flatMap(({ caption, case: given, shows }, index) => {
    const read = caseOf(given, id);
    const verdicts = shows.map(({ profile, at = 0 }) => ({ at, verdict: verdictOn(read, profile, at, lang) }));
    const said = new Set<string>();
    return [
      "",
      ...teacher.heading(`${index + 1}. ${caption}`),
      ...teacher.setup(read, verdicts[0]?.at ?? 0),
      ...verdicts.flatMap(({ at, verdict }) => {
        const isNew = !said.has(verdict.explanation);
        said.add(verdict.explanation);
        const which = read.then.length > 0 ? teacher.paragraph(words.say("request-number", { count: at + 1 })) : [];
        return [...which, ...teacher.verdict(verdict, isNew, true)];
      }),
    ];
  });
  const lines = [
    ...teacher.heading(words.say("lesson-heading", { number, title, standing: words.say(`standing-${standing}`) })),
    ...teacher.labelled("claim", claim),
    ...teacher.labelled("today", truth),
    ...(since === null ? [] : teacher.labelled("since", since)),
    ...teacher.labelled("spec", spec),
    ...parts,
    "",
    words.say("try-it"),
    `   whycors lessons ${id} --to-case 1 > my.json`,
    "   whycors cases my.json",
  ];
  return `${lines.join("\n")}\n`;
}
