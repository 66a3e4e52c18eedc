import { isConditional } from "../../core/fetching/wire-headers.js";
import { type HeaderPairs, headerList } from "../../core/infrastructure/header-list.js";
import { isToken } from "../../core/infrastructure/method.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { isHeaderValue } from "../../core/setup/request-constructor.js";
import { shown } from "../../explain/shown.js";
import { Payload } from "../body/payload.js";
import { PageError } from "../page-error.js";
import type { Network, NetworkAnswer, NetworkRequest, NetworkResponse } from "./network.js";

/** An HTTP archive — http://www.softwareishard.com/blog/har-12-spec/, as far as answers go; exporters leave out what they like. */
export interface Har {
  readonly log: { readonly entries: readonly HarEntry[] };
}

interface HarEntry {
  readonly request: { readonly method: string; readonly url: string };
  readonly response: {
    readonly status: number;
    readonly statusText?: string;
    readonly httpVersion?: string;
    readonly headers?: readonly { readonly name: string; readonly value: string }[];
    readonly content?: { readonly text?: string; readonly encoding?: string };
  };
}

interface Recorded {
  readonly answer: () => NetworkAnswer;
  used: number;
}

/** Headers of the wire that say nothing of a body as it was written down. */
const OF_THE_WIRE: ReadonlySet<string> = new Set(["content-encoding", "transfer-encoding", "connection"]);

/**
 * Answers from a recording: each request in turn gets what the same method and URL got. What was recorded less often than it is
 * asked for is answered with the last; what was not recorded is no answer.
 */
export class HarNetwork implements Network {
  readonly #recorded = new Map<string, Recorded[]>();

  /** @throws PageError when it is no archive */
  constructor(har: Har) {
    const entries: unknown = (har as { log?: { entries?: unknown } } | null)?.log?.entries;
    if (!Array.isArray(entries))
      throw new PageError(`network: expected a HAR, an object with log.entries; got ${shown(har)}`);
    for (const entry of entries as readonly (Partial<HarEntry> | null)[]) {
      const { request, response } = entry ?? {};
      const url = typeof request?.url === "string" ? parseUrl(request.url) : null;
      if (url === null || typeof request?.method !== "string") continue;
      const key = `${request.method} ${url.wire}`;
      const list = this.#recorded.get(key) ?? [];
      list.push({ answer: () => answerOf(response), used: 0 });
      this.#recorded.set(key, list);
    }
  }

  send = ({ method, url, headers }: NetworkRequest): NetworkAnswer => {
    const list = this.#recorded.get(`${method} ${url}`);
    if (list === undefined) return { ok: false, error: "not-recorded" };
    const next = list.find(({ used }) => used === 0) ?? list.at(-1)!;
    next.used++;
    const answer = next.answer();
    return answer.ok && isNotModified(answer) && !isConditional(headerList(headers)) ? asWhole(answer, list) : answer;
  };
}

function isNotModified(answer: NetworkAnswer): boolean {
  return answer.ok && answer.status === 304;
}

/** A 304 to a page that asked for no such thing: what the browser had stored when it was recorded. */
function asWhole(notModified: NetworkResponse, list: readonly Recorded[]): NetworkAnswer {
  const stored = list.map(({ answer }) => answer()).findLast((answer) => answer.ok && !isNotModified(answer));
  if (stored?.ok !== true) return notModified.body === null ? notModified : { ...notModified, status: 200 };
  const news = new Set(notModified.headers.map(([name]) => name.toLowerCase()));
  const kept = stored.headers.filter(([name]) => !news.has(name.toLowerCase()));
  return { ...stored, headers: [...kept, ...notModified.headers] };
}

function answerOf(response: HarEntry["response"] | undefined): NetworkAnswer {
  const status = response?.status ?? 0;
  // Exporters write 0, or -1, for a request that got no answer.
  if (response === undefined || !Number.isInteger(status) || status < 100 || status > 999) {
    return { ok: false, error: "connection-reset" };
  }
  return {
    ok: true,
    status,
    statusText: response.statusText ?? "",
    headers: headersOf(response.headers ?? []),
    body: bodyOf(response.content),
    http: /^h(?:ttp\/)?[23]/i.test(response.httpVersion ?? "") ? "2" : "1.1",
  };
}

function headersOf(headers: NonNullable<HarEntry["response"]["headers"]>): HeaderPairs {
  return headers
    .filter(
      ({ name, value }) => isToken(`${name}`) && isHeaderValue(`${value}`) && !OF_THE_WIRE.has(name.toLowerCase()),
    )
    .map(({ name, value }) => [name, value] as const);
}

function bodyOf(content: HarEntry["response"]["content"]): Payload | null {
  if (typeof content?.text !== "string") return null;
  return new Payload(
    content.encoding === "base64" ? new Uint8Array(Buffer.from(content.text, "base64")) : content.text,
  );
}
