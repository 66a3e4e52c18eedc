import { getHeader } from "../../core/infrastructure/header-list.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import type { RecordedExchange } from "../har/exchange.js";
import type { Glance } from "../har/glance.js";
import { announcedNames } from "./author-headers.js";

/** What is kept of each entry of a recording, so that preflights, redirects and requests find each other. */
export interface Row {
  readonly entry: number;
  /** Bytes in the file; 0 where it is not read twice. */
  readonly offset: number;
  readonly length: number;
  readonly isPreflight: boolean;
  readonly method: string;
  readonly url: string;
  /** The Origin header. */
  readonly origin: string | null;
  /** Seconds; NaN when not recorded. */
  readonly started: number;
  readonly ended: number;
  readonly status: number;
  /** Absolute; null: does not redirect. */
  readonly redirectsTo: string | null;
  /** Of a preflight: what it asks for. Of a request: what a preflight would have to ask for. */
  readonly asksMethod: string;
  readonly asksHeaders: string;
  readonly initiator: string;
  /** Null: to be read again. */
  exchange: RecordedExchange | null;
  /** How many verdicts still need it. */
  uses: number;
}

export function rowOf(exchange: RecordedExchange, glance: Glance, offset: number, length: number): Row {
  const { entry, method, url, requestHeaders, started, duration, status } = exchange;
  const asked = method === "OPTIONS" ? glance.requestMethod : null;
  const isPreflight = asked !== null || exchange.resourceType === "preflight";
  return {
    entry,
    offset,
    length,
    isPreflight,
    method,
    url,
    origin: glance.origin,
    started,
    ended: started + duration,
    status,
    redirectsTo: status >= 301 && status <= 308 ? redirectTarget(exchange) : null,
    asksMethod: isPreflight ? (asked ?? "") : method,
    asksHeaders: isPreflight
      ? (glance.requestHeaders ?? "").replaceAll(" ", "").toLowerCase()
      : announcedNames(requestHeaders),
    initiator: exchange.initiatorUrl,
    exchange,
    uses: 0,
  };
}

/** Location, as the browser resolves it; else what the exporter says. */
function redirectTarget({ url, status, responseHeaders, redirectUrl }: RecordedExchange): string | null {
  if (status === 304 || status === 305 || status === 306) return null;
  const location = (responseHeaders === null ? null : getHeader("location", responseHeaders)) ?? (redirectUrl || null);
  const base = parseUrl(url);
  if (location === null || base === null) return null;
  return parseUrl(location, base)?.href.split("#", 1)[0] ?? null;
}
