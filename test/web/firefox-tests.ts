import { expect, type TestAPI } from "vitest";
import { labCaseOf } from "../../src/web/lab/lab-case.js";
import { fragmentOf } from "../../src/web/model/share.js";
import { loadSiteList } from "../../src/web/model/site-list.js";
import { readTopic, TOPICS } from "../cases/spec-cases.js";
import { isDrawn, serveWithLab } from "./lab-tests.js";
import { eventually } from "./session.js";
import { buildSite } from "./site.js";

/** Firefox over Marionette: the debugging protocols that Playwright speaks are not in the Firefox of Debian. */
interface Firefox {
  open(url: string): Promise<void>;
  evaluate(script: string): Promise<unknown>;
  close(): Promise<void>;
}

const { start } = (await import(new URL("../browsers/firefox.mjs", import.meta.url).href)) as {
  start(how: { readonly executable: string; readonly onEntry: () => void }): Promise<Firefox>;
};

const TEXT = (selector: string) => `return document.querySelector(${JSON.stringify(selector)})?.textContent ?? "";`;
const RUN = `[...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Run").click();`;
/** Of the cases that the lab can stage in Firefox, one in so many is performed. */
const ONE_IN = 170;

export function firefoxTests(executable: () => string, test: TestAPI): void {
  test("in Firefox: what is typed changes the verdict, and the lab agrees", async () => {
    const [site, firefox] = await Promise.all([buildSite(), start({ executable: executable(), onEntry() {} })]);
    const { url, close } = await serveWithLab(site.folder);
    try {
      await firefox.open(url);
      await eventually(() => firefox.evaluate(TEXT(".verdict .engine"))).toContain("Firefox");
      expect(await firefox.evaluate(TEXT(".verdict .outcome"))).toContain("Blocked");
      await firefox.evaluate(`
        const field = [...document.querySelectorAll("label")].find(({ textContent }) => textContent === "URL");
        const input = document.getElementById(field.htmlFor);
        input.value = "https://app.example/own";
        input.dispatchEvent(new Event("input", { bubbles: true }));`);
      await eventually(() => firefox.evaluate(TEXT(".verdict .outcome"))).toContain("Allowed");

      await loadSiteList();
      const staged = TOPICS.flatMap(readTopic).filter(
        (given) =>
          given.then.length === 0 &&
          typeof labCaseOf(given, 0, "firefox", [5001, 5002, 5003], "0123456789abcdef0123") !== "string",
      );
      const chosen = staged.filter(({ id = "" }) => isDrawn(id, ONE_IN));
      expect(chosen.length).toBeGreaterThanOrEqual(7);
      const results: string[] = [];
      for (const given of chosen) {
        await firefox.open("about:blank");
        await firefox.open(`${url}#${await fragmentOf(given)}`);
        await eventually(() => firefox.evaluate(TEXT(".lab-run"))).toBe("Run");
        await firefox.evaluate(RUN);
        await eventually(() => firefox.evaluate(TEXT(".lab-sum, .lab-note"))).not.toBe("");
        const differing = await firefox.evaluate(TEXT("table.lab tr.blocked"));
        results.push(`${given.id}: ${await firefox.evaluate(TEXT(".lab-sum, .lab-note"))} ${differing}`);
      }
      console.log(`${results.length} cases were performed in Firefox`);
      expect(results.filter((line) => !/All \d+ fields are as predicted/.test(line))).toEqual([]);
    } finally {
      await firefox.close();
      await close();
      site.remove();
    }
  }, 240_000);
}
