import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, type TestAPI } from "vitest";
import { eventually, type Session } from "./session.js";

const { largeHar } = (await import(new URL("../bench/make-large-har.mjs", import.meta.url).href)) as {
  largeHar(size: { readonly bytes: number; readonly bodies: boolean }): Generator<string>;
};

const tour = new URL("../../fixtures/tour.har", import.meta.url);
const EVIL = "<img src=x onerror=alert(1)>";

/** Recordings, as they are dropped into the page. */
export function recordingTests(session: () => Session, test: TestAPI): void {
  test("a HAR that is dropped is judged, and nothing is sent", async () => {
    const page = await session().open();
    const before = session().served.asked.length;
    await page.evaluate(
      (text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "tour.har"));
        dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
      },
      readFileSync(tour, "utf8"),
    );
    await eventually(() => page.locator(".summary").textContent()).toContain("15 requests judged");
    await eventually(() => page.locator(".recorded tbody tr").count()).toBe(15);
    await page.getByLabel("Show").selectOption("problems");
    await eventually(() => page.locator(".recorded tbody tr").count()).toBeLessThan(15);
    expect(await page.locator(".recorded tbody tr").count()).toBeGreaterThan(3);
    // The page's own code, and nothing else.
    const asked = session().served.asked.slice(before);
    expect(asked.filter((path) => !/^\/some\/where\/(?:assets\/|icon\.svg$)/.test(path))).toEqual([]);
  });

  test("an entry opens in the playground, without secrets", async () => {
    const entry = {
      startedDateTime: "2026-11-01T10:00:00.000Z",
      time: 5,
      request: {
        method: "GET",
        url: "https://api.example/me",
        httpVersion: "http/2.0",
        headers: [
          { name: "Origin", value: "https://app.example" },
          { name: "Referer", value: "https://app.example/" },
          { name: "Cookie", value: "sid=verysecret" },
          { name: "Sec-Fetch-Mode", value: "cors" },
        ],
        queryString: [],
        cookies: [],
        headersSize: -1,
        bodySize: 0,
      },
      response: {
        status: 200,
        statusText: "",
        httpVersion: "http/2.0",
        headers: [{ name: "Access-Control-Allow-Origin", value: `https://app.example${EVIL}` }],
        cookies: [],
        content: { size: 2, mimeType: "text/plain", text: EVIL },
        redirectURL: "",
        headersSize: -1,
        bodySize: 2,
      },
      cache: {},
      timings: { send: 0, wait: 5, receive: 0 },
    };
    const har = { log: { version: "1.2", creator: { name: EVIL, version: "1" }, entries: [entry] } };
    const page = await session().open("#/recording");
    await page.setInputFiles("input[type=file]", {
      name: `${EVIL}.har.gz`,
      mimeType: "application/gzip",
      buffer: gzipSync(JSON.stringify(har)),
    });
    await page.getByRole("button", { name: "Open entry 0 in the playground" }).click();
    await eventually(() => page.getByLabel("URL", { exact: true }).first().inputValue()).toBe("https://api.example/me");
    await page.getByRole("tab", { name: "Case" }).click();
    const json = () => session().editor("The whole case as JSON").textContent();
    await eventually(json).toContain("https://api.example/me");
    expect(await json()).not.toContain("verysecret");
    await eventually(() => page.locator("main img").count()).toBe(0);
  });

  test.each([
    ["{", /empty|JSON|HAR|end/i],
    ['{"log":{}}', /is no HAR/],
    ["", /is empty/],
    [`<!doctype html><title>${EVIL}</title>`, /HAR/],
  ])("a file that is no recording: %s", async (text, message) => {
    const page = await session().open("#/recording");
    await page.setInputFiles("input[type=file]", { name: "x.har", mimeType: "text/plain", buffer: Buffer.from(text) });
    await eventually(() => page.getByRole("alert").textContent()).toMatch(message);
  });

  test("the page answers while a large HAR is read", async () => {
    const file = join(tmpdir(), `whycors-web-${process.pid}.har`);
    writeFileSync(file, [...largeHar({ bytes: 4e7, bodies: true })].join(""));
    try {
      const page = await session().open("#/recording");
      const before = await session().worked();
      await page.setInputFiles("input[type=file]", file);
      await page.locator(".summary").waitFor({ timeout: 90_000 });
      await eventually(() => page.locator(".summary").textContent()).toMatch(/^\d+ requests judged/);
      // All that the page has to do itself; a worker reads.
      const worked = (await session().worked()) - before;
      console.log(`work of the page while 40 MB were read: ${Math.round(worked * 1000)} ms`);
      expect(worked).toBeLessThan(1);
    } finally {
      rmSync(file);
    }
  }, 120_000);
}
