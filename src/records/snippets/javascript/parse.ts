import { tsPlugin } from "@sveltejs/acorn-typescript";
import { Parser, type Program } from "acorn";
import { SnippetError } from "../snippet.js";

const OPTIONS = {
  ecmaVersion: "latest",
  sourceType: "module",
  allowAwaitOutsideFunction: true,
  allowReturnOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowImportExportEverywhere: true,
  allowHashBang: true,
  locations: true,
} as const;

/** The same with types and JSX, which people's code has. */
const typed = Parser.extend(tsPlugin({ jsx: true }));

/** `get<Order>(url)`: without types these are comparisons. */
const TYPE_ARGUMENTS = /\.\s*\w+<[\w\s.,|&[\]{}:;?"']+>\(/;

/** @throws SnippetError with line and column */
export function parseJavaScript(text: string): Program {
  try {
    if (TYPE_ARGUMENTS.test(text)) return typed.parse(text, OPTIONS);
  } catch {}
  try {
    return Parser.parse(text, OPTIONS);
  } catch (error) {
    if (!isSyntaxError(error)) throw tooDeep(error, text);
    for (const attempt of [
      () => typed.parse(text, OPTIONS),
      () => Parser.parse(text, { ...OPTIONS, sourceType: "script" }),
      () => parseMembers(text),
    ]) {
      try {
        return attempt();
      } catch {}
    }
    throw asSnippetError(error, text);
  }
}

const CLASS = "class _ {";

/** Members of a class that is not in the snippet, such as the method that makes the request. */
function parseMembers(text: string): Program {
  if (!/\)\s*(?::[^{};]*)?\{/.test(text)) throw new SyntaxError("there is no method");
  return movedBack(typed.parse(`${CLASS}${text}\n}`, OPTIONS));
}

/** Places as in the text without what was put before it. */
function movedBack<T>(node: T): T {
  if (typeof node !== "object" || node === null) return node;
  for (const [key, value] of Object.entries(node)) {
    if ((key === "start" || key === "end") && typeof value === "number") {
      Object.assign(node, { [key]: Math.max(0, value - CLASS.length) });
    } else if (key !== "loc") movedBack(value);
  }
  return node;
}

interface PlacedError extends SyntaxError {
  readonly pos: number;
}

function isSyntaxError(error: unknown): error is PlacedError {
  return error instanceof SyntaxError && "pos" in error && typeof error.pos === "number";
}

function tooDeep(error: unknown, text: string): unknown {
  if (!(error instanceof RangeError)) return error;
  return new SnippetError("javascript", text, 0, "the code is nested too deeply to be read", "Give the request alone.");
}

function asSnippetError({ pos, message }: PlacedError, text: string): SnippetError {
  const problem = message.replace(/ \(\d+:\d+\)$/, "");
  const rest = text.slice(pos).trim();
  if (rest === "") {
    return new SnippetError("javascript", text, pos, "the code ends in the middle", unclosedHint(text));
  }
  if (/^Unterminated/.test(problem)) {
    return new SnippetError(
      "javascript",
      text,
      pos,
      lowerFirst(problem),
      "Close the quotation mark; shells take some of them away, so give the code in a file or on stdin.",
    );
  }
  return new SnippetError(
    "javascript",
    text,
    pos,
    `this is no JavaScript: ${lowerFirst(problem)} ${near(rest)}`,
    NO_CODE.test(text)
      ? "If it is from a browser's console, give the whole line; if it is code, the request alone."
      : "Give a whole statement; for something else than JavaScript say what it is with --as.",
  );
}

/** Words of people who tell of a failure. */
const NO_CODE = /\bcors\b|cross.origin|access-control-|\bblocked\b/i;

/** Beyond it nobody counts brackets. */
const LONG = 20_000;

function near(rest: string): string {
  const shown = rest.split("\n", 1)[0]!;
  return `before “${shown.length > 30 ? `${shown.slice(0, 30)}…` : shown}”`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The brackets that are opened and not closed. */
function unclosedHint(text: string): string {
  if (text.length > LONG) return "Give the whole call.";
  const open: string[] = [];
  for (const character of text.replace(/(["'`])(?:\\.|(?!\1)[^\\])*\1/gs, "")) {
    if ("([{".includes(character)) open.push(character);
    else if (")]}".includes(character)) open.pop();
  }
  const wanted = open
    .toReversed()
    .map((bracket) => ({ "(": ")", "[": "]" })[bracket] ?? "}")
    .join("");
  return wanted === "" ? "Give the whole call." : `Give the whole call: “${wanted}” is missing at the end.`;
}
