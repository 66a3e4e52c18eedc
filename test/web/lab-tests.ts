import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type TestAPI } from "vitest";
import type { ReadCase } from "../../src/cases/case.js";
import { pagesIn } from "../../src/cli/serve/built-pages.js";
import { Lab } from "../../src/cli/serve/lab.js";
import { startPlayground } from "../../src/cli/serve/playground-server.js";
import { labCaseOf } from "../../src/web/lab/lab-case.js";
import { fragmentOf } from "../../src/web/model/share.js";
import { loadSiteList } from "../../src/web/model/site-list.js";
import { readTopic, TOPICS } from "../cases/spec-cases.js";
import { eventually, type Session } from "./session.js";

/** Of the cases that the lab can stage, one in so many is performed. */
const ONE_IN = 34;
const PORTS = [5001, 5002, 5003];

/** A draw that new cases don't change for old ones. */
export function isDrawn(id: string, oneIn: number): boolean {
  let hash = 7;
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
  return hash % oneIn === 0;
}

/** What `whycors serve` starts, on free ports. */
export async function serveWithLab(folder: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const lab = await Lab.start([0, 0, 0], readFileSync(join(folder, "lab-frame.js"), "utf8"));
  const playground = await startPlayground(pagesIn(folder), { port: 0, lab });
  return {
    url: playground.url,
    async close() {
      await playground.close();
      lab.close();
    },
  };
}

/** `whycors serve` and the reader's own browser. */
export function labTests(session: () => Session, test: TestAPI): void {
  const serve = () => serveWithLab(session().site.folder);

  test("without a lab the page says how to get one", async () => {
    const page = await session().open();
    await eventually(() =>
      page.locator("section", { hasText: "Run it in this browser" }).last().textContent(),
    ).toContain("whycors serve");
  });

  test("spec cases end in this browser as predicted, in every field", async () => {
    await loadSiteList();
    const staged = TOPICS.flatMap(readTopic).filter(isStaged);
    const chosen = staged.filter(({ id = "" }) => isDrawn(id, ONE_IN) && !DIFFERING.has(id));
    expect(chosen.length).toBeGreaterThanOrEqual(50);
    const { url, close } = await serve();
    try {
      await session().open("", { base: url });
      session().isLoud = true;
      const waiting = [...chosen];
      const results: string[] = [];
      const work = async () => {
        const page = await session().another(url);
        for (let given = waiting.shift(); given !== undefined; given = waiting.shift()) {
          results.push(`${given.id}: ${await runCase(page, given)}`);
        }
      };
      await Promise.all([work(), work(), work()]);
      console.log(`${results.length} of ${staged.length} cases that the lab can stage were performed`);
      expect(results.filter((line) => !/: All \d+ fields are as predicted/.test(line))).toEqual([]);
      expect(results).toHaveLength(chosen.length);
    } finally {
      await close();
    }
  }, 240_000);

  test("what the lab can't stage is said", async () => {
    const { url, close } = await serve();
    try {
      const page = await session().open("", { base: url });
      await page.getByLabel("Start from").selectOption("cache");
      await page.getByRole("tab", { name: "Request 2" }).click();
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await eventually(() => page.locator(".lab-note").textContent()).toContain("it takes too long");
    } finally {
      await close();
    }
  });
}

/** The browser does otherwise than predicted: see the note of each. */
const DIFFERING = new Set([
  // Chromium sends `Origin: null` with an image of a sandboxed page.
  "corp-check-opaque-page",
]);

function isStaged(given: ReadCase): boolean {
  return typeof labCaseOf(given, given.then.length, "chromium", PORTS, "0123456789abcdef0123") !== "string";
}

/** By hand: opens the link of a case, presses Run, reads what is said. */
async function runCase(page: Session["page"], given: ReadCase): Promise<string> {
  const title = `${given.id} in the lab`;
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    await fragmentOf({ ...given, title }),
  );
  await page.locator(".lead", { hasText: title }).waitFor();
  const last = given.then.length + 1;
  if (last > 1) await page.getByRole("tab", { name: `Request ${last}`, exact: true }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const said = page.locator(".lab-sum, .lab-note").first();
  await said.waitFor({ timeout: 20_000 });
  const differing = await page.locator("table.lab tr.blocked").allTextContents();
  return [(await said.textContent())?.trim(), ...differing].join(" | ");
}
