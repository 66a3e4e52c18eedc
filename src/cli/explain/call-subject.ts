import { tell } from "../../explain/telling/telling.js";
import type { Assumed, SnippetCall, SnippetNote } from "../../records/snippets/snippet.js";
import { InputError } from "../errors.js";
import type { Subject } from "./explain-call.js";

export interface PageGiven {
  readonly origin?: string | undefined;
  readonly page?: string | undefined;
  readonly lang: string;
}

export interface PageAt {
  readonly url: string;
  readonly opaque: boolean;
}

/** Where the page is, when nothing says so. */
export const SOME_PAGE = "https://app.example/";
const OTHER_PAGE = "https://site.example/";

/** A request of page code, as a subject; `page` null: it is where the code says, or somewhere. */
export function callSubject(call: SnippetCall, page: PageAt | null, lang: string): Subject {
  const told = page ?? (call.page === null ? null : pageFrom(call.page));
  const { url, opaque } = told ?? { url: somePage(call), opaque: false };
  const assumed = call.assumed.map((each) => assumedText(each, lang));
  if (told === null) assumed.unshift(tell("page-assumed", { page: url }, lang));
  return {
    what: call.what,
    at: call.at,
    given: { page: { url, ...(opaque && { opaque: true }) }, setup: call.setup },
    hasServer: false,
    assumed,
    notes: call.notes.map((note) => noteText(note, lang)),
  };
}

/** Another origin; a page that may ask for http, when that is what the code does. */
function somePage({ setup }: SnippetCall): string {
  if (!URL.canParse(setup.url)) return SOME_PAGE;
  const { origin, protocol, hostname } = new URL(setup.url);
  const page = origin === new URL(SOME_PAGE).origin ? OTHER_PAGE : SOME_PAGE;
  return protocol === "http:" && !/^(?:(?:.+\.)?localhost|127\..+|\[::1\])$/.test(hostname)
    ? page.replace("https:", "http:")
    : page;
}

/** `--page` and `--origin`; `--origin null` is a page of no origin. */
export function pageUrlOf({ page, origin }: Pick<PageGiven, "page" | "origin">): PageAt | null {
  if (page !== undefined) {
    if (!URL.canParse(page))
      throw new InputError(`--page: "${page}" is no URL`, "Write one such as https://app.example/index.html.");
    return { url: page, opaque: origin === "null" };
  }
  if (origin === undefined) return null;
  if (origin === "null") return { url: SOME_PAGE, opaque: true };
  const written = /^[a-z][a-z\d+.-]*:\/\//i.test(origin) ? origin : `https://${origin}`;
  if (URL.canParse(written))
    return { url: `${new URL(written).origin === "null" ? written : new URL(written).origin}/`, opaque: false };
  throw new InputError(`--origin: "${origin}" is no origin`, "Write one such as https://app.example.");
}

/** What an input says of the page; null: that is no page. */
export function pageFrom(page: string): PageAt | null {
  if (page === "null") return { url: SOME_PAGE, opaque: true };
  return URL.canParse(page) ? { url: new URL(page).href, opaque: false } : null;
}

function assumedText({ code, field, name, value }: Assumed, lang: string): string {
  const isSpread = code === "not-in-snippet" && (value === "" || value === "{}");
  return tell(isSpread ? "spread" : code, { member: field, names: [name], value, page: value }, lang);
}

function noteText({ code, about, names }: SnippetNote, lang: string): string {
  return tell(code, { member: about, names }, lang);
}
