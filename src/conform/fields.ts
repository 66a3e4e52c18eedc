import type { Pairs, Verdict } from "../cases/verdict.js";
import type { Observation } from "./observation.js";

/**
 * A verdict beside what there was to see, field by field. A pair is to be equal; a third value decides instead; null: there
 * is nothing to see.
 */
export type Compared = readonly [seen: unknown, told: unknown, equal?: boolean] | null;
export type Field = (seen: Observation, verdict: Verdict, setup: { readonly headers?: Pairs }) => Compared;

interface Exchange {
  readonly kind: string;
  readonly request: { readonly method: string; readonly url: string; readonly headers: Pairs };
}
interface OnWire {
  readonly exchanges?: readonly Exchange[];
}

const list = JSON.stringify;
const exchangesOf = ({ exchanges = [] }: OnWire) => exchanges;
const preflightsOf = (side: OnWire) => exchangesOf(side).filter(({ kind }) => kind === "preflight");

function header({ request }: Exchange, wanted: string): string | null {
  const values = request.headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  return values.length === 0 ? null : values.join(", ");
}

/** Request headers of which a verdict tells whatever the engine adds; Accept has a field of its own. */
const TOLD = [
  "content-type",
  "referer",
  "cache-control",
  "pragma",
  "sec-fetch-site",
  "sec-fetch-mode",
  "sec-fetch-dest",
  "range",
  "authorization",
];
/** Which every engine sends, of its own where page code sets none. */
const OWN = ["user-agent", "accept-language"];
const ELSEWHERE = new Set([...TOLD, "accept", "origin", "cookie", "content-length", "host", "connection"]);

function requestHeaders(side: OnWire, authored: readonly string[], verdict: OnWire): string {
  const predicted = exchangesOf(verdict);
  const told = exchangesOf(side).map((exchange, index) => {
    // A field that was dropped leaves the engine's own in its place.
    const other = predicted[index];
    const isOwn = (name: string) => OWN.includes(name) && (other === undefined || header(other, name) === null);
    // An engine's own Accept-Language and User-Agent are not told, and on a preflight they are always its own.
    const names = exchange.kind === "preflight" ? TOLD : [...TOLD, ...authored].filter((name) => !isOwn(name));
    return names.map((name) => [name, header(exchange, name)]).filter(([, value]) => value !== null);
  });
  return list(told).replaceAll(/boundary=[^\s"\\]+/g, "boundary=BOUNDARY");
}

/** What comes and goes by request and response, and what script learns of it. */
export const FIELDS = {
  outcome: ({ outcome }, verdict) =>
    outcome === null ? null : [outcome, ["blocked", "failed"].includes(verdict.outcome) ? "rejected" : verdict.outcome],
  settles: (seen, verdict) => [seen.settles, verdict.settles],
  thrownBy: (seen, verdict) => (seen.thrownBy || verdict.thrownBy ? [seen.thrownBy, verdict.thrownBy] : null),
  "preflight.needed": (seen, verdict) => [preflightsOf(seen).length > 0, preflightsOf(verdict).length > 0],
  "preflight ACRM": ofPreflights("access-control-request-method"),
  "preflight ACRH": ofPreflights("access-control-request-headers"),
  Origin: ofExchanges("origin"),
  wire: (seen, verdict) => {
    const [got, told] = [seen, verdict].map((side) =>
      list(exchangesOf(side).map(({ request }) => `${request.method} ${bare(request.url)}`)),
    );
    return [got, told];
  },
  cookies: ofExchanges("cookie"),
  Accept: ofExchanges("accept"),
  "request headers": (seen, verdict, { headers = [] }) => {
    const authored = [...new Set(headers.map(([name]) => name.toLowerCase()))].filter((name) => !ELSEWHERE.has(name));
    if (exchangesOf(seen).length === 0) return null;
    return [requestHeaders(seen, authored, verdict), requestHeaders(verdict, authored, verdict)];
  },
  "response.type": (seen, verdict) => (seen.response?.type ? [seen.response.type, verdict.response?.type] : null),
  status: ofResponse(({ status, statusText }) => `${status} ${statusText}`),
  "response.url": ofResponse(({ url }) => url),
  redirected: ofResponse(({ redirected }) => redirected),
  "visible headers": ofResponse(({ headers }) => sorted(headers)),
  bodyReadable: ofResponse(({ bodyReadable }) => bodyReadable),
  events: (seen, verdict) =>
    seen.events === undefined || seen.settles === "throws" ? null : [list(seen.events), list(verdict.events)],
  "xhr view": (seen, verdict) => (seen.xhr === undefined ? null : [viewOf(seen.xhr), viewOf(verdict.xhr)]),
  getAllResponseHeaders: (seen, verdict) =>
    seen.xhr === undefined ? null : [seen.xhr.getAllResponseHeaders, verdict.xhr?.getAllResponseHeaders ?? ""],
} satisfies Record<string, Field>;

function ofPreflights(name: string): Field {
  return (seen, verdict) => {
    const sides = [seen, verdict].map(preflightsOf);
    if (sides.every((each) => each.length === 0)) return null;
    const [got, told] = sides.map((each) => list(each.map((one) => header(one, name))));
    return [got, told];
  };
}

function ofExchanges(name: string): Field {
  return (seen, verdict) => {
    if (exchangesOf(seen).length === 0) return null;
    const [got, told] = [seen, verdict].map((side) => list(exchangesOf(side).map((one) => header(one, name))));
    return [got, told];
  };
}

/** A view may lack what another API shows. */
function ofResponse(get: (response: NonNullable<Observation["response"]>) => unknown): Field {
  return ({ response }, verdict) => {
    if (response === undefined) return null;
    const got = get(response);
    return got === undefined ? null : [got, verdict.response ? get(verdict.response) : undefined];
  };
}

function sorted(headers: Readonly<Pairs>): string {
  const key = ([name, value]: readonly [string, string]) => `${name}\0${value}`;
  return list(
    headers
      .map(([name, value]): [string, string] => [name.toLowerCase(), value])
      .sort((a, b) => (key(a) < key(b) ? -1 : 1)),
  );
}

function viewOf(view: Verdict["xhr"]): string | undefined {
  return view && list([view.readyState, view.status, view.statusText, view.responseURL]);
}

function bare(url: string): string {
  return url.replace(/#.*$/s, "").replace(/^([a-z]+:\/\/)[^/@]*@/, "$1");
}
