import type { Case } from "../../cases/case.js";
import { judge } from "../../cases/judge.js";
import type { Verdict } from "../../cases/verdict.js";
import type { Reply } from "../ask.js";
import type { Candidate } from "./origins.js";
import { type Exchange, isAnswered } from "./probe.js";

/** What a page of an origin gets from the server, as the model has it. */
export interface Access {
  readonly candidate: Candidate;
  /** Some browser sends this Origin. */
  readonly isSent: boolean;
  /** GET; null: it was not asked. */
  readonly reads: Verdict | null;
  readonly readsWithCredentials: Verdict | null;
  /** What needs a preflight leaves; null: it was not asked. */
  readonly sends: boolean | null;
  readonly sendsWithCredentials: boolean | null;
  readonly read: Exchange | null;
  readonly preflight: Exchange | null;
}

/** What the answers to an origin allow it. */
export function accessOf(candidate: Candidate, exchanges: readonly Exchange[], lang: string): Access {
  const of = (purpose: string) =>
    exchanges.find(({ probe }) => probe.purpose === purpose && probe.candidate?.origin === candidate.origin) ?? null;
  const read = of("read");
  const preflight = of("preflight");
  const page = pageAt(candidate.origin);
  const reading = (credentials: "omit" | "include") =>
    page === null || read === null ? null : judge(readingCase(page, read, credentials), { lang });
  const sending = (credentials: "omit" | "include") =>
    page === null || preflight === null ? null : passesPreflight(page, preflight, credentials, lang);
  return {
    candidate,
    isSent: page !== null,
    reads: reading("omit"),
    readsWithCredentials: reading("include"),
    sends: sending("omit"),
    sendsWithCredentials: sending("include"),
    read,
    preflight,
  };
}

/** A page reads the answer to what this probe sent. */
export function readingCase(page: Case["page"], { probe, reply }: Exchange, credentials: "omit" | "include"): Case {
  return {
    page,
    setup: { url: probe.question.url, method: probe.question.method, credentials },
    server: [{ when: { preflight: true }, respond: PASSING }, { respond: answerOf(reply) }],
  };
}

/** Asked for no more than this preflight asked for, would the browser go on? */
function passesPreflight(
  page: Case["page"],
  exchange: Exchange,
  credentials: "omit" | "include",
  lang: string,
): boolean {
  return isAnswered(exchange) && preflightVerdict(page, exchange, credentials, lang).stage === "network";
}

/** What becomes of a request that this preflight stands for; one that may leave is left unanswered. */
export function preflightVerdict(
  page: Case["page"],
  { probe, reply }: Exchange,
  credentials: "omit" | "include",
  lang: string,
): Verdict {
  const asked = (name: string) =>
    probe.question.headers.find(([other]) => other.toLowerCase() === `access-control-request-${name}`)?.[1];
  const header = asked("headers");
  return judge(
    {
      page,
      setup: {
        url: probe.question.url,
        method: asked("method") ?? "GET",
        credentials,
        headers: header === undefined ? [] : [[header, VALUES[header] ?? "1"]],
      },
      server: [{ when: { preflight: true }, respond: answerOf(reply) }],
    },
    { lang },
  );
}

/** Values that make a safelisted name ask. */
const VALUES: Readonly<Record<string, string>> = { "content-type": "application/json" };

const PASSING: NonNullable<Case["server"]>[number]["respond"] = {
  status: 204,
  headers: [
    ["Access-Control-Allow-Origin", "*"],
    ["Access-Control-Allow-Methods", "*"],
  ],
};

/** The page that a browser would send this origin from; null: none sends it. */
export function pageAt(origin: string): Case["page"] | null {
  if (origin === "null") return { url: "https://whycors-audit.example/", opaque: true };
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) return null;
  return { url: `${origin}/` };
}

function answerOf(reply: Reply): NonNullable<Case["server"]>[number]["respond"] {
  if (!reply.ok) return { error: reply.error };
  const { status, statusText, headers } = reply;
  return { status, statusText, headers: headers.map(([name, value]): [string, string] => [name, value]) };
}
