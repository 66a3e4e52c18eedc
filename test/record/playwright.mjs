/**
 * Chromium by way of Playwright and its `recordHar`. Playwright is no dependency of the project:
 *
 *   npm install playwright-core          (in any folder; it needs no browser of its own)
 *   PLAYWRIGHT=/that/folder/node_modules/playwright-core node test/record/record.mjs --browser playwright
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A HAR with the bodies in it, and an archive with the bodies beside it. */
export const VARIANTS = ["", "attached"];

export async function record({ variant, pageUrl }) {
  const path = process.env.PLAYWRIGHT;
  if (!path) throw new Error("set PLAYWRIGHT to an installed playwright-core, see playwright.mjs");
  const require = createRequire(import.meta.url);
  const { chromium } = require(path);
  const { version } = require(join(path, "package.json"));
  const extension = variant === "attached" ? "zip" : "har";
  const folder = mkdtempSync(join(tmpdir(), "record-playwright-"));
  const file = join(folder, `recording.${extension}`);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--host-resolver-rules=MAP *.test 127.0.0.1"],
  });
  try {
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      recordHar: { path: file, content: variant === "attached" ? "attach" : "embed", mode: "full" },
    });
    const page = await context.newPage();
    await page.goto(pageUrl);
    await page.waitForFunction(() => window.recorded);
    const recorded = await page.evaluate(() => window.recorded);
    await page.waitForTimeout(500);
    await context.close();
    return {
      browser: `Chromium ${browser.version()}`,
      exporter: `Playwright ${version}, recordHar`,
      recorded,
      har: readFileSync(file),
      extension,
    };
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}
