import type { ServerConfiguration } from "../configurations/configuration.js";
import { inBrackets } from "../configurations/literals.js";
import { readConfigurations } from "../configurations/read-configurations.js";
import { asPageCode } from "../snippets/copied.js";
import { readCurl } from "../snippets/curl/read-curl.js";
import { readHtml } from "../snippets/html.js";
import { readJavaScript } from "../snippets/javascript/read-javascript.js";
import { type SnippetCall, SnippetError } from "../snippets/snippet.js";
import { pageCodeIn } from "./code.js";
import { commandsIn, type PastedCommand } from "./commands.js";
import { withoutMarkup } from "./markup.js";
import { messagesIn, type PastedAnswer, type PastedRequest } from "./messages.js";

/** What people paste who ask for help: prose, code, commands, and what server and browser said. */
export interface Paste {
  /** Without markup; each line where it was. */
  readonly text: string;
  /** Requests that page code makes. */
  readonly calls: readonly SnippetCall[];
  /** Requests that were sent: a network panel's, and those of commands. */
  readonly sent: readonly SnippetCall[];
  readonly answers: readonly PastedAnswer[];
  readonly configurations: readonly ServerConfiguration[];
  /** The page's origin, where a request or a line by itself says it. */
  readonly origin: string | null;
}

/** More is no report. */
const LONGEST = 200_000;

/** Reads what is of use in a text of whatever kind; nothing is no error. */
export function readPaste(given: string, pageOrigin: string | null = null): Paste {
  const text = withoutMarkup(given.slice(0, LONGEST));
  const lines = text.split("\n");
  const commands = commandsIn(lines);
  const { requests, answers, taken } = messagesIn(lines);
  const all = new Set(taken);
  for (const { line, size } of commands) for (let at = line; at < line + size; at++) all.add(at);
  const code = pageCodeIn(lines, all);
  const commanded = commands.flatMap(commandCall);
  const shown = requests.flatMap((request) => panelCall(request, text));
  const calls = distinct([...codeCalls(code, pageOrigin), ...markupCalls(lines, code, pageOrigin)]);
  return {
    text,
    calls,
    sent: distinct([
      ...commanded.map((call) => asPageCode(call, true)),
      // That a browser sets some headers itself is news only to who writes commands.
      ...shown.map((call) => ({ ...asPageCode(call, true), notes: [] })),
    ]),
    answers: answers.map((answer) => ({ ...answer, on: answer.on ?? toCommand(answer, commands, commanded) })),
    configurations: configurationsBeside(calls, lines, all),
    origin: originIn(requests),
  };
}

/** Page code that sends what only servers send configures none. */
function configurationsBeside(
  calls: readonly SnippetCall[],
  lines: readonly string[],
  taken: ReadonlySet<number>,
): readonly ServerConfiguration[] {
  const text = lines.map((line, at) => (taken.has(at) ? "" : line)).join("\n");
  const isMisled = calls.some(({ setup }) =>
    (setup.headers ?? []).some(([name]) => /^access-control-allow-/i.test(name)),
  );
  return readConfigurations(text).filter(({ target }) => !(isMisled && target === "cloudflare-workers"));
}

/** The same, told twice, is told once; a call without an address is only spoken of. */
function distinct(calls: readonly SnippetCall[]): SnippetCall[] {
  const seen = new Map<string, SnippetCall>();
  for (const call of calls) {
    const key = JSON.stringify([call.setup, call.page]);
    if (call.setup.url !== "" && call.setup.url !== "undefined" && !seen.has(key)) seen.set(key, call);
  }
  return [...seen.values()];
}

function originIn(requests: readonly PastedRequest[]): string | null {
  const said = requests.flatMap(({ headers }) => headers).find(([name]) => /^origin$/i.test(name))?.[1];
  return said !== undefined && URL.canParse(said) ? new URL(said).origin : null;
}

function codeCalls(code: string, pageOrigin: string | null): SnippetCall[] {
  if (code.trim() === "") return [];
  const calls = unless(() => readJavaScript(code, pageOrigin));
  if (calls.length === 0) return instanceCalls(code, pageOrigin);
  return calls.map((call) => asPageCode(withAddress(call), false));
}

/** What axios.create() is given holds for each request that is made with it. */
function instanceCalls(code: string, pageOrigin: string | null): SnippetCall[] {
  const made = /\baxios\.create\s*(?=\()/.exec(code);
  if (made === null) return [];
  const opens = made.index + made[0].length;
  const end = opens + inBrackets(code, opens).length + 2;
  const calls = unless(() => readJavaScript(`${code.slice(0, end)}.get("/")${code.slice(end)}`, pageOrigin));
  return calls.map((call) => ({
    ...call,
    what: "axios.create()",
    assumed: [...call.assumed, { field: "url", value: call.setup.url, code: "not-in-snippet", name: "path" }],
  }));
}

/** A server to take where the text has a word in the place of an address. */
const SOME_SERVER = "https://api.example";

/** `"url"`, `"[endpoint]/orders"`, `"https://<host>/orders"`: people leave out what is nobody's business. */
function withAddress(call: SnippetCall): SnippetCall {
  const { url } = call.setup;
  const path = url.replace(/^(?:https?:\/\/)?[^/?#]*/i, "");
  const isWord = /^[\w\s-]+$/.test(url) && url !== "undefined";
  const isBracketed = /^(?:https?:\/\/)?[^/?#]*[[\]<>{}*…\s]/i.test(url) && !URL.canParse(url);
  if (!isWord && !isBracketed) return call;
  const made = `${SOME_SERVER}${isWord ? "/" : path}`;
  return {
    ...call,
    setup: { ...call.setup, url: made },
    assumed: [...call.assumed, { field: "url", value: made, code: "not-in-snippet", name: url }],
  };
}

/** Elements by which a page asks across origins; pictures of the report itself are none. */
function markupCalls(lines: readonly string[], code: string, pageOrigin: string | null): SnippetCall[] {
  const kept = code.split("\n");
  const rest = lines
    .map((line, at) => (kept[at] === "" || kept[at] === undefined ? line : ""))
    .map((line) => (/<(?:script|link|video|audio|track)\b|<img\b[^>]*\bcrossorigin/i.test(line) ? line : ""))
    .join("\n");
  if (rest.trim() === "") return [];
  return unless(() => readHtml(rest, pageOrigin)).filter(({ setup }) => /^(?:https?:)?\/\//i.test(setup.url));
}

function commandCall({ text, line }: PastedCommand): SnippetCall[] {
  return unless(() => readCurl(text)).map((call) => ({ ...call, at: { ...call.at, line: line + 1 } }));
}

function unless(read: () => SnippetCall[]): SnippetCall[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof SnippetError) return [];
    throw error;
  }
}

/** Of a panel's request; where it does not say to where, nothing can be made of it. */
function panelCall({ method, url, headers, line }: PastedRequest, text: string): SnippetCall[] {
  const address = absolute(url ?? "/", headers);
  if (address === null) return [];
  const start = text.split("\n", line).join("\n").length;
  // A preflight's headers by themselves are one's.
  const asks = headers.some(([name]) => /^access-control-request-method$/i.test(name));
  const verb = method ?? (asks ? "OPTIONS" : "GET");
  const cookie = headers.some(([name]) => /^cookie$/i.test(name));
  return [
    {
      what: verb,
      setup: {
        url: address,
        method: verb,
        headers: headers.filter(([name]) => !OF_CONNECTION.test(name)),
        ...(cookie && { credentials: "include" }),
      },
      page: null,
      assumed: url === null ? [{ field: "url", value: address, code: "not-in-snippet", name: "path" }] : [],
      notes: [],
      at: { start, end: start, line: line + 1, column: 1 },
      parts: {},
    },
  ];
}

/** What a browser sends by itself, whatever the page asked for. */
const OF_CONNECTION =
  /^(?:accept|accept-language|cache-control|pragma|dnt|priority|if-modified-since|if-none-match|upgrade-insecure-requests)$/i;

function absolute(url: string, headers: readonly (readonly [string, string])[]): string | null {
  if (URL.canParse(url)) return url;
  const host = headers.find(([name]) => /^host$/i.test(name))?.[1];
  const page = headers.find(([name]) => /^(?:origin|referer)$/i.test(name))?.[1] ?? "";
  const scheme =
    host !== undefined && /^(?:localhost|127\.|192\.168\.|10\.)|:(?!443$)\d+$/.test(host) ? "http" : "https";
  const made = `${/^http:/.test(page) ? "http" : scheme}://${host}${url}`;
  return host !== undefined && URL.canParse(made) ? made : null;
}

/** `curl -X OPTIONS` is answered as a preflight is. */
function toCommand(
  { line }: PastedAnswer,
  commands: readonly PastedCommand[],
  asked: readonly SnippetCall[],
): PastedAnswer["on"] {
  const command = commands.findLast((each) => each.line < line);
  const call = asked.find(({ at }) => at.line === (command?.line ?? -2) + 1);
  if (call === undefined) return null;
  return call.setup.method?.toUpperCase() === "OPTIONS" ? "preflight" : "response";
}
