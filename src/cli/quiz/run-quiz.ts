import { createInterface } from "node:readline";
import { type Question, quiz } from "../../explain/quiz/quiz.js";
import { caseOf, Teacher, verdictOn } from "../formats/teaching.js";
import type { Io } from "../io.js";
import { languageFor } from "../options/language.js";
import { themeOf } from "../text/theme.js";
import { wordsOf } from "../words/words.js";
import type { QuizGiven } from "./options.js";

/** Asks the questions one after the other, and reads an answer from stdin after each. */
export async function runQuiz(io: Io, given: QuizGiven): Promise<void> {
  const lang = languageFor(io, given.lang, true);
  const questions = quiz(lang).filter(({ level }) => given.level === undefined || level === given.level);
  const teacher = new Teacher(wordsOf(lang), lang, themeOf(io.colour), io.width);
  if (given.answers) {
    const texts = questions.map((question, index) => {
      const right = question.options.findIndex(({ isRight }) => isRight);
      return [asked(question, index, questions.length, teacher), answered(question, right, teacher, "answer")].join("");
    });
    return io.out(texts.join("\n"));
  }
  const score = await interview(io, questions, teacher);
  await io.out(`${teacher.words.say("score", score)}\n`);
}

interface Score extends Record<string, number> {
  readonly right: number;
  readonly count: number;
}

async function interview(io: Io, questions: readonly Question[], teacher: Teacher): Promise<Score> {
  const input = createInterface({ input: io.stdin });
  const lines = input[Symbol.asyncIterator]();
  let [right, count] = [0, 0];
  try {
    for (const [index, question] of questions.entries()) {
      await io.out(asked(question, index, questions.length, teacher));
      const choice = await choose(io, lines, question, teacher);
      if (choice === null) break;
      count++;
      const isRight = question.options[choice]?.isRight === true;
      if (isRight) right++;
      await io.out(`${answered(question, choice, teacher, isRight ? "right" : "wrong")}\n`);
    }
  } finally {
    input.close();
  }
  return { right, count };
}

/** @returns the index of the option, null at the end of the input or when the reader has enough */
async function choose(
  io: Io,
  lines: AsyncIterator<string>,
  { options }: Question,
  { words }: Teacher,
): Promise<number | null> {
  for (;;) {
    await io.out(words.say("choose", { count: options.length }));
    const line = await lines.next();
    // A terminal shows what is typed, and the end of its line.
    if (!("isTTY" in io.stdin && io.stdin.isTTY)) await io.out("\n");
    if (line.done) return null;
    const answer = line.value.trim().toLowerCase();
    if (answer === "q") return null;
    const number = Number(answer);
    if (Number.isInteger(number) && number >= 1 && number <= options.length) return number - 1;
  }
}

function asked(question: Question, index: number, count: number, teacher: Teacher): string {
  const { level, case: given, at, options } = question;
  const heading = teacher.words.say("question", {
    number: index + 1,
    count,
    level: teacher.words.say(`level-${level}`),
  });
  const lines = [
    ...teacher.heading(heading),
    ...teacher.paragraph(question.question),
    ...teacher.setup(caseOf(given, question.id), at),
    ...options.flatMap(({ text }, option) => teacher.paragraph(`${option + 1}) ${text}`)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Right or wrong, why, and what the model says of it. */
function answered(question: Question, chosen: number, teacher: Teacher, how: "right" | "wrong" | "answer"): string {
  const { id, options, explanation, case: given, profile, at } = question;
  const right = options.findIndex(({ isRight }) => isRight);
  const shown = how === "wrong" ? right : chosen;
  const said = teacher.words.say(how, { number: shown + 1, text: options[shown]?.text ?? "" });
  const lines = [
    ...teacher.paragraph(said),
    ...teacher.paragraph(explanation),
    ...teacher.verdict(verdictOn(caseOf(given, id), profile, at, teacher.lang), false),
  ];
  return `${lines.join("\n")}\n`;
}
