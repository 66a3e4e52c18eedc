import { SnippetError, type Span } from "../snippet.js";

/** A word of a command line; variables of the shell stand in it by name. */
export interface Word {
  readonly text: string;
  readonly at: Span;
  /** What the shell would put in, and the snippet does not say. */
  readonly variables: readonly string[];
}

/** Commands of a command line, each a list of words; what is piped elsewhere is a command of its own. */
export function commandsIn(text: string): Word[][] {
  return isCmd(text) ? [cmdWords(text)] : posixCommands(text);
}

/** What a POSIX shell takes in one piece, or a caret as only cmd.exe has it: around a word, or where a line goes on. */
const PART_OR_CARET =
  /\$'[^'\\]*(?:\\.[^'\\]*)*'|'[^']*'|"[^"\\]*(?:\\.[^"\\]*)*"|\\.|(?<=\s)#[^\n]*|(\^"[^"]*\^"|\^\\\^"|(?<=\s)\^\r?\n)|./gs;

/**
 * Windows' cmd.exe: carets escape, as DevTools' “Copy as cURL (cmd)” writes it. Within a POSIX shell's quotation marks a
 * caret is a caret.
 */
function isCmd(text: string): boolean {
  const command = text.slice(Math.max(0, text.search(/curl/i)));
  for (const [, caret] of command.matchAll(PART_OR_CARET)) if (caret !== undefined) return true;
  return false;
}

function posixCommands(text: string): Word[][] {
  const commands: Word[][] = [[]];
  const reader = new PosixReader(text);
  for (let item = reader.next(); item !== null; item = reader.next()) {
    if (item === "end") commands.push([]);
    else commands.at(-1)!.push(item);
  }
  return commands.filter((words) => words.length > 0);
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

class PosixReader {
  readonly #text: string;
  #at = 0;
  #word = "";
  #variables: string[] = [];
  /** Quotation marks make a word even of nothing. */
  #isWord = false;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Word | "end" | null {
    if (this.#skipSpace() && /^curl\s/.test(this.#text.slice(this.#at, this.#at + 5))) return "end";
    const start = this.#at;
    this.#word = "";
    this.#variables = [];
    this.#isWord = false;
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at]!;
      if (/\s/.test(character) || this.#isContinuation()) break;
      if (/[|;&<>]/.test(character)) {
        if (this.#isWord) break;
        return this.#operator(character);
      }
      this.#isWord = true;
      this.#part(character);
    }
    if (!this.#isWord) return null;
    return { text: this.#word, at: { start, end: this.#at }, variables: this.#variables };
  }

  /** @returns whether a line ended; one that goes on with an option was broken by whoever copied it. */
  #skipSpace(): boolean {
    let hasEnded = false;
    for (;;) {
      const character = this.#text[this.#at] ?? "";
      if (this.#isContinuation()) this.#at += this.#text.startsWith("\r\n", this.#at + 1) ? 3 : 2;
      else if (this.#isLostBreak()) this.#at++;
      else if (/[ \t\r\n]/.test(character)) {
        hasEnded ||= character === "\n";
        this.#at++;
      } else if (character === "#" && (this.#at === 0 || /\s/.test(this.#text[this.#at - 1]!))) {
        const end = this.#text.indexOf("\n", this.#at);
        this.#at = end === -1 ? this.#text.length : end;
      } else return hasEnded;
    }
  }

  /** A backslash at the end of a line; PowerShell writes a backtick. */
  #isContinuation(): boolean {
    return /^[\\`]\r?\n/.test(this.#text.slice(this.#at, this.#at + 3));
  }

  /** One whose line break was lost when it was copied: nobody begins a word with a space. */
  #isLostBreak(): boolean {
    return /^\\[ \t]+(?:["'-]|https?:)/.test(this.#text.slice(this.#at, this.#at + 100));
  }

  #operator(character: string): "end" | Word | null {
    this.#at++;
    if (character === "<" || character === ">") {
      // Where output goes: the name of a file follows.
      if (this.#text[this.#at] === ">") this.#at++;
      this.next();
      return this.next();
    }
    while (/[|&;]/.test(this.#text[this.#at] ?? "")) this.#at++;
    return "end";
  }

  #part(character: string): void {
    if (character === "'") this.#single();
    else if (character === '"') this.#double();
    else if (character === "$" && this.#text[this.#at + 1] === "'") this.#ansi();
    else if (character === "$") this.#variable();
    else if (character === "\\") {
      this.#word += this.#text[this.#at + 1] ?? "";
      this.#at += 2;
    } else {
      this.#word += character;
      this.#at++;
    }
  }

  #single(): void {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end === -1) throw this.#unclosed("'");
    this.#word += this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
  }

  #double(): void {
    const start = this.#at++;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) {
        this.#at = start;
        throw this.#unclosed('"');
      }
      if (character === '"') break;
      if (character === "$") this.#variable();
      else if (character === "\\" && /["\\$`\n]/.test(this.#text[this.#at + 1] ?? "")) {
        const next = this.#text[this.#at + 1]!;
        this.#word += next === "\n" ? "" : next;
        this.#at += 2;
      } else {
        this.#word += character;
        this.#at++;
      }
    }
    this.#at++;
  }

  /** `$'…'`, with escapes as in C. */
  #ansi(): void {
    const start = this.#at;
    this.#at += 2;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) {
        this.#at = start;
        throw this.#unclosed("'");
      }
      this.#at++;
      if (character === "'") return;
      if (character !== "\\") this.#word += character;
      else this.#escape();
    }
  }

  #escape(): void {
    const rest = this.#text.slice(this.#at, this.#at + 10);
    const code = /^(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|U([0-9a-f]{1,8})|([0-7]{1,3}))/i.exec(rest);
    if (code !== null) {
      const [whole, ...digits] = code;
      const value = Number.parseInt(digits.find((each) => each !== undefined)!, code[4] === undefined ? 16 : 8);
      this.#word += value <= 0x10ffff ? String.fromCodePoint(value) : "\ufffd";
      this.#at += whole.length;
      return;
    }
    const character = this.#text[this.#at] ?? "";
    this.#word += ESCAPES[character] ?? character;
    this.#at++;
  }

  #variable(): void {
    const rest = this.#text.slice(this.#at, this.#at + 200);
    const found = /^\$(?:\{([^}]*)\}|\(([^)]*)\)|([A-Za-z_]\w*|[0-9?@*#]))/.exec(rest);
    if (found === null) {
      this.#word += "$";
      this.#at++;
      return;
    }
    const name = found[1] ?? found[2] ?? found[3] ?? "";
    this.#variables.push(`$${name}`);
    this.#word += /\w+/.exec(name)?.[0] ?? "x";
    this.#at += found[0].length;
  }

  #unclosed(mark: string): SnippetError {
    return new SnippetError(
      "curl",
      this.#text,
      this.#at,
      `the quotation mark ${mark} is not closed`,
      "Give the whole command, in a file or on stdin where the shell takes quotation marks away.",
    );
  }
}

/** Carets go, then quotation marks are Windows' own: a backslash keeps one. */
function cmdWords(text: string): Word[] {
  const words: Word[] = [];
  let word = "";
  let start = -1;
  let isQuoted = false;
  const finish = (end: number): void => {
    if (start !== -1) words.push({ text: word, at: { start, end }, variables: [] });
    word = "";
    start = -1;
  };
  for (let at = 0; at < text.length; at++) {
    let character = text[at]!;
    let isEscaped = false;
    if (character === "^") {
      const next = text.slice(at + 1, at + 3);
      if (/^\r?\n/.test(next)) {
        at += next.startsWith("\r") ? 2 : 1;
        // DevTools writes a line break in data as a caret and an empty line.
        if (isQuoted && text[at + 1] === "\n") {
          word += "\n";
          at++;
        }
        continue;
      }
      at++;
      character = text[at] ?? "";
      isEscaped = character !== '"';
    }
    if (character === "\\" && /^(?:\^)?"/.test(text.slice(at + 1))) {
      at += text[at + 1] === "^" ? 2 : 1;
      character = '"';
      isEscaped = true;
    }
    if (character === '"' && !isEscaped) {
      isQuoted = !isQuoted;
      if (start === -1) start = at;
    } else if (/\s/.test(character) && !isQuoted) finish(at);
    else {
      if (start === -1) start = at;
      word += character;
    }
  }
  if (isQuoted) {
    throw new SnippetError("curl", text, start, 'the quotation mark " is not closed', "Give the whole command.");
  }
  finish(text.length);
  return words;
}
