import type { Case } from "../../cases/case.js";
import { judge, judgeAll } from "../../cases/judge.js";
import type { Verdict, VerdictExchange } from "../../cases/verdict.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import type { Policy } from "../../explain/configurations/policy.js";
import { type Checked, check } from "../../live/check/check.js";
import type { LiveServer } from "../../live/check/live-server.js";
import { type Also, type Expected, type ServerCase, serverCases } from "./plan.js";

/** How a server did in one case. */
export interface ServerResult extends Pick<ServerCase, "id" | "title" | "link" | "expected"> {
  readonly passed: boolean;
  /** What a browser makes of it. */
  readonly outcome: Expected | "unanswered";
  readonly reason: Verdict["reason"];
  /** In a sentence: of the verdict, or of what else has to hold. */
  readonly because: string;
  readonly origin: string;
  /** What was sent, and what came. */
  readonly exchanges: readonly VerdictExchange[];
}

export interface ServerReport {
  readonly url: string;
  readonly profile: ProfileName;
  readonly passed: number;
  readonly results: readonly ServerResult[];
}

/**
 * Tries everything that a policy promises and forbids on a server, as browsers would.
 * @param own origins that the policy lets in, one at least
 */
export async function conformServer(
  policy: Policy,
  url: string,
  own: readonly string[],
  server: LiveServer,
  options: {
    readonly profile: ProfileName;
    /** An address at which the application fails. */
    readonly failing?: string;
    readonly onProgress?: (done: number, of: number) => void;
  },
): Promise<ServerReport> {
  const cases = serverCases(policy, url, own, options.failing ?? null);
  const results: ServerResult[] = [];
  for (const tried of cases) {
    results.push(await resultOf(tried, server, options.profile));
    options.onProgress?.(results.length, cases.length);
  }
  return { url, profile: options.profile, passed: results.filter(({ passed }) => passed).length, results };
}

async function resultOf(tried: ServerCase, server: LiveServer, profile: ProfileName): Promise<ServerResult> {
  const { id, title, link, expected, page, setup, also } = tried;
  const checked = await check({ id, title, page, setup }, server, { profile, lang: "en", trace: false });
  const { verdict } = checked;
  const outcome = outcomeOf(verdict);
  const rest = also === null || outcome !== expected ? null : whatElse(also, checked, profile);
  return {
    id,
    title,
    link,
    expected,
    passed: outcome === expected && rest === null,
    outcome,
    reason: verdict.reason,
    because: rest ?? verdict.explanation,
    origin: page.opaque === true ? "null" : new URL(page.url).origin,
    exchanges: verdict.exchanges,
  };
}

/** A request that was granted and then kept back is granted all the same. */
function outcomeOf({ outcome }: Verdict): ServerResult["outcome"] {
  if (outcome === "failed") return "unanswered";
  return outcome === "blocked" ? "refused" : "allowed";
}

/** @returns what does not hold; null: it holds */
function whatElse(also: Also, { verdict, made }: Checked, profile: ProfileName): string | null {
  switch (also.kind) {
    case "max-age":
      return keptFor(also.seconds, made, profile);
    case "exposes":
    case "hides": {
      const isSeen = readsHeader(also.name, made, profile);
      if (isSeen === (also.kind === "exposes")) return null;
      return isSeen
        ? `Script reads ${also.name}, which the policy does not expose.`
        : `Script does not read ${also.name}.`;
    }
    case "vary":
      return servesOthers(also.origin, verdict, made, profile);
  }
}

/** The same call just before the answer is too old, and just after: no preflight, and one again. */
function keptFor(seconds: number, made: Case, profile: ProfileName): string | null {
  const preflight = (made.server ?? []).find(({ when }) => when?.preflight === true);
  if (preflight === undefined) return "No preflight was asked.";
  const { times: _, ...rule } = preflight;
  // The request may have been kept back: its answer is to let the preflight's stand.
  const rules = [rule, { respond: { headers: rule.respond.headers ?? [] } }];
  const preflightedAfter = (after: number) => {
    // biome-ignore lint/suspicious/noThenProperty: the public format names it so
    const again: Case = { ...made, server: rules, then: [{ ...made.setup, after }] };
    return judgeLater(again, profile).preflight.fromCache === false;
  };
  if (seconds > 1 && preflightedAfter(seconds - 1)) return `The answer is kept for less than ${seconds} s.`;
  return preflightedAfter(seconds + 1) ? null : `The answer is kept for more than ${seconds} s.`;
}

/** Had the answer this header, would script see it? */
function readsHeader(name: string, made: Case, profile: ProfileName): boolean {
  const server = (made.server ?? []).map((rule) =>
    rule.when?.preflight === true
      ? rule
      : {
          ...rule,
          respond: { ...rule.respond, headers: [...(rule.respond.headers ?? []), [name, "1"] as [string, string]] },
        },
  );
  const { response } = judge({ ...made, server }, { profile });
  return response?.headers.some(([seen]) => seen.toLowerCase() === name.toLowerCase()) ?? false;
}

/** A cache that keeps this answer for everyone: what becomes of the origin that gets it next? */
function servesOthers(origin: string, { exchanges }: Verdict, made: Case, profile: ProfileName): string | null {
  const answer = exchanges.findLast(({ kind }) => kind !== "preflight")?.response;
  if (answer === null || answer === undefined) return null;
  const vary = answer.headers.filter(([name]) => name.toLowerCase() === "vary").map(([, value]) => value);
  const names = vary.join(",").toLowerCase().split(",");
  if (names.some((name) => ["origin", "*"].includes(name.trim()))) return null;
  const next: Case = {
    page: { url: `${origin}/` },
    setup: { url: made.setup.url },
    server: [
      {
        respond: {
          status: answer.status,
          headers: answer.headers.map(([name, value]): [string, string] => [name, value]),
        },
      },
    ],
  };
  const { outcome, explanation } = judge(next, { profile });
  return outcome === "allowed" ? null : `Without Vary: Origin a cache may give it to ${origin}. ${explanation}`;
}

function judgeLater(given: Case, profile: ProfileName): Verdict {
  return judgeAll(given, { profile }).at(-1)!;
}
