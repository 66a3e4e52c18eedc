import { newBrowser, pageOf } from "../../cases/browser.js";
import type { Case, ReadCase } from "../../cases/case.js";
import { judgeCase, setupOf } from "../../cases/judge.js";
import { parseCase } from "../../cases/read-cases.js";
import type { Verdict } from "../../cases/verdict.js";
import type { Exchange, FetchOutcome } from "../../core/fetching/outcome.js";
import { runAsync } from "../../core/fetching/run.js";
import { headerPairs } from "../../core/infrastructure/header-list.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { perform } from "../../core/setup/perform.js";
import { withheldExplanation } from "../../explain/explanation.js";
import { withoutAnswer } from "../../records/judge/job.js";
import type { LiveServer, Withheld } from "./live-server.js";

export interface CheckOptions {
  readonly profile: ProfileName;
  readonly lang: string;
  readonly trace: boolean;
}

export interface Checked {
  readonly verdict: Verdict;
  /** The same as a case that runs without the server. */
  readonly made: Case;
}

/**
 * Does what the browser would, for real: the page's call goes to the real server, step by step, and what comes back is
 * judged.
 * @throws CaseError when page or setup are not of the case format
 */
export async function check(
  subject: Pick<Case, "id" | "title" | "page" | "setup">,
  server: LiveServer,
  options: CheckOptions,
): Promise<Checked> {
  const { read, rules, keptBack } = await askServer(subject, server, options.profile);
  const stop = keptBack === null ? [] : [errorRule(`withheld-${keptBack.why}`)];
  const made: ReadCase = { ...read, server: [...rules, ...stop] };
  const [verdict] = judgeCase(made, options) as [Verdict];
  return {
    verdict: keptBack === null ? verdict : notSent(verdict, keptBack, options.lang),
    made: { ...subject, server: made.server },
  };
}

export interface Asked {
  readonly read: ReadCase;
  /** What the server answered, as rules of a case. */
  readonly rules: Rule[];
  /** The request that was kept back; null: none was. */
  readonly keptBack: KeptBack | null;
}

/**
 * Asks the server what the browser would ask it.
 * @throws CaseError when page or setup are not of the case format
 */
export async function askServer(
  subject: Pick<Case, "id" | "title" | "page" | "setup">,
  server: LiveServer,
  profile: ProfileName,
): Promise<Asked> {
  const read = parseCase({ ...subject, server: [] });
  const browser = newBrowser({
    profile,
    page: pageOf(read.page),
    cookies: read.page.cookies,
    now: Date.now() / 1000,
  });
  const outcome = await runAsync(perform(setupOf(read.setup), browser, null), (request) => server.send(request));
  const keptBack = keptBackOf(outcome);
  return { read, keptBack, rules: rulesOf(outcome, keptBack !== null) };
}

type Rule = ReadCase["server"][number];

/** What came, each answer once and in its turn. */
function rulesOf({ exchanges, failure, request }: FetchOutcome, isKeptBack: boolean): Rule[] {
  const rules = exchanges.map(ruleOf);
  if (failure?.reason === "network-error" && request !== null && !isKeptBack) {
    rules.push(errorRule(failure.error ?? "connection-reset"));
  }
  return rules;
}

const NOTHING = { headers: [], body: "", delay: 0, type: "default", redirected: false } as const satisfies Partial<
  Rule["respond"]
>;
const REST = { via: "network", http: "1.1", addressSpace: null } as const;

function errorRule(error: string): Rule {
  return { ...REST, when: {}, respond: { ...NOTHING, error } };
}

function ruleOf({ sent, received }: Exchange): Rule {
  const when =
    sent.kind === "preflight" ? { preflight: true, url: sent.url.wire } : { method: sent.method, url: sent.url.wire };
  if (!received.ok) return { ...REST, when, times: 1, respond: { ...NOTHING, error: received.error } };
  const { status, statusText, headers, body, http } = received;
  return {
    ...REST,
    when,
    times: 1,
    http,
    respond: { ...NOTHING, status, statusText, headers: headerPairs(headers), body: body ?? "" },
  };
}

export interface KeptBack {
  readonly why: Withheld;
  readonly method: string;
  readonly url: string;
}

/** The request that was kept back; null: none was. */
function keptBackOf({ failure, request }: FetchOutcome): KeptBack | null {
  const why = failure?.reason === "network-error" ? /^withheld-(.*)$/.exec(failure.error ?? "")?.[1] : undefined;
  if (why === undefined || request === null) return null;
  return { why: why as Withheld, method: request.method, url: request.url.wire };
}

/** Everything up to there went well; how it ends, only the answer could tell. */
function notSent(verdict: Verdict, { why, method, url }: KeptBack, lang: string): Verdict {
  const explanation = withheldExplanation(why, { method, url }, verdict.preflight.needed, lang);
  return { ...withoutAnswer(verdict, [`the answer to ${method} ${url}`], null, lang), explanation };
}
