import type { Case } from "../../cases/case.js";
import { ExpectationsError, type ExpectedCheck, pageAt, readExpectations } from "../../live/check/expectations.js";
import { readSnippet } from "../../records/snippets/read-snippet.js";
import { type Snippet, SnippetError } from "../../records/snippets/snippet.js";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";
import { headersOf, originOf, targetOf } from "../options/live.js";
import type { CheckGiven } from "./options.js";

/** What is to be checked: a call, and what is expected of it, if anything is. */
export type Subject = Omit<ExpectedCheck, "expect"> & {
  readonly expect: ExpectedCheck["expect"] | null;
  /** What a snippet does not say. */
  readonly assumed?: readonly string[];
};

/** What runs on a developer's machine. */
export const USUAL_ORIGIN = "http://localhost:3000";

/** The file's expectations. */
export async function expectedSubjects(io: Io, file: string, base: string | undefined): Promise<Subject[]> {
  const text = await io.files.read(file);
  try {
    return readExpectations(text, base);
  } catch (error) {
    if (!(error instanceof ExpectationsError)) throw error;
    throw new InputError(
      `${file}: ${error.message}`,
      "whycors check --help shows how such a file is used; the README has one.",
    );
  }
}

/** The call that the options tell, or the calls of a snippet. */
export function givenSubjects(given: CheckGiven): Subject[] {
  const { input = "" } = given;
  return isSnippet(input) ? snippetSubjects(input, given) : [givenSubject(given)];
}

/** No URL has white space or calls something. */
function isSnippet(input: string): boolean {
  return /[\s(<]/.test(input.trim());
}

const OPTIONS_OF_A_CALL = [
  "request",
  "header",
  "data",
  "dataJson",
  "user",
  "mode",
  "redirect",
  "api",
  "credentials",
] as const;

/** @throws InputError when it can't be read, or has no request in it */
function snippetSubjects(input: string, given: CheckGiven): Subject[] {
  const doubled = OPTIONS_OF_A_CALL.find((name) => given[name] !== undefined);
  if (doubled !== undefined) {
    throw new InputError(
      `the snippet says what is asked, and so does --${doubled.replace("dataJson", "data-json")}`,
      "Give one of them.",
    );
  }
  let snippet: Snippet;
  try {
    snippet = readSnippet(input, { pageOrigin: given.origin === undefined ? null : pageOrigin(given) });
  } catch (error) {
    if (!(error instanceof SnippetError)) throw error;
    throw new InputError(error.message, error.hint);
  }
  if (snippet.calls.length === 0)
    throw new InputError(
      "there is no request in the snippet",
      "Give a URL, a curl command or a call such as fetch(…).",
    );
  return snippet.calls.map(({ what, setup, page, assumed }) => {
    const origin = given.origin === undefined && page !== null ? page : pageOrigin(given);
    const target = targetOf(new URL(setup.url, pageUrlOf(origin)).href);
    return {
      subject: {
        id: what,
        page: { ...pageAt(origin), ...cookiesFor(target, given.cookie) },
        setup: { ...setup, url: target.href },
      },
      expect: null,
      maxAge: null,
      assumed: assumed.map(({ field, value, name }) => `${field}: ${name} is taken to be ${value}`),
    };
  });
}

function pageUrlOf(origin: string): string {
  return origin === "null" ? "https://sandboxed.example/" : origin;
}

function givenSubject(given: CheckGiven): Subject {
  const url = targetOf(given.input ?? "");
  const { data, dataJson } = given;
  if (data !== undefined && dataJson !== undefined) throw new InputError("--data and --data-json: give one of them");
  const body = data ?? dataJson;
  const headers = headersOf({ header: given.header, user: given.user }).map(([name, value]): [string, string] => [
    name,
    value,
  ]);
  const has = (name: string) => headers.some(([other]) => other.toLowerCase() === name);
  const type = data !== undefined ? "application/x-www-form-urlencoded" : "application/json";
  if (body !== undefined && !has("content-type")) headers.push(["Content-Type", type]);
  const api = given.api ?? "fetch";
  return {
    subject: {
      id: "check",
      page: { ...pageAt(pageOrigin(given)), ...cookiesFor(url, given.cookie) },
      setup: {
        api,
        url: url.href,
        method: given.request ?? (body === undefined ? defaultMethod(api) : "POST"),
        headers,
        ...(body !== undefined && { body: { type: "text", value: body } }),
        ...credentialsOf(given),
        ...(given.mode !== undefined && { mode: given.mode }),
        ...(given.redirect !== undefined && { redirect: given.redirect }),
      },
    },
    expect: null,
    maxAge: null,
  };
}

function pageOrigin({ origin }: CheckGiven): string {
  if (origin === undefined) return USUAL_ORIGIN;
  return origin === "null" ? "null" : originOf(origin);
}

function defaultMethod(api: NonNullable<Case["setup"]["api"]>): string {
  return api === "beacon" ? "POST" : "GET";
}

/** Cookies for that server: such as go along from other sites, where the connection allows such. */
function cookiesFor({ origin, protocol }: URL, cookie: string | undefined): Pick<Case["page"], "cookies"> {
  if (cookie === undefined) return {};
  const attributes = protocol === "https:" ? "; SameSite=None; Secure" : "";
  const pairs = cookie
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "");
  return { cookies: { [origin]: pairs.map((pair) => `${pair}; Path=/${attributes}`) } };
}

function credentialsOf({ credentials, api }: CheckGiven): Partial<Case["setup"]> {
  if (credentials === undefined) return {};
  if (api === "xhr" || api === "eventsource") return { withCredentials: credentials === "include" };
  if (api === undefined || api === "fetch") return { credentials };
  return { crossorigin: credentials === "include" ? "use-credentials" : "anonymous" };
}
