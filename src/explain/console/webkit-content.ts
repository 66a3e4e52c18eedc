import { dataUrl } from "../../core/fetching/scheme-fetch.js";
import { isJavaScriptMimeType, typeOfModule } from "../../core/http-extensions/mime-type.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { PROFILES } from "../../core/profiles/profiles.js";
import { answered, type Scene } from "../scene.js";
import { halfType } from "./half-type.js";

/** What WebKit tells of an answer whose type does not fit; null: nothing. */
export function typeLine(scene: Scene, url: string): string | null {
  const { failure, outcome } = scene;
  const type = failure.type ?? "";
  switch (outcome.setup.api) {
    case "eventsource":
      return `EventSource's response has a MIME type ("${type || answered(scene, "content-type") || "application/octet-stream"}") that is not "text/event-stream". Aborting the connection.`;
    case "module-script":
      return notAModule(type, scene);
    case "script":
      return failure.reason === "nosniff"
        ? `Refused to execute ${url} as script because "X-Content-Type-Options: nosniff" was given and its Content-Type is not a script MIME type.`
        : `Refused to execute ${url} as script because ${type} is not a script MIME type.`;
    case "stylesheet":
      return `Did not parse stylesheet at '${url}' because non CSS MIME types are not allowed in strict mode.`;
    default:
      return null;
  }
}

/** A module is looked at for its type before its integrity; null: it has the right one. */
export function moduleType(scene: Scene): string | null {
  const { answer } = scene;
  const mimeType = answer === null ? null : typeOfModule(answer.headers, PROFILES.webkit);
  return mimeType !== null && isJavaScriptMimeType(mimeType) ? null : notAModule(mimeType?.essence ?? "", scene);
}

/** NOTE: the network library takes what has no type for text, but a 304, which has nothing to be read, for nothing. */
function notAModule(type: string, { answer }: Scene): string {
  const given = type || halfType(answer?.headers ?? []);
  return `TypeError: '${given || (answer?.status === 304 ? "" : "text/plain")}' is not a valid JavaScript MIME type.`;
}

/** The line about a body that does not fit its integrity metadata. NOTE: the URL is the first one, without its fragment. */
export function integrityLine(scene: Scene): string {
  const { outcome, answer, exchange } = scene;
  const { api, integrity } = outcome.setup;
  const url = (outcome.url?.href ?? scene.url).replace(/#.*$/s, "");
  const isHead = exchange?.sent.method === "HEAD";
  const body = outcome.url?.scheme === "data" ? dataUrl(outcome.url)?.body : answer?.body;
  const length = isHead || body == null ? 0 : utf8Length(body);
  const declared = answered(scene, "content-length");
  const expected = declared !== null && /^\d+$/.test(declared) ? Number(declared) : length;
  const what = api === "stylesheet" ? "Cannot load stylesheet" : "Cannot load script";
  const subject = api === "fetch" ? "Failed integrity metadata check." : what;
  const content = length === 0 ? "(no content)" : String(length);
  return `${subject} ${url}. Failed integrity metadata check. Content length: ${content}, Expected content length: ${expected}, Expected metadata: ${integrity}`;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** How a connection broke. */
export function brokenConnection({ failure }: Scene, url: string): string {
  return failure.error === "connection-reset"
    ? "Connection terminated unexpectedly"
    : `Could not connect to ${parseUrl(url)?.hostname ?? url}: Connection refused`;
}
