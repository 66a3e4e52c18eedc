import { headerList } from "../../core/infrastructure/header-list.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { BY_DESTINATION } from "../reconstruct/api.js";
import { authorHeaders, namesIn } from "../reconstruct/author-headers.js";
import type { Assumed, SnippetCall, SnippetNote, SnippetSetup } from "./snippet.js";

type Headers = NonNullable<SnippetSetup["headers"]>;

/**
 * What page code did to make a request that was copied from somewhere: a copy has the browser's own headers in it, a
 * command line those that a page could not set.
 */
export function asPageCode(call: SnippetCall, isCommand: boolean): SnippetCall {
  const headers = call.setup.headers ?? [];
  const isCopy = isCommand ? headers.some(([name]) => /^sec-(?:fetch|ch-ua)/i.test(name)) : hasBrowsersOwn(headers);
  if (!isCommand && !isCopy) return call;
  const told = new Told(headers);
  const { setup, notes } = isCommand ? withoutProbe(call, told) : call;
  const own = isCopy ? authorHeaders(headerList(setup.headers ?? []), null).headers : settable(setup.headers ?? []);
  const kept = own.map(([name, value]): [string, string] => [name, value]);
  const dropped = (setup.headers ?? []).map(([name]) => name).filter((name) => !kept.some(([other]) => other === name));
  const { headers: _all, referrer = "", ...rest } = setup;
  const referer = told.get("referer") ?? (parseUrl(referrer) === null ? null : referrer);
  const origin = told.get("origin");
  return {
    ...call,
    parts: partsOf(call.parts, setup.headers ?? [], kept),
    page: pageOf(origin, referer),
    setup: { ...rest, ...(kept.length > 0 && { headers: kept }), ...howOf(told, rest) },
    assumed: [...call.assumed, ...(isCopy ? [copied(dropped)] : [])],
    notes: [...notes, ...(isCopy || dropped.length === 0 ? [] : [browserSets(dropped)])],
  };
}

/** What browsers always send together, even where DevTools has only provisional headers. */
const TOGETHER = [
  ["sec-fetch-dest", "sec-fetch-mode"],
  ["sec-ch-ua", "sec-ch-ua-mobile"],
] as const;

/** One of them alone was written by a page that tries to set it. */
function hasBrowsersOwn(headers: Headers): boolean {
  const told = new Told(headers);
  return TOGETHER.some((names) => names.every((name) => told.get(name) !== null));
}

/** Headers that stay are counted anew. */
function partsOf(parts: SnippetCall["parts"], before: Headers, kept: Headers): SnippetCall["parts"] {
  const others = Object.entries(parts).filter(([name]) => !name.startsWith("headers/"));
  const moved = kept.flatMap(([name, value], index) => {
    const part = parts[`headers/${before.findIndex((header) => header[0] === name && header[1] === value)}`];
    return part === undefined ? [] : [[`headers/${index}`, part] as const];
  });
  return Object.fromEntries([...others, ...moved]);
}

class Told {
  readonly #headers: Headers;

  constructor(headers: Headers) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    return this.#headers.find(([other]) => other.toLowerCase() === name)?.[1] ?? null;
  }
}

/** A preflight made by hand asks for the request that it is about. */
function withoutProbe(call: SnippetCall, told: Told): Pick<SnippetCall, "setup" | "notes"> {
  const method = told.get("access-control-request-method");
  if (method === null || call.setup.method?.toUpperCase() !== "OPTIONS") return call;
  const names = namesIn(told.get("access-control-request-headers"));
  const others = (call.setup.headers ?? []).filter(([name]) => !/^access-control-request-/i.test(name));
  const asked = names.map((name): [string, string] => [name, name === "content-type" ? "application/json" : "1"]);
  const note: SnippetNote = { code: "curl-preflight", about: call.what, names: [method] };
  return { setup: { ...call.setup, method, headers: [...others, ...asked] }, notes: [...call.notes, note] };
}

/** Headers that a page can't set, or that are the program's own. */
const UNSETTABLE =
  /^(?:origin|referer|cookie|host|user-agent|content-length|connection|accept-encoding|date|te|upgrade|via|postman-token|sec-.*|proxy-.*)$/i;

function settable(headers: Headers): Headers {
  return headers.filter(([name]) => !UNSETTABLE.test(name));
}

function copied(dropped: readonly string[]): Assumed {
  return { field: "headers", code: "devtools-copy", name: dropped.join(", "), value: "" };
}

function browserSets(names: readonly string[]): SnippetNote {
  return { code: "browser-sets", about: "curl", names };
}

function pageOf(origin: string | null, referer: string | null): string | null {
  if (referer === null) return origin;
  return origin === null || parseUrl(referer)?.origin === origin ? referer : origin;
}

/** API, mode and credentials as Fetch Metadata and cookies tell them. */
function howOf(told: Told, setup: Omit<SnippetSetup, "headers">): Partial<SnippetSetup> {
  const api = BY_DESTINATION.get(told.get("sec-fetch-dest") ?? "");
  const mode = told.get("sec-fetch-mode");
  const isCors = mode === "cors" && api !== undefined;
  const hasCookie = told.get("cookie") !== null;
  return {
    ...(api !== undefined && { api }),
    ...(isCors && { crossorigin: hasCookie ? "use-credentials" : "anonymous" }),
    ...(api === undefined && (mode === "no-cors" || mode === "same-origin") && { mode }),
    ...(api === undefined && hasCookie && setup.credentials === undefined && { credentials: "include" }),
  };
}
