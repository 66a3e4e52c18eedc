import { pageOf } from "../../cases/browser.js";
import { shown } from "../../explain/shown.js";
import { realClock } from "../../page/clock.js";
import { createPage } from "../../page/create-page.js";
import { driverOf } from "../../page/network/driver-of.js";
import type { Page, PageOptions } from "../../page/page.js";
import { PageBrowser } from "../../page/page-browser.js";
import { PageError } from "../../page/page-error.js";
import { type PageExchange, PageLog } from "../../page/page-log.js";
import type { PageVerdict } from "../../page/page-verdict.js";
import { tell } from "./tell.js";
import { JudgingNetwork } from "./warn.js";

/** `strict`: as the browser. `warn`: all passes, and is told. `off`: all passes. */
export type CorsMode = "strict" | "warn" | "off";

interface SessionOptions {
  readonly mode: CorsMode;
  /** The network is the page's own, not what stands in the place of fetch. */
  readonly hasNetwork: boolean;
  readonly warn: (verdict: PageVerdict) => void;
}

/** One page's time: from one test to the next. Which of its pages acts depends on the mode of the moment. */
export class Session {
  mode: CorsMode;
  readonly strict: Page;
  readonly #hasNetwork: boolean;
  readonly #options: PageOptions;
  readonly #warn: (verdict: PageVerdict) => void;
  #lenient: Page | null = null;
  #judged: { readonly page: Page; readonly log: PageLog } | null = null;

  constructor(options: PageOptions, { mode, hasNetwork, warn }: SessionOptions) {
    this.#options = options;
    this.#warn = warn;
    this.mode = mode;
    this.#hasNetwork = hasNetwork;
    this.strict = createPage(options);
  }

  /** The page whose fetch and classes are the globals. */
  get acting(): Page {
    if (this.mode === "strict") return this.strict;
    if (this.mode === "warn") {
      this.#judged ??= this.#createJudged();
      return this.#judged.page;
    }
    this.#lenient ??= createPage({ ...this.#options, ...EVERYTHING });
    return this.#lenient;
  }

  /** All is as if nothing was installed. With a network of the page's own that goes on in use. */
  get isRaw(): boolean {
    return this.mode === "off" && !this.#hasNetwork;
  }

  get verdicts(): readonly PageVerdict[] {
    const judged = this.#judged?.log.verdicts ?? [];
    return judged.length === 0 ? this.strict.verdicts : [...this.strict.verdicts, ...judged];
  }

  get exchanges(): readonly PageExchange[] {
    const judged = this.#judged?.log.exchanges ?? [];
    return judged.length === 0 ? this.strict.exchanges : [...this.strict.exchanges, ...judged];
  }

  /** @param base where relative URLs start */
  moveTo(url: string, base: string): void {
    for (const page of this.#pages) {
      if (page.url !== url) page.url = url;
      if (page.baseUrl !== base) page.baseUrl = base;
    }
  }

  close(): void {
    for (const page of this.#pages) page.close();
  }

  get #pages(): Page[] {
    return [this.strict, this.#lenient, this.#judged?.page].filter((page) => page !== null && page !== undefined);
  }

  #createJudged() {
    const { network, clock = realClock, cookies = {}, profile = "chromium", lang = "en", ...page } = this.#options;
    const log = new PageLog(lang);
    log.on("verdict", (verdict) => {
      if (verdict.outcome === "blocked") this.#warn(verdict);
    });
    const place = pageOf({ ...page, url: this.strict.url } as Parameters<typeof pageOf>[0]);
    const browser = new PageBrowser({ profile, page: place, clock, cookies });
    const judging = new JudgingNetwork(driverOf(network, clock), browser, log);
    return { page: createPage({ ...this.#options, ...EVERYTHING, url: this.strict.url, network: judging }), log };
  }
}

/** A page of an extension that may reach every host: CORS does not ask it anything. */
const EVERYTHING = { extensionPermissions: ["<all_urls>"] };

/** @throws PageError when there is no such mode */
export function checkedMode(mode: CorsMode = "strict"): CorsMode {
  if (mode === "strict" || mode === "warn" || mode === "off") return mode;
  throw new PageError(`mode: expected "strict", "warn" or "off"; got ${shown(mode)}`);
}

/** Unless somebody else is to be told. */
export function warn(verdict: PageVerdict): void {
  console.warn(`CORS: the browser would block this.\n${tell(verdict)}`);
}

/** What the document of a window says that relative URLs start at; null: there is none. */
export function baseOf(window: object): string | null {
  const { document } = window as { readonly document?: { readonly baseURI?: unknown } | null };
  const base = document?.baseURI;
  return typeof base === "string" && URL.canParse(base) && !base.startsWith("about:") ? base : null;
}
