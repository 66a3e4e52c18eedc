import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, type TestAPI } from "vitest";
import { parseCase } from "../../src/cases/read-cases.js";
import { caseOfFragment, fragmentOf } from "../../src/web/model/share.js";
import { eventually, type Session } from "./session.js";

/** Markup and worse, where headers, URLs and names are shown. */
const EVIL = `"><img src=x onerror=alert(1)><script>alert(2)</script>`;

export function playgroundTests(session: () => Session, test: TestAPI): void {
  test("what is typed changes the verdict", async () => {
    const page = await session().open();
    await eventually(() => session().outcome()).toContain("Blocked");
    await page.getByLabel("Method", { exact: true }).first().fill("GET");
    await session().editor("Headers that the code sets").fill("");
    await eventually(() => session().outcome()).toContain("Allowed");
    await eventually(() => page.locator(".sequence svg").textContent()).toContain("GET /data");
  });

  test("a fix is applied with one click, and all of them", async () => {
    const page = await session().open();
    await page.getByRole("button", { name: "Apply", exact: true }).first().click();
    await eventually(() => session().outcome()).toContain("Allowed");
    await eventually(() => session().editor("Response headers").textContent()).toContain(
      "Access-Control-Allow-Headers",
    );
    await eventually(() => page.url()).toContain("#1");
    await page.goBack();
    await eventually(() => session().outcome()).toContain("Blocked");

    await page.getByLabel("Start from").selectOption("json-post");
    await eventually(() => session().outcome()).toContain("Blocked");
    await page
      .getByRole("button", { name: /^Apply all/ })
      .first()
      .click();
    await eventually(() => session().outcome()).toContain("Allowed");
  });

  test("form and code are in step", async () => {
    const page = await session().open();
    await page.getByRole("tab", { name: "Code" }).click();
    await page.locator("#request-body .cm-content").waitFor();
    await eventually(() => session().editor("The page's code").textContent()).toContain('method: "PUT"');
    await session().write(
      "The page's code",
      "$.ajax({ url: 'https://api.example/x', type: 'DELETE', xhrFields: { withCredentials: true } })",
    );
    await page.getByRole("tab", { name: "Form" }).click();
    await eventually(() => page.getByLabel("URL", { exact: true }).first().inputValue()).toBe("https://api.example/x");
    await eventually(() => page.getByLabel("It calls").inputValue()).toBe("xhr");
    await eventually(() => page.getByLabel("withCredentials").isChecked()).toBe(true);
  });

  test("code that is none says what is wrong with it, and the case stays", async () => {
    const page = await session().open();
    await page.getByRole("tab", { name: "Code" }).click();
    await page.locator("#request-body .cm-content").waitFor();
    await session().write("The page's code", "fetch('https://api.example/', {");
    await eventually(() => page.locator(".wrong").first().textContent()).toMatch(/line 1/);
    await eventually(() => session().outcome()).toContain("Blocked");
  });

  test("the whole case as JSON, checked", async () => {
    const page = await session().open();
    await page.getByRole("tab", { name: "Case" }).click();
    await page.locator("#request-body .cm-content").waitFor();
    const json = "The whole case as JSON";
    await session().write(
      json,
      '{ "page": { "url": "https://a.example/" }, "setup": { "url": "https://b.example/", "metod": "PUT" } }',
    );
    await eventually(() => page.locator(".wrong").first().textContent()).toContain('did you mean "method"?');
    await session().write(
      json,
      '{ "page": { "url": "https://a.example/" }, "setup": { "url": "https://a.example/x" }, "server": [{ "respond": {} }] }',
    );
    await eventually(() => session().outcome()).toContain("Allowed");
  });

  test("back one step, and the values there", async () => {
    const page = await session().open();
    const position = page.locator(".steps .position");
    await eventually(() => position.textContent()).toBe("Step 12 of 12");
    await page.getByRole("button", { name: /Back one step/ }).click();
    await eventually(() => position.textContent()).toBe("Step 11 of 12");
    await eventually(() => page.locator(".values").textContent()).toContain("x-custom");
    await eventually(() => page.locator(".values a").getAttribute("href")).toBe(
      "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    );
    await page.getByRole("button", { name: "Is a preflight needed?" }).click();
    await eventually(() => page.locator(".values .value").textContent()).toBe("yes");
    // What has not happened by then is faint in the picture.
    await eventually(() => page.locator(".sequence g.later").count()).toBeGreaterThan(2);
    await page.keyboard.press("ArrowDown");
    await eventually(() => page.locator(".values").textContent()).toContain("OPTIONS https://api.example/data is sent");
    await page.keyboard.press("End");
    await eventually(() => page.locator(".sequence g.later").count()).toBe(0);
  });

  test("every browser and edition is at hand, by keyboard too", async () => {
    const page = await session().open();
    await page.getByRole("tab", { name: /Chromium/ }).focus();
    await page.keyboard.press("ArrowRight");
    await eventually(() => page.locator(".verdict .engine").textContent()).toContain("Firefox");
    await eventually(() => page.locator(".console-line").first().textContent()).toContain(
      "Cross-Origin Request Blocked",
    );
    await page.keyboard.press("End");
    await eventually(() => session().outcome()).toContain("Failed");
    await eventually(() => page.locator(".compare tbody tr").count()).toBeGreaterThanOrEqual(7);
  });

  test("a sequence of requests", async () => {
    const page = await session().open();
    await page.getByLabel("Start from").selectOption("cache");
    await page.getByRole("tab", { name: "Request 2" }).click();
    const row = page.locator(".compare tr", { hasText: "Chromium" });
    await eventually(() => row.textContent()).toContain("remembered");
    await page.getByLabel("Seconds after the one before").fill("9999");
    await eventually(() => row.textContent()).toContain("asked");
  });

  test("the language is switched, and kept", async () => {
    const page = await session().open();
    await page.getByLabel("Language").selectOption("zh-CN");
    await eventually(() => page.locator("h1").textContent()).toBe("CORS 为什么说不");
    await eventually(() => session().outcome()).toContain("被阻止");
    await eventually(() => page.locator(".explanation").textContent()).toMatch(/[\u4e00-\u9fff]/);
    expect(await page.evaluate("document.documentElement.lang")).toBe("zh-CN");
    await page.reload();
    await eventually(() => page.locator("h1").textContent()).toBe("CORS 为什么说不");
  });

  test("a link opens the same case elsewhere", async () => {
    const page = await session().open();
    await page.getByLabel("URL", { exact: true }).first().fill("https://api.example/shared?a=1");
    await page.getByRole("button", { name: /Copy link|address bar/ }).click();
    await eventually(() => page.url()).toMatch(/#1[\w-]+$/);
    const shared = page.url();
    const made = await caseOfFragment(new URL(shared).hash.slice(1));
    expect(made.setup.url).toBe("https://api.example/shared?a=1");
    const other = await session().another(shared);
    await eventually(() => other.getByLabel("URL", { exact: true }).first().inputValue()).toBe(
      "https://api.example/shared?a=1",
    );
  });

  test("a link that was tampered with says so", async () => {
    const good = await fragmentOf(parseCase({ page: { url: "https://a.example/" }, setup: { url: "/" } }));
    const packed = async (value: unknown) => {
      const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      return `1${Buffer.from(await new Response(stream).arrayBuffer()).toString("base64url")}`;
    };
    const wrong: [string, RegExp][] = [
      [`9${good.slice(1)}`, /newer whycors/],
      [good.slice(0, -6), /damaged/],
      ["1%3Cscript%3E", /damaged/],
      [await packed({ page: { url: "https://a.example/" }, setup: { url: 7 } }), /no case: \/setup\/url/],
      [await packed({ page: { url: "https://a.example/" }, setup: { url: "/" }, [EVIL]: 1 }), /unknown key/],
      [await packed("x".repeat(600_000)), /more than a case/],
    ];
    const page = await session().open();
    for (const [fragment, message] of wrong) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, fragment);
      await eventually(() => page.getByRole("alert").textContent()).toMatch(message);
      await page.getByRole("button", { name: "Close" }).click();
    }
    await eventually(() => page.locator("main img, main script").count()).toBe(0);
  });

  test("nothing that is shown becomes markup", async () => {
    const given = parseCase({
      title: EVIL,
      page: { url: `https://app.example/?q=${EVIL}` },
      setup: {
        url: `https://api.example/${EVIL}?${EVIL}#${EVIL}`,
        method: "PUT",
        headers: [["X-Evil", EVIL]],
        body: { type: "text", value: EVIL },
      },
      server: [
        {
          respond: {
            headers: [
              ["Access-Control-Allow-Origin", EVIL],
              ["Access-Control-Allow-Methods", EVIL],
              [EVIL, EVIL],
              ["Location", `javascript:alert(3)//${EVIL}`],
            ],
            body: EVIL,
          },
        },
      ],
    });
    const page = await session().open(`#${await fragmentOf(given)}`);
    await eventually(() => page.locator(".explanation").textContent()).toContain("onerror");
    for (const name of ["Code", "Case", "Form"]) await page.getByRole("tab", { name, exact: true }).click();
    for (const profile of ["Standard", "Firefox", "WebKit", "W3C 2014"]) {
      await page.getByRole("tab", { name: new RegExp(profile) }).click();
    }
    for (let step = 0; step < 5; step++) await page.getByRole("button", { name: /Back one step/ }).click();
    await eventually(() => page.locator("main img, main script, svg image, svg script, [onerror]").count()).toBe(0);
    await eventually(() => page.locator('a[href^="javascript"]').count()).toBe(0);
  });

  test("the first view is under 150 kB, compressed", async () => {
    const { served, site } = session();
    const before = served.asked.length;
    await session().open();
    await eventually(() => session().outcome()).toContain("Blocked");
    const html = readFileSync(join(site.folder, "index.html"), "utf8");
    // What the page names is there before anything is shown; editors come when it is idle, as code of their own.
    const first = ["index.html", ...[...html.matchAll(/(?:href|src)="\.\/([^"]+)"/g)].map(([, path = ""]) => path)];
    const late = served.asked
      .slice(before)
      .map((path) => path.slice("/some/where/".length) || "index.html")
      .filter((path) => !first.includes(path));
    expect(late.filter((path) => readFileSync(join(site.folder, path), "utf8").includes("CORS policy"))).toEqual([]);
    const sizes = first.map((path) => gzipSync(readFileSync(join(site.folder, path)), { level: 9 }).length);
    const sum = sizes.reduce((total, size) => total + size, 0);
    console.log(`first view: ${sum} bytes gzip in ${first.join(", ")}`);
    expect(sum).toBeLessThan(150_000);
    expect(sum).toBeGreaterThan(50_000);
  });
}
