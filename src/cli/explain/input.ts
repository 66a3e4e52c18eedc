import { text } from "node:stream/consumers";
import { recogniseConsole } from "../../explain/console/recognise/recognise.js";
import { referencePage } from "../../explain/reference/reference.js";
import { readPaste } from "../../records/paste/read-paste.js";
import { readSnippet, snippetKind } from "../../records/snippets/read-snippet.js";
import { SnippetError } from "../../records/snippets/snippet.js";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";
import type { InputKind } from "./input-kinds.js";

/** What is to be explained. */
export interface Input {
  readonly kind: InputKind;
  readonly text: string;
  /** The file that it is from, as the user named it; null: it was given itself. */
  readonly file: string | null;
  /** `FILE#N` */
  readonly entry: number | null;
}

/** Text, a file, `FILE#N`, or `-` for stdin; what it is shows by itself, unless it is said. */
export async function inputOf(io: Io, given: string, as: InputKind | undefined): Promise<Input> {
  if (given === "-") {
    const read = await text(io.stdin);
    return { kind: as ?? kindOf(read), text: read, file: null, entry: null };
  }
  if (given.trim() === "") throw new InputError("the input is empty", "whycors explain --help shows what it can be.");
  const file = given.length < 4096 && !given.includes("\n") ? await fileOf(io, given) : null;
  if (file !== null) return readFile(io, file.path, file.entry, as);
  if (as === undefined && looksLikeFile(given)) {
    throw new InputError(`${given}: no such file`, "Check the path, or say what it is with --as.");
  }
  return { kind: as ?? kindOf(given), text: given, file: null, entry: null };
}

async function fileOf(io: Io, given: string): Promise<{ path: string; entry: number | null } | null> {
  if ((await kindAt(io, given)) === "file") return { path: given, entry: null };
  if ((await kindAt(io, given)) === "directory") {
    throw new InputError(`${given}: is a directory`, "Name a file in it.");
  }
  const [, path, index] = /^(.+)#(\d+)$/.exec(given) ?? [];
  if (path === undefined || (await kindAt(io, path)) !== "file") return null;
  return { path, entry: Number(index) };
}

/** Code is no path: what the system says of it does not matter. */
async function kindAt(io: Io, path: string): Promise<"file" | "directory" | "other" | null> {
  try {
    return await io.files.kind(path);
  } catch {
    return null;
  }
}

const BY_ENDING: Readonly<Record<string, InputKind>> = {
  har: "har",
  zip: "har",
  gz: "har",
  http: "http",
  rest: "http",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  ts: "javascript",
  tsx: "javascript",
  html: "html",
  htm: "html",
  ps1: "powershell",
};

/** Of a recording only the beginning is looked at here; it is read where it is judged. */
async function readFile(io: Io, path: string, entry: number | null, as: InputKind | undefined): Promise<Input> {
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  const kind = as ?? BY_ENDING[ending];
  if (kind === "har") return { kind, text: "", file: path, entry };
  const read = await io.files.read(path);
  return { kind: kind ?? kindOf(read), text: read, file: path, entry };
}

/** What a text is, by what is in it. */
export function kindOf(given: string): InputKind {
  const trimmed = given.trim();
  if (/^[A-Za-z][\w-]*$/.test(trimmed) && referencePage(trimmed, "en") !== null) return "reason";
  const json = jsonKind(trimmed);
  if (json !== null) return json;
  if (/^[A-Z]+ \S+(?: HTTP\/\d(?:\.\d)?)?\r?\n[\w-]+:/.test(trimmed)) return "http";
  if (makesRequests(given) && !configures(given)) return snippetKind(given);
  if (hasRequests(given)) return "report";
  if (recogniseConsole(given).length > 0) return "console";
  return isProse(given) ? "report" : snippetKind(given);
}

/** Words of a person: as code they would make no sense. */
function isProse(given: string): boolean {
  if (snippetKind(given) !== "javascript") return false;
  return (
    given.split("\n").some((line) => /^[\s#>*\d.-]*[A-Z]?[\p{L}'’,]+(?:,? [\p{L}'’`"()/-]+){3,}/u.test(line)) &&
    !isCode(given)
  );
}

function isCode(given: string): boolean {
  try {
    readSnippet(given);
    return true;
  } catch {
    return false;
  }
}

/** Among other things, such as a bug report's words, or a console's lines. */
function hasRequests(given: string): boolean {
  const { calls, sent, answers, configurations } = readPaste(given);
  return calls.length + sent.length + answers.length + configurations.length > 0;
}

/** Code of a server, or of both sides. */
function configures(given: string): boolean {
  return readPaste(given).configurations.length > 0;
}

/** Code may quote a console's line, in a comment or a string. Of what is cut the reader of code says what is missing. */
function makesRequests(given: string): boolean {
  try {
    return readSnippet(given).calls.length > 0;
  } catch (error) {
    return error instanceof SnippetError && error.isCut;
  }
}

function jsonKind(given: string): "case" | "har" | null {
  if (!/^(?:\/\/[^\n]*\s*|\/\*[\s\S]*?\*\/\s*)*[{[]/.test(given.slice(0, 10_000))) return null;
  if (/^[{[]\s*"log"\s*:|^\{\s*"(?:startedDateTime|request)"/.test(given.slice(0, 1000))) return "har";
  return /"setup"\s*:/.test(given) && /"page"\s*:/.test(given) ? "case" : null;
}

function looksLikeFile(given: string): boolean {
  return (
    /^[^\s(){}"'<>=]+\.(?:har|json|jsonc|ndjson|http|js|mjs|cjs|jsx|ts|tsx|html|zip|gz|sh|txt|ps1)(?:#\d+)?$/i.test(
      given,
    ) && !/^https?:/i.test(given)
  );
}
