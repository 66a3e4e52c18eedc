import { expect, type TestAPI } from "vitest";
import { REASONS } from "../../src/core/reasons.js";
import { quiz } from "../../src/explain/quiz/quiz.js";
import { eventually, type Session } from "./session.js";
import { serveFiles } from "./site.js";

const VIEWS = ["", "#/lessons", "#/lessons/client-hints", "#/quiz", "#/reference", "#/reference/header-not-allowed"];

/** Lessons, quiz, reference; what holds for every view. */
export function pageTests(session: () => Session, test: TestAPI): void {
  test("a lesson is tried on the spot, and opened in the playground", async () => {
    const page = await session().open("#/lessons");
    await eventually(() => page.locator(".lesson-link").count()).toBe(53);
    await page.getByRole("link", { name: /What an origin is/ }).click();
    const example = page.locator(".example").first();
    await eventually(() => example.locator(".outcome").textContent()).toContain("Blocked");
    await example.getByRole("textbox").first().fill("Access-Control-Allow-Origin: *");
    await eventually(() => example.locator(".outcome").textContent()).toContain("Allowed");
    await example.getByRole("button", { name: "Open in the playground" }).click();
    await eventually(() => page.getByLabel("Page", { exact: true }).inputValue()).toBe("http://localhost:3000/");
    await eventually(() => session().outcome()).toContain("Allowed");
  });

  test("the quiz asks, tells and counts", async () => {
    const page = await session().open("#/quiz");
    for (const [index, { options }] of quiz("en").slice(0, 3).entries()) {
      const right = index !== 1;
      const option = options.find(({ isRight }) => isRight === right)!;
      await page.getByLabel(option.text, { exact: true }).check();
      await eventually(() => page.locator(".answer").textContent()).toContain(right ? "Right." : "Not quite.");
      await eventually(() => page.locator(".example").count()).toBe(1);
      await page.getByRole("button", { name: /Next/ }).click();
    }
    await eventually(() => page.locator(".position").textContent()).toBe("2 right of 3 answered, 30 in all");
  });

  test("the reference has a page for each reason, and finds", async () => {
    const page = await session().open("#/reference");
    for (const reason of Object.keys(REASONS)) {
      await eventually(() => page.locator(`a[href="#/reference/${reason}"]`).count()).toBe(1);
    }
    await page.getByLabel("Find").fill("max-age");
    await page.getByRole("link", { name: "Access-Control-Max-Age" }).click();
    await eventually(() => page.locator("h1").textContent()).toBe("Access-Control-Max-Age");
    await page.goto(`${session().served.url}#/reference/no-such-thing`);
    await eventually(() => page.locator(".problem").textContent()).toContain("no-such-thing");
    await page.goto(`${session().served.url}#/constructor`);
    await eventually(() => page.locator("main").textContent()).toContain("There is no such page");
  });

  test.each([
    ["light", "en-GB"],
    ["dark", "zh-CN"],
    ["dark", "en-GB"],
    ["light", "zh-CN"],
  ] as const)("axe finds nothing in any view: %s, %s", async (colorScheme, locale) => {
    const page = await session().open("", { colorScheme, locale });
    await page.locator(".editor .cm-editor").first().waitFor();
    // The colours are the same in both languages, the words in both themes: one of each sees all views.
    const isFirst = (colorScheme === "light") === (locale === "en-GB");
    for (const view of isFirst ? VIEWS : VIEWS.slice(0, 3)) {
      await session().go(view);
      if (view === "#/quiz") await page.locator(".option input").first().check();
      expect(await session().violations(), view).toEqual([]);
    }
  });

  test("a phone is wide enough", async () => {
    const page = await session().open("", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await eventually(() => page.locator(".sequence svg").getAttribute("width")).toMatch(/^[23]\d\d$/);
    for (const view of [...VIEWS, "#/recording"]) {
      await session().go(view);
      await eventually(() => session().overflowing(".sequence")).toEqual([]);
    }
  });

  test("once loaded it works without a network, under any path", async () => {
    const own = await serveFiles(session().site.folder, "/deep/er/");
    const page = await session().open("", { serviceWorkers: "allow", base: own.url });
    await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
    await eventually(() => page.evaluate("caches.keys().then((names) => names.length)")).toBe(1);
    await own.close();
    await page.reload();
    await eventually(() => session().outcome()).toContain("Blocked");
    await page.getByRole("link", { name: "Lessons" }).click();
    await eventually(() => page.locator(".lesson-link").count()).toBe(53);
    await page.getByLabel("Language").selectOption("zh-CN");
    await eventually(() => page.locator("h1").textContent()).toBe("课程");
  });

  test("the theme is the system's until one is chosen", async () => {
    const page = await session().open("", { colorScheme: "dark" });
    const paper = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    const dark = await paper();
    await page.getByLabel("Theme").selectOption("light");
    await eventually(paper).not.toBe(dark);
  });

  test("the keyboard reaches the content past the navigation", async () => {
    const page = await session().open();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await eventually(() => page.evaluate("document.activeElement.id")).toBe("main");
  });
}
