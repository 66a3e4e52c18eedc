import { describe, expect, test } from "vitest";
import { applyFixes } from "../../src/cases/apply-fixes.js";
import type { Case } from "../../src/cases/case.js";
import { judge } from "../../src/cases/judge.js";
import type { Fix, Verdict } from "../../src/cases/verdict.js";
import { CURRENT_PROFILES } from "../../src/core/profiles/profiles.js";
import { readTopic, TOPICS } from "../cases/spec-cases.js";

/** Every request that the model stops anywhere: what is said to help, helps, and nothing of it is needless. */

const { generate } = (await import(new URL("../browsers/generate.mjs", import.meta.url).href)) as {
  generate(options: { seed: string; count: number; from?: number }): Case[];
};

const SPEC_CASES = TOPICS.flatMap((topic) => readTopic(topic)).map((given) => firstOf(given as unknown as Case));
const GENERATED = generate({ seed: "fixes", count: 600 }).map(firstOf);

function firstOf({ then: _later, expect: _expected, ...first }: Case): Case {
  return first;
}

interface Stopped {
  readonly given: Case;
  readonly verdict: Verdict;
}

/** Why nothing on any server helps. */
const BEYOND_SERVERS: ReadonlySet<string> = new Set([
  // The page's own code is what is refused.
  ...["forbidden-method", "invalid-method", "invalid-header", "invalid-init", "invalid-state", "unusable-body"],
  ...["url-invalid", "url-has-credentials", "body-with-get", "stream-needs-duplex", "stream-needs-cors"],
  ...["stream-unsupported", "method-needs-cors-mode", "same-origin-mode", "keepalive-quota", "cache-miss"],
  ...["xdr-method", "xdr-scheme", "aborted", "timeout", "redirect-mode-error", "redirect-stream-body"],
  // The URL is.
  ...[
    "unsupported-scheme",
    "bad-port",
    "mixed-content",
    "redirect-bad-location",
    "redirect-scheme",
    "too-many-redirects",
  ],
  // There is no answer, or not one that headers could mend.
  ...["network-error", "stream-needs-http2", "local-network-access", "service-worker-response"],
  ...["integrity-mismatch", "opaque-response-blocked", "unexpected-content-type"],
]);

const reasonsOf = ({ reason, more }: Verdict) => [reason, ...more.map((problem) => problem.reason)];
/** The redirect is mended, and what it leads to is a port that no server's headers open. */
const leadsToBadPort = ({ reason, more }: Verdict) =>
  reason === "redirect-with-userinfo" && more.some((problem) => problem.reason === "bad-port");
const isServers = ({ where }: Fix) => where === "server";

describe.each([
  ["spec cases", SPEC_CASES],
  ["generated cases", GENERATED],
] as const)("%s", (_title, cases) => {
  describe.each(CURRENT_PROFILES)("in %s", (profile) => {
    const stopped: Stopped[] = cases
      .map((given) => ({ given, verdict: judge(given, { profile, alternatives: true }) }))
      .filter(({ verdict }) => verdict.reason !== null);
    const blocked = stopped.filter(({ verdict }) => verdict.outcome === "blocked");
    const proved = stopped.filter(({ verdict: { fixes } }) => fixes.length > 0 && fixes.every((fix) => fix.verified));
    const withFixes = (given: Case, fixes: readonly Fix[]) => judge(applyFixes(given, fixes), { profile });

    test("what is blocked can be mended on the server, or a reason says why not", () => {
      const byServer = blocked.filter(({ verdict }) => verdict.fixes.every((fix) => isServers(fix) && fix.verified));
      const others = blocked.filter((one) => !byServer.includes(one)).map(({ verdict }) => verdict);
      console.info(
        `${profile}: ${stopped.length} stopped, ${blocked.length} blocked, ${byServer.length} with a proved fix on the server`,
      );
      expect(byServer.length).toBeGreaterThan(blocked.length * 0.85);
      const unexplained = others.filter(
        (verdict) =>
          !reasonsOf(verdict).some((reason) => BEYOND_SERVERS.has(reason ?? "")) &&
          !isUpperCase(verdict) &&
          !leadsToBadPort(verdict),
      );
      expect(unexplained.map(({ id, reason, fixes }) => [id, reason, fixes.map((fix) => fix.code)])).toEqual([]);
      expect(others.filter(({ fixes }) => fixes.length === 0)).toEqual([]);
    });

    test("fixes, put in, make it pass", () => {
      const still = proved
        .map(({ given, verdict }) => ({ verdict, after: withFixes(given, verdict.fixes) }))
        .filter(({ after }) => after.reason !== null);
      expect(
        still.map(({ verdict, after }) => [verdict.id, verdict.fixes.map((fix) => fix.code), after.reason]),
      ).toEqual([]);
    });

    test("none of them is needless", () => {
      const needless = proved.flatMap(({ given, verdict: { id, fixes } }) =>
        fixes
          .filter(
            (fix) =>
              withFixes(
                given,
                fixes.filter((other) => other !== fix),
              ).reason === null,
          )
          .map(({ code }) => [id, code]),
      );
      expect(needless).toEqual([]);
    });

    test("other ways lead there as well", () => {
      const wrong = stopped.flatMap(({ given, verdict: { id, alternatives = [] } }) =>
        alternatives
          .filter(({ fixes }) => !fixes.every((fix) => fix.verified) || withFixes(given, fixes).reason !== null)
          .map(({ fixes }) => [id, fixes.map(({ code }) => code)]),
      );
      expect(wrong).toEqual([]);
    });

    test("nothing is opened that need not be", () => {
      for (const { given, verdict } of proved) {
        const after = withFixes(given, verdict.fixes);
        for (const fix of verdict.fixes) {
          if (fix.header?.startsWith("Access-Control-Allow-") !== true) continue;
          if (isWithCredentials(given)) expect(fix.value, verdict.id).not.toMatch(/\*/);
          if (fix.value === "null") expect(fix.why).toContain("sandboxed");
          if (fix.header !== "Access-Control-Allow-Origin" || /^(\*|null)$/.test(fix.value ?? "")) continue;
          const answers = after.exchanges.filter(
            ({ kind, request }) =>
              (kind === "preflight") === (fix.on === "preflight") && fix.urls?.includes(request.url),
          );
          const varies = answers.every(({ response }) =>
            response!.headers.some(([name, value]) => /^vary$/i.test(name) && /origin|\*/i.test(value)),
          );
          expect(varies, `${verdict.id}: Vary`).toBe(true);
        }
      }
    });
  });
});

/** A method in small letters is the page's to mend, though a server could list it. */
function isUpperCase({ fixes }: Verdict): boolean {
  return fixes.some(({ code }) => code === "method-upper-case");
}

function isWithCredentials({ setup }: Case): boolean {
  const { credentials, withCredentials = false, crossorigin } = setup;
  return credentials === "include" || withCredentials || crossorigin === "use-credentials";
}
