import type { Case } from "../../cases/case.js";
import { readAnswers, type WrittenAnswer } from "../../records/answers.js";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";

type Rules = NonNullable<Case["server"]>;
type Rule = Rules[number];

export interface ServerGiven {
  readonly server?: readonly string[] | undefined;
  readonly preflightServer?: string | undefined;
}

/**
 * `--server` and `--preflight-server` as rules: headers of one answer for all, or whole responses for the requests in
 * turn.
 * @returns null when none is given
 */
export async function serverRules(io: Io, given: ServerGiven): Promise<Rules | null> {
  if (given.server === undefined && given.preflightServer === undefined) return null;
  const rules: Rule[] = [];
  if (given.preflightServer !== undefined) {
    const [answer] = await answersOf(io, "--preflight-server", given.preflightServer);
    rules.push({ when: { preflight: true }, respond: { status: 204, ...responseOf(answer!) } });
  }
  const answers: WrittenAnswer[] = [];
  for (const text of given.server ?? []) {
    for (const answer of await answersOf(io, "--server", text)) {
      const last = answers.at(-1);
      // Headers alone go on with the answer before.
      if (answer.status === null && last !== undefined) last.headers.push(...answer.headers);
      else answers.push(answer);
    }
  }
  for (const [index, answer] of answers.entries()) {
    const isLast = index === answers.length - 1;
    rules.push({ respond: responseOf(answer), ...(isLast ? {} : { times: 1 }) });
  }
  return rules;
}

async function answersOf(io: Io, option: string, text: string): Promise<readonly WrittenAnswer[]> {
  const isFile = text.startsWith("@");
  const source = isFile ? await io.files.read(text.slice(1)) : text.replace(/\\r\\n|\\n/g, "\n");
  const read = readAnswers(source);
  if (!("problem" in read)) return read;
  const where = isFile ? `${text.slice(1)}:${read.line}` : `line ${read.line}`;
  throw new InputError(
    `${option}: ${where}: ${read.problem}`,
    "Write header lines, or a whole response that begins with HTTP/1.1 200 OK.",
  );
}

function responseOf({ status, headers, body }: WrittenAnswer): Rule["respond"] {
  return { ...(status !== null && { status: checked(status) }), headers: [...headers], ...(body !== "" && { body }) };
}

function checked(status: number): number {
  if (status >= 100 && status <= 599) return status;
  throw new InputError(`--server: ${status} is no status`, "It goes from 100 to 599.");
}
