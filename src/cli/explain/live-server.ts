import { newBrowser, pageOf } from "../../cases/browser.js";
import type { Case } from "../../cases/case.js";
import { setupOf } from "../../cases/judge.js";
import { parseCase } from "../../cases/read-cases.js";
import type { HttpRequest } from "../../core/fetching/outcome.js";
import { headerList, headerPairs } from "../../core/infrastructure/header-list.js";
import { httpResponse, networkError, type Received } from "../../core/infrastructure/response.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { perform } from "../../core/setup/perform.js";
import { Asker, LIMITS } from "../../live/ask.js";
import type { Io } from "../io.js";
import { amount, certificatesOf, resolverOf } from "../live-options.js";

type Rules = NonNullable<Case["server"]>;

export interface LiveGiven {
  readonly send?: boolean | undefined;
  readonly timeout: string;
  readonly insecure?: boolean | undefined;
  readonly ca?: string | undefined;
  readonly resolve?: readonly string[] | undefined;
}

export interface LiveAnswers {
  readonly rules: Rules;
  /** A request that was not sent, for it might change something. */
  readonly unsent: HttpRequest | null;
}

/** Requests that a server takes without a change. */
const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Asks the real server what the page would ask, and keeps the answers as rules. */
export async function liveAnswers(io: Io, given: Case, profile: ProfileName, options: LiveGiven): Promise<LiveAnswers> {
  const read = parseCase(given);
  const browser = newBrowser({ profile, page: pageOf(read.page), cookies: read.page.cookies });
  const authorities = await certificatesOf(io, options.ca);
  const resolve = resolverOf(options.resolve);
  const asker = new Asker({
    limits: { ...LIMITS, timeout: amount("timeout", options.timeout) * 1000 },
    ...(resolve !== null && { resolve }),
    ...(authorities !== null && { ca: authorities }),
    ...(options.insecure && { insecure: true }),
  });
  const rules: Rules = [];
  try {
    const fetching = perform(setupOf(read.setup), browser, null);
    for (let step = fetching.next(); !step.done; ) {
      const sent = step.value;
      if (!SAFE.has(sent.method) && options.send !== true) return { rules, unsent: sent };
      const received = await ask(asker, sent);
      rules.push(ruleOf(sent, received));
      step = fetching.next(received);
    }
    return { rules, unsent: null };
  } finally {
    asker.close();
  }
}

async function ask(asker: Asker, sent: HttpRequest): Promise<Received> {
  const reply = await asker.ask({
    method: sent.method,
    url: sent.url.wire,
    headers: headerPairs(sent.headers),
    body: sent.body === null ? null : new TextEncoder().encode(sent.body),
  });
  if (!reply.ok) return networkError(reply.error);
  const { status, statusText, headers, body } = reply;
  return { ...httpResponse(status, headerList(headers), new TextDecoder().decode(body)), statusText };
}

function ruleOf(sent: HttpRequest, received: Received): Rules[number] {
  const when =
    sent.kind === "preflight"
      ? { preflight: true, url: sent.url.wire }
      : { method: sent.method, url: sent.url.wire, preflight: false };
  if (!received.ok) return { when, respond: { error: received.error } };
  const { status, statusText, headers, body } = received;
  return {
    when,
    respond: {
      status,
      statusText,
      headers: headerPairs(headers).map(([name, value]) => [name, value]),
      ...(body !== null && body !== "" && { body }),
    },
  };
}
