import { parseJavaScript } from "../snippets/javascript/parse.js";

/** More is no report but a file. */
const MOST_LINES = 2000;
/** A statement of a snippet is no longer. */
const LONGEST_STATEMENT = 150;
/** Attempts to read a line as code; each costs some parsing. */
const MOST_ATTEMPTS = 600;

/** What is left out in a listing: `...` where no spread can be. */
const LEFT_OUT = /(?:\.{3}|…)(?=\s*(?:[,;)\]}]|$|\/\/))/gm;

/** It runs on a server: what it fetches is no business of a browser. */
const SERVER_CODE =
  /\brequire\(\s*["'](?:express|cors|https?|koa|fastify|hono|@koa\/cors|@fastify\/cors)["']|\bfrom\s+["'](?:express|cors|koa|fastify|hono|hono\/cors|next\/server|@koa\/cors|@fastify\/cors)["']|\b(?:app|router|server|fastify)\.(?:use|all|options|listen|register|enableCors)\(|\bres(?:ponse)?\.(?:header|setHeader|set|writeHead|json|send|status|sendStatus|append)\((?!\s*\))|\bnew Response\(|\bexport default\s*\{\s*(?:async\s+)?fetch\b|\bexports\.handler\b|\bcreateServer\(|\bonRequest\b|\bNextResponse\b|\bctx\.set\(/;

/**
 * The code of pages in a text that has other things in it too, all else left blank: statements are found line by line,
 * by whether they can be parsed. Lines stay where they are.
 * @param taken lines that are known to be something else
 */
export function pageCodeIn(lines: readonly string[], taken: ReadonlySet<number>): string {
  const kept = lines.map(() => "");
  let attempts = 0;
  for (let at = 0; at < Math.min(lines.length, MOST_LINES) && attempts < MOST_ATTEMPTS; ) {
    const end = taken.has(at) || !mayBegin(lines[at]!) ? null : statementEnd(lines, at, taken);
    if (end === null) {
      at++;
      continue;
    }
    attempts++;
    const found = asStatements(lines.slice(at, end).map(unlisted).join("\n"));
    if (found === null) {
      const inline = inlineCode(lines[at]!);
      if (inline !== null) kept[at] = inline;
      at++;
      continue;
    }
    if (!SERVER_CODE.test(found)) for (const [index, line] of found.split("\n").entries()) kept[at + index] = line;
    at = end;
  }
  return kept.join("\n");
}

/** Prose parses seldom; a word by itself does, and says nothing. */
function mayBegin(line: string): boolean {
  return /[(={[:;`<]/.test(line) || /^\s*(?:async|function|class|import|export|const|let|var)\b/.test(line);
}

/** `3. fetch(…)`, `- fetch(…)`, and code in Markdown's quotation marks. */
function unlisted(line: string): string {
  return line.replace(/^\s*(?:\d{1,2}\s?[.)-]|[-*])\s*(?=[A-Za-z`$])/, "").replace(/^\s*`(?!`)/, "");
}

/** The first line after it: where its brackets are closed, and nothing goes on. */
function statementEnd(lines: readonly string[], from: number, taken: ReadonlySet<number>): number | null {
  const last = Math.min(lines.length, from + LONGEST_STATEMENT);
  const scan = new Brackets();
  for (let at = from; at < last; at++) {
    if (taken.has(at)) return at;
    scan.line(unlisted(lines[at]!));
    if (scan.depth < 0) return at === from ? null : at;
    if (scan.depth === 0 && !goesOn(lines[at]!) && !continues(lines[at + 1] ?? "")) return at + 1;
  }
  // It is cut: what is open is closed where it is parsed.
  return last;
}

function goesOn(line: string): boolean {
  return /(?:[=+(?:&|]|=>)\s*$/.test(line);
}

function continues(next: string): boolean {
  return /^\s*(?:\.[\w$]|\?\.|[?:+](?!\w)|&&|\|\||else\b|catch\b|finally\b)/.test(next);
}

/** Counts brackets outside of strings and comments. */
class Brackets {
  depth = 0;
  #inTemplate = false;
  #inComment = false;

  line(text: string): void {
    let quote = "";
    for (let at = 0; at < text.length; at++) {
      const character = text[at]!;
      if (this.#inComment) {
        if (text.startsWith("*/", at)) this.#inComment = false;
      } else if (this.#inTemplate) {
        if (character === "\\") at++;
        else if (character === "`") this.#inTemplate = false;
      } else if (quote !== "") {
        if (character === "\\") at++;
        else if (character === quote) quote = "";
      } else if (character === '"' || character === "'") quote = character;
      else if (character === "`") this.#inTemplate = text.indexOf("`", at + 1) !== -1 || /\$\{/.test(text.slice(at));
      else if (text.startsWith("/*", at)) this.#inComment = true;
      else if (text.startsWith("//", at)) return;
      else if ("([{".includes(character)) this.depth++;
      else if (")]}".includes(character)) this.depth--;
    }
  }
}

/** How pieces of code are whole: by themselves, with what is cut closed, or in the class or object that they are from. */
function asStatements(text: string): string | null {
  const plain = text.replace(LEFT_OUT, (found) => " ".repeat(found.length)).replace(/`\s*$/, closing(text));
  const closed = `${plain}${closers(plain)}`;
  for (const attempt of [text, plain, closed, `class _ { ${plain} }`, `({ ${plain.replace(/[,;]\s*$/, "")} })`]) {
    try {
      parseJavaScript(attempt);
      return attempt;
    } catch {}
  }
  return null;
}

/** A mark at the end that Markdown began before the code. */
function closing(text: string): string {
  return ((text.match(/`/g) ?? []).length & 1) === 1 ? "" : "`";
}

/** What would close the brackets that are open at the end. */
function closers(text: string): string {
  const open: string[] = [];
  for (const character of text.replace(/(["'`])(?:\\.|(?!\1)[^\\\n])*\1|\/\/[^\n]*/g, "")) {
    if ("([{".includes(character)) open.push(character === "(" ? ")" : character === "[" ? "]" : "}");
    else if (")]}".includes(character)) open.pop();
  }
  return open.toReversed().join("");
}

/** Code within a sentence: it has to call something. */
function inlineCode(line: string): string | null {
  for (const [, code] of line.matchAll(/`([^`]*\([^`]*\)[^`]*)`/g)) {
    if (/^\s*curl\b/.test(code!)) continue;
    const found = asStatements(code!);
    if (found !== null && !SERVER_CODE.test(found)) return found;
  }
  return null;
}
