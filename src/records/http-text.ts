import { getHeader, type Header, headerList } from "../core/infrastructure/header-list.js";
import { isToken } from "../core/infrastructure/method.js";
import type { RecordedExchange } from "./har/exchange.js";
import { type SkippedEntry, skipped } from "./har/skip.js";

/** A request and its response as tutorials and RFCs print them. */
export interface HttpPair {
  /** Of its first line in the file, from 1. */
  readonly line: number;
  readonly exchange: RecordedExchange | SkippedEntry;
}

/**
 * Reads pairs of messages: a request, a blank line and its body, the response; pairs are separated by a line `###`.
 * @param text LF or CRLF
 */
export function readHttpPairs(text: string): HttpPair[] {
  const pairs: HttpPair[] = [];
  let block: string[] = [];
  let start = 1;
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const finish = (next: number): void => {
    const blank = block.findIndex((line) => line.trim() !== "");
    if (blank !== -1) pairs.push({ line: start + blank, exchange: readPair(block.slice(blank), pairs.length) });
    block = [];
    start = next;
  };
  for (const [index, line] of lines.entries()) {
    if (/^###(?!#)/.test(line)) finish(index + 2);
    else block.push(line);
  }
  finish(lines.length);
  return pairs;
}

const STATUS_LINE = /^HTTP\/\d(?:\.\d)?[ \t]+(\d{3})(?:[ \t]+(.*))?$/;
const REQUEST_LINE = /^(\S+)[ \t]+(\S+)(?:[ \t]+HTTP\/(\d(?:\.\d)?))?[ \t]*$/;

interface Message {
  readonly first: string;
  readonly headers: readonly Header[];
  readonly body: string | null;
  readonly badLine: string | null;
}

function readPair(lines: readonly string[], entry: number): RecordedExchange | SkippedEntry {
  const answer = lines.findIndex((line) => STATUS_LINE.test(line.trim()));
  if (answer === 0) return skipped("no-request", "lone-response", "");
  const request = messageOf(answer === -1 ? lines : lines.slice(0, answer));
  const response = answer === -1 ? null : messageOf(lines.slice(answer));
  const [, method, target, version] = REQUEST_LINE.exec(request.first) ?? [];
  if (method === undefined || target === undefined || !isToken(method)) {
    return skipped(
      "bad-method",
      { code: "expected-request-line", token: JSON.stringify(request.first.slice(0, 60)) },
      "",
    );
  }
  for (const message of [request, response]) {
    if (message === null || message.badLine === null) continue;
    const found = JSON.stringify(message.badLine.slice(0, 60));
    return skipped("bad-headers", { code: "expected-header-line", token: found }, "");
  }
  if (/^connect$/i.test(method)) return skipped("connect", "connect");
  const url = urlOf(target, request.headers);
  if (url === null) return skipped("bad-url", { code: "no-host", token: JSON.stringify(target.slice(0, 60)) }, "");
  if (getHeader("sec-fetch-mode", request.headers) === "navigate") return skipped("navigation", "navigation");
  const [, status, statusText] = response === null ? [] : (STATUS_LINE.exec(response.first.trim()) ?? []);
  const { body } = request;
  return {
    entry,
    method,
    url,
    requestHeaders: request.headers,
    hasTarget: true,
    requestBody: body === null ? null : { mimeType: getHeader("content-type", request.headers) ?? "", text: body },
    status: status === undefined ? 0 : Number(status),
    statusText: statusText?.trim() ?? "",
    responseHeaders: response === null ? null : response.headers,
    redirectUrl: "",
    mimeType: response === null ? "" : (getHeader("content-type", response.headers) ?? ""),
    bodyStart: response?.body ?? null,
    bodyIsWhole: true,
    error: null,
    engineReason: null,
    tellsErrors: false,
    started: Number.NaN,
    duration: 0,
    resourceType: "",
    initiatorType: "",
    initiatorUrl: "",
    pageref: "",
    fromCache: false,
    viaServiceWorker: false,
    http: version?.startsWith("2") === true ? "2" : "1.1",
    wasAborted: false,
    wasFulfilled: false,
  };
}

function messageOf(lines: readonly string[]): Message {
  const headers: (readonly [string, string])[] = [];
  let badLine: string | null = null;
  let index = 1;
  for (; index < lines.length && lines[index]!.trim() !== ""; index++) {
    const line = lines[index]!;
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      headers[headers.length - 1] = [last[0], `${last[1]} ${line.trim()}`];
      continue;
    }
    const colon = line.indexOf(":");
    if (colon <= 0 || !isToken(line.slice(0, colon).trim())) badLine ??= line;
    else headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  const body = lines
    .slice(index + 1)
    .join("\n")
    .trimEnd();
  return { first: lines[0]!.trim(), headers: headerList(headers), body: body === "" ? null : body, badLine };
}

/** A target without a scheme is http on its Host; of an https page it must be https, which asks no http server. */
function urlOf(target: string, headers: readonly Header[]): string | null {
  if (/^https?:\/\//i.test(target)) return target.split("#", 1)[0]!;
  const host = getHeader("host", headers);
  if (host === null || !(target.startsWith("/") || target === "*")) return null;
  const page = getHeader("origin", headers) ?? getHeader("referer", headers) ?? "";
  const isSecure = page.startsWith("https://") && !/^(?:localhost|127\.|\[::1\])/i.test(host);
  return `${isSecure ? "https" : "http"}://${host}${target === "*" ? "/" : target.split("#", 1)[0]}`;
}
