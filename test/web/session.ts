import axe from "axe-core";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type CDPSession,
  chromium,
  type Page,
} from "playwright-core";
import { expect } from "vitest";
import { buildSite, type Served, serveFiles } from "./site.js";

export type Site = Awaited<ReturnType<typeof buildSite>>;

/** What becomes so; a busy machine takes its time. */
export function eventually<Value>(get: () => Value | Promise<Value>) {
  return expect.poll(get, { timeout: 30_000, interval: 40 });
}

/** A browser with the built page in it; each test opens it anew. */
export class Session {
  readonly #browser: Browser;
  readonly site: Site;
  readonly served: Served;
  #context: BrowserContext | null = null;
  #page: Page | null = null;
  #metrics: CDPSession | null = null;
  /** Console errors, page errors and refusals of the page's policy. None is expected. */
  #complaints: string[] = [];
  /** What the test does makes the browser complain, as it should. */
  isLoud = false;

  private constructor(browser: Browser, site: Site, served: Served) {
    this.#browser = browser;
    this.site = site;
    this.served = served;
  }

  static async start(executablePath: string): Promise<Session> {
    const [site, browser] = await Promise.all([
      buildSite(),
      chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] }),
    ]);
    return new Session(browser, site, await serveFiles(site.folder, "/some/where/"));
  }

  get page(): Page {
    if (this.#page === null) throw new Error("no page is open");
    return this.#page;
  }

  /** Opens the page, with what stands behind `#`. */
  async open(hash = "", options: BrowserContextOptions & { readonly base?: string } = {}): Promise<Page> {
    const { base = this.served.url, ...rest } = options;
    this.#context = await this.#browser.newContext({ locale: "en-GB", serviceWorkers: "block", ...rest });
    this.#complaints = [];
    await this.another(`${base}${hash}`);
    return this.page;
  }

  /** One more page of the same context. */
  async another(url: string): Promise<Page> {
    const page = await this.#context!.newPage();
    this.#page = page;
    page.on("console", (message) => message.type() === "error" && this.#complaints.push(message.text()));
    page.on("pageerror", (error) => this.#complaints.push(error.message));
    page.on("dialog", (dialog) => {
      this.#complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(url);
    await page.locator("main h1").waitFor();
    return page;
  }

  /** Goes to another view of the page, and waits until it is there: no two have the same heading. */
  async go(hash: string): Promise<void> {
    const heading = this.page.locator("main h1");
    const before = await heading.textContent();
    const isElsewhere = await this.page.evaluate((to) => {
      const from = location.hash;
      location.hash = to;
      return location.hash !== from;
    }, hash);
    if (isElsewhere) await eventually(() => heading.textContent()).not.toBe(before);
  }

  /** Seconds that the page's own thread has worked so far, however busy the machine is. */
  async worked(): Promise<number> {
    this.#metrics ??= await this.#measured();
    const { metrics } = await this.#metrics.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  }

  async #measured(): Promise<CDPSession> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    return session;
  }

  outcome(): Promise<string | null> {
    return this.page.locator(".verdict .outcome").first().textContent();
  }

  /** The editor of that name: a text area at first, richer when the page is idle. */
  editor(label: string) {
    return this.page.getByRole("textbox", { name: label }).first();
  }

  /** Writes into an editor as a person does, in the place of what is there. */
  async write(label: string, text: string): Promise<void> {
    await this.editor(label).click();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(text);
  }

  /** What axe finds, as lines. */
  async violations(): Promise<readonly string[]> {
    // The page's policy keeps foreign script out; the test comes in another way.
    await this.page.evaluate(axe.source);
    const found: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] = await this.page.evaluate(
      'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations)',
    );
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary}`),
    );
  }

  /** What is wider than the room that it has: the page, or a part that would scroll. */
  overflowing(parts: string): Promise<readonly string[]> {
    return this.page.evaluate(
      (selector) =>
        ["html", ...selector.split(", ")].filter((each) =>
          [...document.querySelectorAll(each)].some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
        ),
      parts,
    );
  }

  /** After a test: nothing may have complained. */
  async done(): Promise<void> {
    await this.#context?.close();
    this.#context = null;
    this.#page = null;
    this.#metrics = null;
    const complaints = this.isLoud ? [] : this.#complaints;
    this.#complaints = [];
    this.isLoud = false;
    expect(complaints).toEqual([]);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.served.close();
    this.site.remove();
  }
}
