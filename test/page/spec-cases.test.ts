import { describe, expect, test } from "vitest";
import { START_OF_TIME } from "../../src/cases/browser.js";
import type { ReadCase } from "../../src/cases/case.js";
import { judgeCase } from "../../src/cases/judge.js";
import { RuleServer } from "../../src/cases/server.js";
import type { Verdict } from "../../src/cases/verdict.js";
import type { HttpRequest } from "../../src/core/fetching/outcome.js";
import { headerPairs } from "../../src/core/infrastructure/header-list.js";
import { parseUrl } from "../../src/core/infrastructure/url-record.js";
import type { ProfileName } from "../../src/core/profiles/profile.js";
import { CURRENT_PROFILES } from "../../src/core/profiles/profiles.js";
import { createPage } from "../../src/page/create-page.js";
import type { NetworkFunction } from "../../src/page/network/function-network.js";
import type { PageOptions } from "../../src/page/page.js";
import { readTopic, TOPICS } from "../cases/spec-cases.js";
import { AutoClock } from "./auto-clock.js";
import { runSetup } from "./run-setup.js";

/** Every driver gives the same verdict: the page, over rules and over a function, says what judge() says. */

const APIS: ReadonlySet<string> = new Set(["fetch", "xhr", "eventsource", "beacon", "img"]);

/** A function that answers by a case's rules, as a user's would. */
function functionOf(given: ReadCase, clock: AutoClock): NetworkFunction {
  const server = new RuleServer(given.server);
  return (request, { kind }) => {
    const received = server.send({ kind, method: request.method, url: parseUrl(request.url) } as HttpRequest);
    const answer = received.ok
      ? { ...received, headers: headerPairs(received.headers), error: undefined }
      : { error: received.error };
    if (received.delay === 0) return answer;
    return new Promise((resolve) => clock.after(received.delay * 1000, () => resolve(answer)));
  };
}

/**
 * What the boundary is called differs; and a function says nothing of what it was not asked: what comes after the block, and
 * what follows from it. Nor does a page know a stream's text when it starts.
 */
function comparable(verdict: Verdict, network: "rules" | "function"): unknown {
  const { id: _id, matches: _matches, differences: _differences, ...all } = verdict;
  const { more: _more, likelyCauses: _causes, fixes: _fixes, warnings: _warnings, ...without } = all;
  const rest = network === "rules" ? all : without;
  return JSON.parse(
    JSON.stringify(rest)
      .replace(/boundary=[\w-]+/g, "boundary=…")
      .replace(/"body":\{[^}]*\}/g, '"body":{}'),
  );
}

async function verdictsOf(given: ReadCase, profile: ProfileName, network: "rules" | "function") {
  const clock = new AutoClock(START_OF_TIME * 1000);
  const options = { ...given.page, profile, clock } as unknown as PageOptions;
  const page = createPage({ ...options, network: network === "rules" ? given.server : functionOf(given, clock) });
  const seen = [await runSetup(page, given.setup, clock)];
  for (const { after, expect: _, ...setup } of given.then) {
    clock.skip(after * 1000);
    seen.push(await runSetup(page, setup, clock));
  }
  const verdicts = page.verdicts.map((verdict) => verdict.toJSON());
  page.close();
  return { seen, verdicts };
}

/** An abort's error is the one that page code's controller made, in Node's words. */
function errorOf(verdict: Verdict | undefined): unknown {
  return verdict?.reason === "aborted" && verdict.settles === "rejects" ? { name: "AbortError" } : verdict?.error;
}

/** A page's fetch() ends with its abort, also where an engine lets one with keepalive go on. */
function isOfThePage(given: ReadCase): boolean {
  return [given.setup, ...given.then].every(
    ({ api, keepalive, abortAfter }) => APIS.has(api) && !(keepalive && abortAfter !== null),
  );
}

/** A function is not told whether a client certificate came with the request. */
function isOfTheNetwork(given: ReadCase): boolean {
  return given.server.every(({ via, clientCertificate }) => via === "network" && clientCertificate !== true);
}

const TOPICS_OF_PAGES = TOPICS.map((topic) => [topic, readTopic(topic).filter(isOfThePage)] as const);

describe.each(TOPICS_OF_PAGES.filter(([, cases]) => cases.length > 0))("%s", (_topic, cases) => {
  test.each(cases.map((given, index) => [given.id!, given, index] as const))("%s", async (_id, given, index) => {
    for (const profile of CURRENT_PROFILES) {
      const overFunction = isOfTheNetwork(given) && profile === CURRENT_PROFILES[index % CURRENT_PROFILES.length];
      const expected = judgeCase(given, { profile });
      for (const network of overFunction ? (["rules", "function"] as const) : (["rules"] as const)) {
        const { seen, verdicts } = await verdictsOf(given, profile, network);
        const compare = (verdict: Verdict) => comparable(verdict, network);
        expect(verdicts.map(compare), `${profile}, ${network}`).toEqual(expected.map(compare));
        for (const [index, facts] of seen.entries()) {
          const { events, error, ...rest } = facts;
          expect({ profile, network, events, error, ...rest }).toMatchObject({
            ...(events === undefined ? {} : { events: expected[index]?.events }),
            ...(error === undefined ? {} : { error: errorOf(expected[index]) }),
          });
          expect(expected[index], `${profile}, ${network}`).toMatchObject(rest);
        }
      }
    }
  });
});
