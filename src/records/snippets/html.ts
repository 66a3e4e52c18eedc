import { Parser } from "htmlparser2";
import type { Api } from "../../core/infrastructure/request.js";
import { Draft } from "./draft.js";
import { readJavaScript } from "./javascript/read-javascript.js";
import { type Position, placeAt, type SnippetCall, SnippetError, type Span } from "./snippet.js";

type Attributes = Readonly<Record<string, string>>;

/** The requests that elements make, and the code in them. */
export function readHtml(text: string, pageOrigin: string | null): SnippetCall[] {
  const calls: SnippetCall[] = [];
  let script: { readonly start: number } | null = null;
  const parser = new Parser({
    onopentag(name, attributes) {
      const span = { start: parser.startIndex, end: parser.endIndex + 1 };
      const call = elementCall(name, attributes, span);
      if (call !== null) calls.push(call.finish(text));
      const isCode =
        name === "script" &&
        attributes["src"] === undefined &&
        /^(?:|module|text\/javascript)$/i.test(attributes["type"] ?? "");
      script = isCode ? { start: span.end } : script;
      for (const [key, code] of Object.entries(attributes)) {
        // A handler that is no JavaScript is the page's problem, not this reader's.
        if (/^on[a-z]+$/.test(key)) calls.push(...handlerCalls(code, span, text, pageOrigin));
      }
    },
    onclosetag(name) {
      if (name !== "script" || script === null) return;
      const code = text.slice(script.start, parser.startIndex);
      calls.push(...moved(readCode(code, text, script.start, pageOrigin), text, script.start));
      script = null;
    },
  });
  parser.write(text);
  parser.end();
  return calls;
}

function handlerCalls(code: string, span: Span, text: string, pageOrigin: string | null): SnippetCall[] {
  try {
    return readJavaScript(code, pageOrigin).map((call) => ({
      ...call,
      at: { ...span, ...placeAt(text, span.start) },
      parts: {},
    }));
  } catch (error) {
    if (error instanceof SnippetError) return [];
    throw error;
  }
}

function readCode(code: string, text: string, start: number, pageOrigin: string | null): SnippetCall[] {
  try {
    return readJavaScript(code, pageOrigin);
  } catch (error) {
    if (!(error instanceof SnippetError)) throw error;
    const lines = code.split("\n").slice(0, error.line - 1);
    const offset = lines.reduce((sum, line) => sum + line.length + 1, 0) + error.column - 1;
    const problem = error.message.replace(/^line \d+, column \d+: /, "");
    throw new SnippetError("html", text, start + offset, problem, error.hint);
  }
}

function moved(calls: readonly SnippetCall[], text: string, by: number): SnippetCall[] {
  const move = ({ start, end }: Position): Position => ({
    start: start + by,
    end: end + by,
    ...placeAt(text, start + by),
  });
  return calls.map((call) => ({
    ...call,
    at: move(call.at),
    parts: Object.fromEntries(Object.entries(call.parts).map(([name, position]) => [name, move(position)])),
  }));
}

const SOURCES: Readonly<Record<string, Api>> = {
  img: "img",
  script: "script",
  video: "video",
  audio: "audio",
  track: "track",
};

const RELATIONS: Readonly<Record<string, Api>> = { stylesheet: "stylesheet", manifest: "manifest" };

/** `<link rel=preload as=…>` asks as what it preloads. */
const PRELOADS: Readonly<Record<string, Api>> = {
  fetch: "fetch",
  font: "font",
  image: "img",
  script: "script",
  style: "stylesheet",
  track: "track",
};

function elementCall(name: string, attributes: Attributes, span: Span): Draft | null {
  const draft = new Draft(`<${name}>`, span);
  const { setup } = draft;
  if (name === "form") {
    const method = attributes["method"]?.toUpperCase() ?? "GET";
    if (method === "DIALOG") return null;
    setup.api = "form";
    setup.method = method === "POST" ? "POST" : "GET";
    setup.url = attributes["action"] ?? "";
    return draft;
  }
  const api = apiOf(name, attributes);
  const url = attributes[name === "link" ? "href" : "src"];
  if (api === null || url === undefined) return null;
  setup.api = api;
  setup.url = url;
  draft.part("url", span);
  const { crossorigin, integrity, referrerpolicy } = attributes;
  if (crossorigin !== undefined) setup.crossorigin = crossorigin;
  if (integrity !== undefined) setup.integrity = integrity;
  if (referrerpolicy !== undefined) setup.referrerPolicy = referrerpolicy;
  if (api === "fetch" && crossorigin === "use-credentials") setup.credentials = "include";
  if (api === "fetch" && crossorigin === undefined) setup.mode = "no-cors";
  return draft;
}

function apiOf(name: string, { type, rel = "", as = "" }: Attributes): Api | null {
  if (name === "script" && type?.toLowerCase() === "module") return "module-script";
  if (name !== "link") return SOURCES[name] ?? null;
  const relations = rel.toLowerCase().split(/\s+/);
  if (relations.includes("modulepreload")) return "module-script";
  if (relations.includes("preload")) return PRELOADS[as.toLowerCase()] ?? null;
  const relation = relations.find((each) => each in RELATIONS);
  return relation === undefined ? null : RELATIONS[relation]!;
}
