import { Draft } from "../draft.js";
import { base64 } from "../encoding.js";
import { type SnippetCall, SnippetError, type Span } from "../snippet.js";
import { NO_EFFECT, SHORT, WITH_VALUE, WITHOUT_VALUE } from "./flags.js";
import { commandsIn, type Word } from "./words.js";

/**
 * The requests of curl commands, as a page would make them with fetch().
 * @throws SnippetError when there is no curl command with a URL
 */
export function readCurl(text: string): SnippetCall[] {
  const commands = commandsIn(text).flatMap((words) => {
    const start = words.findIndex((word) => /(?:^|[\\/])curl(?:\.exe)?$/i.test(word.text));
    return start === -1 ? [] : [words.slice(start)];
  });
  if (commands.length === 0) {
    throw new SnippetError(
      "curl",
      text,
      0,
      "there is no curl command in it",
      "Begin with curl, or say what it is with --as.",
    );
  }
  const calls = commands.flatMap((words) => split(words).flatMap((part) => new Command(part).calls(text)));
  if (calls.length > 0) return calls;
  const [first] = commands[0]!;
  throw new SnippetError("curl", text, first!.at.end, "the curl command has no URL", "Give the whole command.");
}

/** `--next` begins another request. */
function split(words: readonly Word[]): Word[][] {
  const [name, ...rest] = words;
  const parts: Word[][] = [[name!]];
  for (const word of rest) {
    if (word.text === "--next" || word.text === "-:") parts.push([name!]);
    else parts.at(-1)!.push(word);
  }
  return parts;
}

interface Data {
  readonly kind: "data" | "form" | "json";
  readonly text: string;
  readonly word: Word;
  /** An @ at its beginning names a file. */
  readonly mayBeFile: boolean;
}

class Command {
  readonly #urls: Word[] = [];
  readonly #headers: Word[] = [];
  readonly #data: Data[] = [];
  readonly #unknown: string[] = [];
  readonly #idle: string[] = [];
  readonly #queries: Word[] = [];
  readonly #values = new Map<string, Word>();
  readonly #switches = new Set<string>();
  readonly #at: Span;

  constructor(words: readonly Word[]) {
    this.#at = { start: words[0]!.at.start, end: words.at(-1)!.at.end };
    const queue = words.slice(1);
    for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
      if (word.text === "--") {
        this.#urls.push(...queue.splice(0));
      } else if (word.text.startsWith("--")) this.#long(word, queue);
      else if (word.text.startsWith("-") && word.text.length > 1) this.#short(word, queue);
      else this.#urls.push(word);
    }
  }

  #long(word: Word, queue: Word[]): void {
    const [name = "", ...rest] = word.text.slice(2).split("=");
    const known = WITH_VALUE.has(name) || WITHOUT_VALUE.has(name) ? name : abbreviated(name);
    if (known === null) {
      this.#unknownFlag(word, queue);
    } else if (WITH_VALUE.has(known)) {
      const value = rest.length > 0 ? part(word, rest.join("=")) : queue.shift();
      if (value !== undefined) this.#option(known, value);
    } else this.#switch(known);
  }

  #short(word: Word, queue: Word[]): void {
    for (let i = 1; i < word.text.length; i++) {
      const name = SHORT[word.text[i]!];
      if (name === undefined) {
        this.#unknownFlag(part(word, `-${word.text[i]}`), queue);
        return;
      }
      if (WITH_VALUE.has(name)) {
        const attached = word.text.slice(i + 1);
        const value = attached === "" ? queue.shift() : part(word, attached);
        if (value !== undefined) this.#option(name, value);
        return;
      }
      this.#switch(name);
    }
  }

  /** What follows it is its value, unless that is an option or a URL. */
  #unknownFlag(word: Word, queue: Word[]): void {
    this.#unknown.push(word.text);
    const [next] = queue;
    if (next !== undefined && !next.text.startsWith("-") && !isUrl(next.text) && queue.some(({ text }) => isUrl(text)))
      queue.shift();
  }

  #switch(name: string): void {
    const isOff = name.startsWith("no-") && !WITHOUT_VALUE.has(name);
    this.#switches.add(isOff ? name.slice(3) : name);
    if (NO_EFFECT.has(name)) this.#idle.push(`--${name}`);
  }

  #option(name: string, word: Word): void {
    if (NO_EFFECT.has(name)) this.#idle.push(`--${name}`);
    switch (name) {
      case "url":
        this.#urls.push(word);
        return;
      case "header":
        this.#headers.push(word);
        return;
      case "data":
      case "data-ascii":
      case "data-binary":
        this.#data.push({ kind: "data", text: word.text, word, mayBeFile: true });
        return;
      case "data-raw":
        this.#data.push({ kind: "data", text: word.text, word, mayBeFile: false });
        return;
      case "data-urlencode":
        this.#data.push({ kind: "data", text: urlEncoded(word.text), word, mayBeFile: true });
        return;
      case "json":
        this.#data.push({ kind: "json", text: word.text, word, mayBeFile: true });
        return;
      case "form":
      case "form-string":
        this.#data.push({ kind: "form", text: word.text, word, mayBeFile: true });
        return;
      case "url-query":
        this.#queries.push(word);
        return;
      default:
        this.#values.set(name, word);
    }
  }

  calls(text: string): SnippetCall[] {
    return this.#urls.map((url) => this.#call(url).finish(text));
  }

  #call(url: Word): Draft {
    const draft = new Draft("curl", this.#at);
    draft.setup.url = withScheme(settled(draft, "url", url));
    draft.part("url", url.at);
    this.#addHeaders(draft);
    this.#addCredentials(draft);
    this.#addBody(draft);
    this.#addMethod(draft);
    if (this.#unknown.length > 0) draft.note("curl-unknown", "curl", this.#unknown);
    if (this.#idle.length > 0) draft.note("curl-no-effect", "curl", [...new Set(this.#idle)]);
    return draft;
  }

  #addHeaders(draft: Draft): void {
    for (const word of this.#headers) {
      const line = settled(draft, "headers", word);
      const [, name, value] = /^([^:;]+)[:;]\s*(.*)$/s.exec(line) ?? [];
      // `Name:` alone takes a header away, `Name;` sends it empty.
      if (name === undefined || (value === "" && !line.trim().endsWith(";"))) continue;
      draft.header(name.trim(), (value ?? "").trim(), word.at);
    }
    const referer = this.#values.get("referer");
    if (referer !== undefined)
      draft.header("Referer", settled(draft, "headers", referer).replace(/;auto$/, ""), referer.at);
    const range = this.#values.get("range");
    if (range !== undefined) draft.header("Range", `bytes=${range.text}`, range.at);
    const agent = this.#values.get("user-agent");
    if (agent !== undefined) draft.part("headers", agent.at);
  }

  #addCredentials(draft: Draft): void {
    const user = this.#values.get("user");
    if (user !== undefined && !draft.hasHeader("authorization")) {
      const value = settled(draft, "header Authorization", user);
      draft.header("Authorization", `Basic ${base64(value.includes(":") ? value : `${value}:`)}`, user.at);
    }
    const bearer = this.#values.get("oauth2-bearer");
    if (bearer !== undefined)
      draft.header("Authorization", `Bearer ${settled(draft, "header Authorization", bearer)}`, bearer.at);
    const cookie = this.#values.get("cookie");
    if (cookie !== undefined) draft.header("Cookie", settled(draft, "headers", cookie), cookie.at);
  }

  #addBody(draft: Draft): void {
    const upload = this.#values.get("upload-file");
    for (const query of this.#queries) addQuery(draft, urlEncoded(query.text));
    if (upload !== undefined) {
      draft.assume({ field: "body", code: "file", name: upload.text, value: "blob" });
      draft.setup.body = { type: "bytes", value: "file" };
    }
    const [first] = this.#data;
    if (first === undefined) return;
    draft.part("body", first.word.at);
    if (first.kind === "form") {
      const pairs = this.#data.map(({ text }) => text.split(/=(.*)/s, 2));
      const value = pairs
        .map(([name = "", value = ""]) => new URLSearchParams([[name, value.replace(/^[@<].*$/s, "file")]]).toString())
        .join("&");
      draft.setup.body = { type: "formdata", value };
      return;
    }
    const content = this.#data.map((data) => this.#content(draft, data)).join("&");
    if (this.#switches.has("get")) {
      addQuery(draft, content);
      return;
    }
    if (first.kind === "json") {
      if (!draft.hasHeader("content-type")) draft.header("Content-Type", "application/json", first.word.at);
      if (!draft.hasHeader("accept")) draft.header("Accept", "application/json", first.word.at);
    } else if (!draft.hasHeader("content-type")) {
      draft.header("Content-Type", "application/x-www-form-urlencoded", first.word.at);
    }
    draft.setup.body = { type: "text", value: content };
  }

  #content(draft: Draft, { text, word, mayBeFile }: Data): string {
    for (const name of word.variables)
      draft.assume({ field: "body", code: "not-in-snippet", name, value: name.replace(/^\$/, "") });
    if (!mayBeFile || !text.startsWith("@")) return text;
    draft.assume({ field: "body", code: "file", name: text.slice(1), value: "text" });
    return "file";
  }

  #addMethod(draft: Draft): void {
    const request = this.#values.get("request");
    if (request !== undefined) {
      draft.part("method", request.at);
      draft.setup.method = settled(draft, "method", request);
    } else if (this.#switches.has("head")) draft.setup.method = "HEAD";
    else if (this.#values.has("upload-file")) draft.setup.method = "PUT";
    else if (this.#data.length > 0 && !this.#switches.has("get")) draft.setup.method = "POST";
  }
}

/** curl takes the beginning of a name that no other option has. */
function abbreviated(name: string): string | null {
  if (name.startsWith("no-") && WITHOUT_VALUE.has(name.slice(3))) return name;
  const found = [...WITH_VALUE, ...WITHOUT_VALUE].filter((known) => known.startsWith(name));
  return name.length > 2 && found.length === 1 ? found[0]! : null;
}

function part(word: Word, text: string): Word {
  return { ...word, text };
}

function settled(draft: Draft, field: string, { text, variables }: Word): string {
  for (const name of variables) {
    draft.assume({ field, code: "not-in-snippet", name, value: /\w+/.exec(name)?.[0] ?? "x" });
  }
  return text;
}

function isUrl(text: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:\/\/|[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)|localhost(?:[:/?#]|$))/i.test(text);
}

/** curl guesses http; https is what pages of today ask. */
function withScheme(url: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(url) || url === "" ? url : `http://${url}`;
}

function addQuery({ setup }: Draft, query: string): void {
  setup.url += `${setup.url.includes("?") ? "&" : "?"}${query}`;
}

/** `content`, `=content`, `name=content`; files stay names. */
function urlEncoded(text: string): string {
  const [, name, value] = /^([^=@]*)=(.*)$/s.exec(text) ?? [];
  const encode = (plain: string): string => encodeURIComponent(plain.replace(/\p{Surrogate}/gu, "\ufffd"));
  if (value === undefined) return text.startsWith("@") ? text : encode(text);
  return name === "" ? encode(value) : `${name}=${encode(value)}`;
}
