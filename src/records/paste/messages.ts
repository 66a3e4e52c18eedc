import { isToken } from "../../core/infrastructure/method.js";

type Headers = [name: string, value: string][];

/** A request as a panel or a terminal shows it. */
export interface PastedRequest {
  method: string | null;
  url: string | null;
  readonly headers: Headers;
  readonly line: number;
}

/** An answer as a panel or a terminal shows it. */
export interface PastedAnswer {
  status: number | null;
  readonly headers: Headers;
  /** To what it is the answer, as far as that is seen. */
  on: "preflight" | "response" | null;
  readonly line: number;
}

export interface Messages {
  readonly requests: readonly PastedRequest[];
  readonly answers: readonly PastedAnswer[];
  /** Lines that they take. */
  readonly taken: ReadonlySet<number>;
}

const STATUS_LINE = /^(?:[<*]\s?)?HTTP\/\d(?:\.\d)?\s+(\d{3})\b/;
const REQUEST_LINE = /^(?:>\s?)?([A-Z]{3,10}) (\S+) HTTP\/\d(?:\.\d)?$/;
const LABEL =
  /^[\W_]*(?:the )?(?:(preflight|options)[\s'’s]*)?(request|response|answer)s?[\s-]*headers?(?: (?:are|is|look.*|of.*|for.*|from.*))?[\W_]*$/i;
const GENERAL = /^[\W_]*(Request URL|Request Method|Status Code|Remote Address|Referrer Policy):?[\W_]*(.*)$/i;
/** By these a run of lines is an answer's, though nothing says so. */
const TELLING = /^access-control-(?:allow-|expose-|max-age)/i;
const ASKING = /^access-control-request-/i;

/**
 * Requests and answers in a text: whole messages, those of `curl -v`, a network panel's copy with its headings, and
 * header lines of CORS by themselves.
 */
export function messagesIn(lines: readonly string[]): Messages {
  const reader = new Reader();
  for (let at = 0; at < lines.length; ) at += reader.read(lines, at);
  return reader.finish();
}

class Reader {
  readonly #requests: PastedRequest[] = [];
  readonly #answers: PastedAnswer[] = [];
  readonly #taken = new Set<number>();
  /** What the header lines belong to that come next. */
  #current: PastedRequest | PastedAnswer | null = null;
  #general: PastedRequest | null = null;

  /** @returns how many lines it took */
  read(lines: readonly string[], at: number): number {
    const line = lines[at]!.trim();
    const status = STATUS_LINE.exec(line)?.[1];
    if (status !== undefined) return this.#begin(this.#answer(Number(status), at), at);
    const [, method, target] = REQUEST_LINE.exec(line) ?? [];
    if (method !== undefined && target !== undefined) {
      const request = this.#isOpen(this.#current) ? this.#current : this.#request(at);
      request.method = method;
      request.url ??= target;
      return this.#begin(request, at);
    }
    const [label, preflight, side] = LABEL.exec(line) ?? [];
    if (label !== undefined && side !== undefined) {
      if (/^request$/i.test(side)) return this.#begin(this.#general ?? this.#request(at), at);
      const answer = this.#answer(null, at);
      if (preflight !== undefined) answer.on = "preflight";
      return this.#begin(answer, at);
    }
    const [, field, said] = GENERAL.exec(line) ?? [];
    if (field !== undefined) return this.#panel(field, said ?? "", lines, at);
    return this.#headers(lines, at);
  }

  finish(): Messages {
    const answers = this.#answers.filter(({ status, headers }) => status !== null || headers.length > 0);
    const requests = this.#requests.filter(({ headers, url }) => url !== null || headers.length > 0);
    for (const [index, answer] of answers.entries()) answer.on ??= onWhat(answer, answers[index - 1], requests);
    return { requests, answers, taken: this.#taken };
  }

  #begin(current: PastedRequest | PastedAnswer, at: number): 1 {
    this.#current = current;
    this.#taken.add(at);
    return 1;
  }

  #request(line: number): PastedRequest {
    const made: PastedRequest = { method: null, url: null, headers: [], line };
    this.#requests.push(made);
    return made;
  }

  #answer(status: number | null, line: number): PastedAnswer {
    // A heading or the panel's status, and then the message itself.
    const last = openAnswer(this.#answers);
    if (last !== null && (last.status === null || status === null || last.status === status)) {
      last.status ??= status;
      return last;
    }
    const made: PastedAnswer = { status, headers: [], on: null, line };
    this.#answers.push(made);
    return made;
  }

  /** Its heading was there, or what the panel tells of it. */
  #isOpen(current: PastedRequest | PastedAnswer | null): current is PastedRequest {
    return current !== null && !("on" in current) && current.headers.length === 0;
  }

  /** The panel's “General”: the value is beside its name, or below. */
  #panel(field: string, said: string, lines: readonly string[], at: number): number {
    const isBelow = said === "" && lines[at + 1] !== undefined;
    const value = (isBelow ? lines[at + 1]! : said).trim();
    const size = isBelow ? 2 : 1;
    for (let index = at; index < at + size; index++) this.#taken.add(index);
    if (/^request url$/i.test(field)) {
      this.#general = this.#request(at);
      this.#general.url = value;
    } else if (/^request method$/i.test(field) && this.#general !== null) this.#general.method = value;
    else if (/^status code$/i.test(field)) {
      const status = /\d{3}/.exec(value)?.[0];
      if (status !== undefined) this.#answer(Number(status), at);
    }
    this.#current = null;
    return size;
  }

  #headers(lines: readonly string[], at: number): number {
    const run = headerRun(lines, at);
    if (run.pairs.length === 0) {
      if (lines[at]!.trim() !== "" && !/^[*<>}]/.test(lines[at]!.trim())) this.#current = null;
      return 1;
    }
    const isTelling = run.pairs.some(([name]) => TELLING.test(name));
    const isAsking = run.pairs.some(([name]) => ASKING.test(name));
    if (this.#current === null) {
      const isOrigin =
        run.pairs.length === 1 && /^origin$/i.test(run.pairs[0]![0]) && /^(?:\w+:\/\/|null$)/.test(run.pairs[0]![1]);
      if (!isTelling && !isAsking && !isOrigin) return 1;
      this.#current = isTelling ? (openAnswer(this.#answers) ?? this.#answer(null, at)) : this.#request(at);
    }
    this.#current.headers.push(...run.pairs);
    for (let index = at; index < at + run.size; index++) this.#taken.add(index);
    return run.size;
  }
}

/** The panel told its status already. */
function openAnswer(answers: readonly PastedAnswer[]): PastedAnswer | null {
  const last = answers.at(-1);
  return last !== undefined && last.headers.length === 0 ? last : null;
}

function headerRun(lines: readonly string[], from: number): { readonly pairs: Headers; readonly size: number } {
  const pairs: Headers = [];
  let at = from;
  for (; at < lines.length; at++) {
    const pair = headerOn(lines[at]!);
    if (pair === null || STATUS_LINE.test(lines[at]!.trim()) || GENERAL.test(lines[at]!.trim())) break;
    pairs.push(pair);
  }
  return { pairs, size: at - from };
}

/** `Name: value`, as curl prints it with a mark before; code has quotation marks, and a place in a file digits. */
function headerOn(line: string): [string, string] | null {
  const [, name, value] =
    /^\s*(?:[<>+-]\s+|\d{1,2}\.\s+)?([A-Za-z][\w-]*)(?::(?:\s+|(?=[*\w]))|\t+)([^\n]*?)\s*$/.exec(line) ?? [];
  if (name === undefined || value === undefined || !isToken(name)) return null;
  if (/[{(,;]$/.test(value) && !/^(?:vary|allow|accept|access-control|cache|user)/i.test(name)) return null;
  return /^["'`]/.test(value) && !/^etag|^report/i.test(name) ? null : [name, value];
}

/** A preflight's answer says what is allowed; of two answers the one to it comes first. */
function onWhat(
  { line, headers }: PastedAnswer,
  before: PastedAnswer | undefined,
  requests: readonly PastedRequest[],
): PastedAnswer["on"] {
  const asked = requests.findLast((request) => request.line <= line) ?? null;
  if (asked !== null && (before === undefined || asked.line > before.line)) {
    if (asked.headers.some(([name]) => ASKING.test(name))) return "preflight";
    if (asked.method !== null) return asked.method.toUpperCase() === "OPTIONS" ? "preflight" : "response";
  }
  return headers.some(([name]) => /^content-(?:type|encoding)$/i.test(name)) && before?.on === "preflight"
    ? "response"
    : null;
}
