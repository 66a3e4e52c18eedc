import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import axe from "axe-core";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { systemBrowser } from "./browsers.js";
import { buildSite, type Served, serveFiles } from "./site.js";

/** The built page as people use it, in Chromium. */

const executable = systemBrowser("Chromium", "CHROMIUM", ["chromium", "chromium-browser", "google-chrome"]);

describe.skipIf(executable === undefined)("the playground in Chromium", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let site: Awaited<ReturnType<typeof buildSite>>;
  let served: Served;
  /** Console errors, page errors and refusals of the page's policy: a test that expects some takes them out. */
  let complaints: string[];

  beforeAll(async () => {
    [site, browser] = await Promise.all([
      buildSite(),
      chromium.launch({ executablePath: executable ?? "", args: ["--no-sandbox", "--disable-gpu"] }),
    ]);
    served = await serveFiles(site.folder, "/some/where/");
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    site?.remove();
  });
  afterEach(async () => {
    await context?.close();
    expect(complaints).toEqual([]);
  });

  async function open(hash = "", options: BrowserContextOptions = {}): Promise<void> {
    context = await browser.newContext({ locale: "en-GB", serviceWorkers: "block", ...options });
    page = await context.newPage();
    complaints = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(`${served.url}${hash}`);
    await page.locator("main").waitFor();
  }

  const verdict = () => page.locator(".verdict .outcome");

  test("what is typed changes the verdict", async () => {
    await open();
    await expect.poll(() => verdict().textContent()).toContain("Blocked");
    await page.getByLabel("Method", { exact: true }).first().fill("GET");
    await page.getByLabel("Headers that the code sets").fill("");
    await expect.poll(() => verdict().textContent()).toContain("Allowed");
    expect(await page.locator(".sequence svg").textContent()).toContain("GET /data");
  });

  test("the first view is under 150 kB, compressed", async () => {
    const bytes = new Map<string, number>();
    context = await browser.newContext({ serviceWorkers: "block" });
    page = await context.newPage();
    complaints = [];
    page.on("response", async (response) => {
      const path = new URL(response.url()).pathname.slice("/some/where/".length) || "index.html";
      if (response.ok()) bytes.set(path, gzipSync(readFileSync(join(site.folder, path)), { level: 9 }).length);
    });
    await page.goto(served.url);
    await expect.poll(() => verdict().textContent()).toContain("Blocked");
    const first = [...bytes].filter(([path]) => !/code-mirror|dist-/.test(path));
    const sum = first.reduce((total, [, size]) => total + size, 0);
    console.log(`first view: ${sum} bytes gzip in ${first.map(([path]) => path).join(", ")}`);
    expect(sum).toBeLessThan(150_000);
  });

  test.each([
    ["light", "en-GB", 1360],
    ["dark", "en-GB", 1360],
    ["light", "zh-CN", 1360],
    ["dark", "zh-CN", 390],
  ] as const)("no violation that axe finds: %s, %s, %i wide", async (colorScheme, locale, width) => {
    await open("", { colorScheme, locale, viewport: { width, height: 900 } });
    await expect.poll(() => page.locator(".editor .cm-editor").count()).toBeGreaterThan(0);
    expect(await violations()).toEqual([]);
    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(overflow).toBeLessThanOrEqual(0);
  });

  async function violations(): Promise<readonly string[]> {
    // The page's policy keeps foreign script out; the test comes in another way.
    await page.evaluate(axe.source);
    const found: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] = await page.evaluate(
      'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations)',
    );
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary}`),
    );
  }
});
