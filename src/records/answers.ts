import { isToken } from "../core/infrastructure/method.js";

/** A server's answer as people have it in hand. */
export interface WrittenAnswer {
  /** Null: only headers were given. */
  readonly status: number | null;
  readonly headers: [name: string, value: string][];
  readonly body: string;
}

const STATUS_LINE = /^HTTP\/\d(?:\.\d)?[ \t]+(\d{3})\b/i;
const STATUS_FIELD = /^:?status(?: code)?:[ \t]*(\d{3})\b/i;

/**
 * Reads an answer: header lines, a whole response with its status line, several of them one after the other, or a network
 * panel's copy with names and values on lines of their own.
 * @returns the answers in order, or what is wrong and on which line
 */
export function readAnswers(
  text: string,
): readonly WrittenAnswer[] | { readonly problem: string; readonly line: number } {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const answers: WrittenAnswer[] = [];
  let current: { status: number | null; headers: [string, string][]; body: string } | null = null;
  let inBody = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    const status = STATUS_LINE.exec(line.trim())?.[1];
    if (status !== undefined) {
      current = { status: Number(status), headers: [], body: "" };
      answers.push(current);
      inBody = false;
      continue;
    }
    if (inBody) {
      current!.body += `${line}\n`;
      continue;
    }
    if (line.trim() === "") {
      inBody = current !== null && current.status !== null;
      continue;
    }
    if (current === null) {
      current = { status: null, headers: [], body: "" };
      answers.push(current);
    }
    const field = STATUS_FIELD.exec(line.trim())?.[1];
    if (field !== undefined) {
      current.status = Number(field);
      continue;
    }
    const pair = headerOn(line) ?? headerOver(line, lines[index + 1]);
    if (pair === null)
      return { problem: `expected a header, found ${JSON.stringify(line.slice(0, 60))}`, line: index + 1 };
    if (!line.includes(":")) index++;
    current.headers.push(pair);
  }
  for (const answer of answers as { body: string }[]) answer.body = answer.body.trimEnd();
  return answers.length === 0 ? [{ status: null, headers: [], body: "" }] : answers;
}

/** `Name: value`, as curl prints it with `<` before. */
function headerOn(line: string): [string, string] | null {
  const [, name, value] = /^\s*(?:[<>-]\s+)?([^:\s]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
  return name === undefined || value === undefined || !isToken(name) ? null : [name, value];
}

/** A panel's copy: the name, then its value. */
function headerOver(line: string, next: string | undefined): [string, string] | null {
  const name = line.trim();
  return next === undefined || next.trim() === "" || !isToken(name) ? null : [name, next.trim()];
}
