import { asPageCode } from "./copied.js";
import { readCurl } from "./curl/read-curl.js";
import { readHtml } from "./html.js";
import { readJavaScript } from "./javascript/read-javascript.js";
import { readPowerShell } from "./powershell.js";
import { type Snippet, type SnippetCall, SnippetError, type SnippetKind } from "./snippet.js";

export interface SnippetOptions {
  /** What it is; told by itself unless given. */
  readonly kind?: SnippetKind;
  /** Origin of the page, as far as it is known: libraries do otherwise at home. */
  readonly pageOrigin?: string | null;
}

/** In UTF-16 units; more is no snippet. */
const LONGEST = 1_000_000;

/**
 * The requests that a snippet makes: JavaScript, HTML, curl, PowerShell. Nothing of it is run.
 * @throws SnippetError with line, column and what to do
 */
export function readSnippet(
  text: string,
  { kind = snippetKind(text), pageOrigin = null }: SnippetOptions = {},
): Snippet {
  if (text.trim() === "")
    throw new SnippetError(kind, text, 0, "there is nothing in it", "Give the code that makes the request.");
  if (text.length > LONGEST) {
    throw new SnippetError(
      kind,
      text,
      0,
      `${text.length} characters are too many for a snippet`,
      "Give the part that makes the request.",
    );
  }
  const binary = /[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/.exec(text);
  if (binary !== null) {
    throw new SnippetError(
      kind,
      text,
      binary.index,
      "this is no text",
      "Give source code, or a recording with --as har.",
    );
  }
  const calls = READERS[kind](text, pageOrigin).map((call) =>
    asPageCode(call, kind === "curl" || kind === "powershell"),
  );
  return { kind, calls };
}

const READERS: Readonly<Record<SnippetKind, (text: string, pageOrigin: string | null) => SnippetCall[]>> = {
  javascript: readJavaScript,
  html: readHtml,
  curl: readCurl,
  powershell: readPowerShell,
};

/** What a text is, by what it begins with. */
export function snippetKind(text: string): SnippetKind {
  if (/^\s*<(?:!|[a-z])/i.test(text)) return "html";
  if (/^\s*(?:[$>#]\s*)?(?:[A-Za-z]:)?[\w./\\-]*curl(?:\.exe)?[\s^]/m.test(text) && !/\bfetch\s*\(/.test(text))
    return "curl";
  return /^\s*(?:\$\w+\s*=\s*New-Object\b|.*\b(?:Invoke-WebRequest|Invoke-RestMethod)\b)/im.test(text)
    ? "powershell"
    : "javascript";
}
