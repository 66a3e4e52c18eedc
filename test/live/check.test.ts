import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Case } from "../../src/cases/case.js";
import { judge } from "../../src/cases/judge.js";
import { LIMITS } from "../../src/live/ask.js";
import { check } from "../../src/live/check/check.js";
import { LiveServer } from "../../src/live/check/live-server.js";
import { systemBrowser } from "../system-browser.js";
import { listening } from "./audit-bench.js";
import { answering, CALLS } from "./check-bench.js";

const executable = systemBrowser("chromium", "whycors check beside a real browser");

let app: Awaited<ReturnType<typeof listening>>;
let api: Awaited<ReturnType<typeof listening>>;
const server = new LiveServer({ limits: LIMITS, withhold: () => null });

beforeAll(async () => {
  app = await listening((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end("<!doctype html><title>app</title>");
  });
  api = await listening(answering(app.url.origin));
});
afterAll(async () => {
  server.close();
  await app.close();
  await api.close();
});

function subjectOf(index: number): Pick<Case, "page" | "setup"> {
  const { setup } = CALLS[index]!;
  return { page: { url: app.url.href }, setup: { ...setup, url: `${api.url.origin}/${index}` } };
}

const rows = CALLS.map(({ title, outcome, reason }, index) => ({ title, outcome, reason, index }));

describe("a real server", () => {
  test.each(rows)("$title: $outcome $reason", async ({ index, outcome, reason }) => {
    const options = { profile: "chromium", lang: "en", trace: false } as const;
    const { verdict, made } = await check(subjectOf(index), server, options);
    expect([verdict.outcome, verdict.reason]).toEqual([outcome, reason]);
    // The case that comes of it says the same without the server.
    expect(judge(made, { profile: "chromium" })).toEqual(verdict);
  });
});

describe.skipIf(executable === undefined)("real Chromium agrees", () => {
  let browser: Browser;
  let page: Page;
  let lines: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executable!,
      args: ["--no-sandbox", "--disable-background-networking"],
    });
    page = await browser.newPage();
    page.on("console", (message) => lines.push(message.text()));
    await page.goto(app.url.href);
  }, 60_000);
  afterAll(() => browser?.close());

  test.each(rows)("$title", async ({ index }) => {
    lines = [];
    const { page: _page, setup } = subjectOf(index);
    const { url, ...init } = setup;
    const seen = await page.evaluate(
      ([url, init]) =>
        fetch(url, init as never).then(
          ({ type, status }) => ({ type, status }),
          (error: Error) => ({ error: `${error.name}: ${error.message}` }),
        ),
      [url, { ...init, headers: Object.fromEntries(init.headers ?? []) } as object] as const,
    );
    const { verdict } = await check(subjectOf(index), server, { profile: "chromium", lang: "en", trace: false });
    const { response, error } = verdict;
    expect(seen).toEqual(
      response === null
        ? { error: `${error?.name}: ${error?.message}` }
        : { type: response.type, status: response.status },
    );
    const told = lines.filter((line) => !line.startsWith("Failed to load resource"));
    expect(told).toEqual(verdict.console);
  });
});

describe("what is kept back", () => {
  test.each([
    ["unsafe", "The preflight lets the PUT"],
    ["preflight-only", "only the preflight was asked for"],
    ["other-origin", "another server"],
  ] as const)("%s", async (why, part) => {
    const careful = new LiveServer({ limits: LIMITS, withhold: ({ kind }) => (kind === "preflight" ? null : why) });
    const { verdict } = await check(subjectOf(2), careful, { profile: "spec", lang: "en", trace: false });
    careful.close();
    expect(verdict).toMatchObject({ outcome: "unknown", reason: null, preflight: { needed: true } });
    expect(verdict.preflight.response?.status).toBe(204);
    expect(verdict.explanation).toContain(part);
    expect(verdict.missing).toEqual([`the answer to PUT ${api.url.origin}/2`]);
  });
});

test("each question is on the wire once, however many engines are asked", async () => {
  const asked: string[] = [];
  const counting = new LiveServer({
    limits: LIMITS,
    withhold: () => null,
    onAsked: ({ method }) => asked.push(method),
  });
  for (const profile of ["chromium", "spec"] as const) {
    await check(subjectOf(0), counting, { profile, lang: "en", trace: false });
  }
  counting.close();
  // Engines differ in what they send beside; what they send alike is asked once.
  expect(asked.length).toBeLessThanOrEqual(2);
  expect(asked[0]).toBe("GET");
});
