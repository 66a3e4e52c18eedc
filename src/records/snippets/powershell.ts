import { Draft } from "./draft.js";
import { type SnippetCall, SnippetError } from "./snippet.js";

/**
 * The request of DevTools' “Copy as PowerShell”, and of commands like it.
 * @throws SnippetError when there is no Invoke-WebRequest or Invoke-RestMethod with an address
 */
export function readPowerShell(text: string): SnippetCall[] {
  const tokens = tokensIn(text);
  const calls = tokens.flatMap((token, index) => {
    if (token.kind !== "word" || !/^(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)$/i.test(token.text)) return [];
    const end = tokens.findIndex((other, at) => at > index && other.kind === "end");
    return callOf(text, tokens.slice(index, end === -1 ? undefined : end));
  });
  if (calls.length === 0) {
    throw new SnippetError(
      "powershell",
      text,
      0,
      "there is no Invoke-WebRequest with a -Uri in it",
      "Give the whole command.",
    );
  }
  const cookies = /\.Cookies\.Add\(/.test(text);
  return cookies ? calls.map((call) => ({ ...call, setup: { ...call.setup, credentials: "include" } })) : calls;
}

interface Token {
  readonly kind: "word" | "string" | "mark" | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /`\r?\n|[ \t\r]+|#[^\n]*|"(?:`[\s\S]|""|[^"`])*"|'(?:''|[^'])*'|@\{|[{}()=;,\n]|[^\s"'{}()=;,`]+|`/gy;

function tokensIn(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let depth = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const [found] = TOKEN.exec(text) ?? [];
    if (found === undefined) {
      throw new SnippetError("powershell", text, start, "the quotation mark is not closed", "Give the whole command.");
    }
    const token = (kind: Token["kind"], value: string): void => {
      tokens.push({ kind, text: value, start, end: start + found.length });
    };
    if (/^(?:[ \t\r`#])/.test(found)) continue;
    if (found.startsWith('"')) token("string", found.slice(1, -1).replace(/""/g, '"').replace(/`(.)/gs, escaped));
    else if (found.startsWith("'")) token("string", found.slice(1, -1).replace(/''/g, "'"));
    else {
      if (/[{(]$/.test(found)) depth++;
      if (/^[})]$/.test(found)) depth--;
      if ((found === "\n" || found === ";") && depth <= 0) token("end", found);
      else if (/^(?:@\{|[{}()=;,\n])$/.test(found)) token("mark", found);
      else token("word", found);
    }
  }
  return tokens;
}

function escaped(_found: string, character: string): string {
  return { n: "\n", r: "\r", t: "\t", "0": "\0" }[character] ?? character;
}

function callOf(text: string, tokens: readonly Token[]): SnippetCall[] {
  const draft = new Draft(tokens[0]!.text, { start: tokens[0]!.start, end: tokens.at(-1)!.end });
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i]!;
    const value = tokens[i + 1];
    const name = token.kind === "word" ? token.text.toLowerCase() : "";
    if (token.kind === "string" || (token.kind === "word" && /^https?:/i.test(token.text))) {
      if (draft.setup.url === "") address(draft, token);
      continue;
    }
    if (value === undefined || !name.startsWith("-")) continue;
    if (name === "-uri") address(draft, value);
    else if (name === "-method" || name === "-custommethod") draft.setup.method = value.text;
    else if (name === "-contenttype") draft.header("content-type", value.text, value);
    else if (name === "-body") draft.setup.body = { type: "text", value: value.text };
    else if (name === "-headers") i = headers(draft, tokens, i + 1);
    else if (value.kind === "mark" || value.text.startsWith("-")) continue;
    i = Math.max(i, name === "-headers" ? i : i + (name === "-usebasicparsing" ? 0 : 1));
  }
  if (draft.setup.method !== undefined) draft.setup.method = draft.setup.method.toUpperCase();
  return draft.setup.url === "" ? [] : [draft.finish(text)];
}

function address(draft: Draft, token: Token): void {
  draft.setup.url = token.text;
  draft.part("url", token);
}

/** `@{ "name"="value" … }`; @returns the index of its end */
function headers(draft: Draft, tokens: readonly Token[], from: number): number {
  let i = from + 1;
  for (; i < tokens.length && tokens[i]!.text !== "}"; i++) {
    const [name, equals, value] = [tokens[i]!, tokens[i + 1], tokens[i + 2]];
    if (name.kind === "mark" || name.kind === "end" || equals?.text !== "=" || value === undefined) continue;
    draft.header(name.text, value.text, { start: name.start, end: value.end });
    i += 2;
  }
  return i;
}
