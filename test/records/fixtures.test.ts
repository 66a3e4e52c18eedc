import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Verdict } from "../../src/cases/verdict.js";
import type { ProfileName } from "../../src/core/profiles/profile.js";
import { replayedSource } from "./replayed.js";

/** What the page's script saw of each request, noted while the recording was made. */
interface Truth {
  readonly browser: string;
  readonly har: string;
  readonly requests: readonly {
    readonly name: string;
    readonly url: string;
    readonly method: string;
    readonly outcome: "allowed" | "opaque" | "rejected" | "unobservable";
  }[];
}

const folder = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const truths = readdirSync(folder).filter(
  (file) => file.endsWith(".truth.json") && existsSync(folder + truthOf(file).har),
);

/**
 * What no recording tells: integrity metadata, and credentials that were asked for with nothing in the jar, where the
 * exporter does not say that the browser refused the answer. The verdict says on what it hangs.
 */
const UNTOLD = new Set([
  "chromium-policies integrity",
  "firefox-policies integrity",
  "firefox-blocked no-allow-credentials",
  "firefox-xhr events-credentials-any",
]);

describe.each(truths)("%s", (file) => {
  const truth = truthOf(file);
  const recording = file.replace(".truth.json", "");

  test("the model says what script saw, or that it can't tell", async () => {
    const verdicts = await verdictsOf(truth);
    const entries = entriesOf(truth);
    const wrong: string[] = [];
    let compared = 0;
    for (const { name, url, method, outcome } of truth.requests) {
      const verdict = take(verdicts, entries, url, method);
      if (verdict === undefined || outcome === "unobservable" || verdict.outcome === "unknown") continue;
      compared++;
      const isRefused = verdict.outcome === "blocked" || verdict.outcome === "failed";
      if (isRefused !== (outcome === "rejected") && !UNTOLD.has(`${recording} ${name}`)) {
        wrong.push(`${name}: script saw ${outcome}, the verdict is ${verdict.outcome} ${verdict.reason ?? ""}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });

  test("model and recording agree", async () => {
    const differing = (await verdictsOf(truth)).filter(({ agrees }) => agrees === false);
    expect(differing.map(({ id, outcome, observed }) => `${id}: ${outcome}, recorded ${observed?.outcome}`)).toEqual(
      [],
    );
  });

  test("an unknown outcome names what is missing", async () => {
    for (const { outcome, missing } of await verdictsOf(truth)) {
      if (outcome === "unknown") expect(missing?.length).toBeGreaterThan(0);
      else expect(missing).toBeUndefined();
    }
  });
});

test.runIf(truths.includes("tour.truth.json"))("of the tour nothing stays unknown", async () => {
  const verdicts = await verdictsOf(truthOf("tour.truth.json"));
  expect(verdicts.filter(({ outcome }) => outcome === "unknown")).toEqual([]);
});

function truthOf(file: string): Truth {
  return JSON.parse(readFileSync(folder + file, "utf8"));
}

async function verdictsOf({ har, browser }: Truth): Promise<Verdict[]> {
  const profile: ProfileName = /firefox/i.test(browser) ? "firefox" : "chromium";
  const { verdicts, error } = await replayedSource({ name: har, path: folder + har }, { profiles: [profile] });
  expect(error).toBeNull();
  return [...verdicts];
}

interface Recorded {
  readonly request: { readonly method: string; readonly url: string };
}

function entriesOf({ har }: Truth): readonly Recorded[] {
  const bytes = readFileSync(folder + har);
  const members = har.endsWith(".zip") ? unzipSync(bytes) : { [har]: bytes };
  const [, text] = Object.entries(members).find(([name]) => name.endsWith(".har"))!;
  return JSON.parse(Buffer.from(text).toString()).log.entries;
}

/** The next verdict on this request; requests of equal URL come in order. An orphaned preflight stands for its own. */
function take(verdicts: Verdict[], entries: readonly Recorded[], url: string, method: string): Verdict | undefined {
  const index = verdicts.findIndex(({ source }) => {
    const { request } = entries[source!.entry]!;
    if (request.url !== url.split("#", 1)[0]) return false;
    return request.method === "OPTIONS" || request.method.toUpperCase() === method.toUpperCase();
  });
  return index === -1 ? undefined : verdicts.splice(index, 1)[0];
}
