import { AssertionError } from "node:assert";
import type { BrowserContext, Page, Request } from "playwright-core";
import type { Verdict } from "../cases/verdict.js";
import type { ProfileName } from "../core/profiles/profile.js";
import { shown } from "../explain/shown.js";
import { createPage } from "../page/create-page.js";
import { functionNetwork, type NetworkFunction } from "../page/network/function-network.js";
import { LiveNetwork } from "../page/network/live-network.js";
import type { Network } from "../page/network/network.js";
import { PageError } from "../page/page-error.js";
import { type Judged, replayEntries } from "../records/replay.js";
import { answerOfDelivered } from "./playwright/answers.js";
import { RouteWatch } from "./playwright/routes.js";
import { askedBy, type Delivered, deliveredBy, harOf } from "./playwright/traffic.js";
import { tell } from "./shared/tell.js";

export interface RecordOptions {
  /** Whose verdict; unless given, that of the browser that runs. */
  readonly profile?: ProfileName;
  /**
   * Who says what the server would have answered to the preflights that the runner kept from it: `"live"` asks the server
   * now, a function answers in its place. Unless given, nobody does, and such requests are unproven.
   */
  readonly preflights?: "live" | NetworkFunction;
  readonly lang?: string;
}

/** A request that worked in the test for a reason that a visitor's browser will not have. */
export interface Hidden {
  readonly method: string;
  readonly url: string;
  /**
   * `added-headers`: the runner gave a mocked response the headers that the mock lacks. `answered-preflight`: it answered
   * the preflight itself, and the server would have answered otherwise. `unproven`: it answered the preflight, and nobody
   * knows what the server would have said.
   */
  readonly by: "added-headers" | "answered-preflight" | "unproven";
  /** What the browser does without the runner. */
  readonly verdict: Verdict;
  /** The whole for a person. */
  explain(): string;
}

export interface CorsRecording {
  /** What the browser would do about each request across origins so far, as servers and mocks answered it. */
  verdicts(): Promise<readonly Verdict[]>;
  /** What the runner's own answers hid, so far. */
  hidden(): Promise<readonly Hidden[]>;
  /** @throws AssertionError that explains each block that was hidden; and what is unproven, where that is asked for */
  assertNothingHidden(options?: { readonly evenUnproven?: boolean }): Promise<void>;
  /** Puts the methods of context and pages back; what was recorded stays. */
  stop(): void;
}

/**
 * Records what a Playwright context (or page) asks other origins for. With any route in place, Playwright answers every
 * preflight with yes, and adds Access-Control-Allow-Origin to mocked responses that have none: this says where that hid what
 * a visitor's browser would block. To be called before the routes are set.
 * @throws PageError when it is given something else
 */
export function recordCors(target: BrowserContext | Page, options: RecordOptions = {}): CorsRecording {
  if (typeof target !== "object" || target === null || typeof target.route !== "function") {
    throw new PageError(`expected a BrowserContext or a Page of Playwright; got ${shown(target)}`);
  }
  return new Recording(target, options);
}

/** For `test.extend(corsFixture())` of @playwright/test: each test fails that hid a block. */
export function corsFixture(options: RecordOptions = {}) {
  const record = async ({ context }: { context: BrowserContext }, use: (cors: CorsRecording) => Promise<void>) => {
    const cors = recordCors(context, options);
    await use(cors);
    await cors.assertNothingHidden();
    cors.stop();
  };
  const fixture: [typeof record, { auto: true }] = [record, { auto: true }];
  return { cors: fixture };
}

/** Milliseconds for answers under way. */
const PATIENCE = 1000;

class Recording implements CorsRecording {
  readonly #options: RecordOptions;
  readonly #profile: ProfileName;
  readonly #watch = new RouteWatch();
  readonly #delivered: Promise<Delivered | null>[] = [];
  readonly #undo: (() => void)[] = [];

  constructor(target: BrowserContext | Page, options: RecordOptions) {
    this.#options = options;
    const isPage = "context" in target;
    const context = isPage ? target.context() : target;
    this.#profile = options.profile ?? profileOf(context);
    this.#undo.push(this.#watch.watch(context));
    for (const page of isPage ? [target] : context.pages()) this.#undo.push(this.#watch.watch(page));
    const onPage = (page: Page) => this.#undo.push(this.#watch.watch(page));
    if (!isPage) {
      context.on("page", onPage);
      this.#undo.push(() => context.off("page", onPage));
    }
    const isOurs = (request: Request) => !isPage || askedByPage(request, target);
    const onRequest = (request: Request) => {
      if (!isOurs(request)) return;
      const asked = askedBy(request, this.#watch);
      // The page may close while it is read: then there is nothing to judge.
      this.#delivered.push(deliveredBy(request, asked, this.#watch).catch(() => null));
    };
    context.on("request", onRequest);
    this.#undo.push(() => context.off("request", onRequest));
  }

  async verdicts(): Promise<readonly Verdict[]> {
    return (await this.#judge()).map(({ verdict }) => verdict);
  }

  async hidden(): Promise<readonly Hidden[]> {
    return (await this.#judge()).flatMap(({ hidden }) => (hidden === null ? [] : [hidden]));
  }

  async assertNothingHidden({ evenUnproven = false } = {}): Promise<void> {
    const hidden = (await this.hidden()).filter(({ by }) => evenUnproven || by !== "unproven");
    if (hidden.length === 0) return;
    const message = hidden.map((one) => one.explain()).join("\n\n");
    throw new AssertionError({ message, operator: "assertNothingHidden", stackStartFn: this.assertNothingHidden });
  }

  stop(): void {
    for (const step of this.#undo.splice(0).reverse()) step();
  }

  async #judge(): Promise<{ readonly verdict: Verdict; readonly hidden: Hidden | null }[]> {
    const all = await this.#settled();
    const bytes = new TextEncoder().encode(harOf(all));
    const source = {
      name: "traffic.har",
      async *chunks() {
        yield bytes;
      },
    };
    const { lang } = this.#options;
    const network = this.#preflightNetwork();
    const judged = [];
    for await (const one of replayEntries(source, {
      profiles: [this.#profile],
      ...(lang === undefined ? {} : { lang }),
    })) {
      judged.push(await this.#judgeOne(one, all, network));
    }
    network?.close?.();
    return judged;
  }

  /** A server that takes its time, an event stream's for one, is not waited for. */
  async #settled(): Promise<Delivered[]> {
    let timer: NodeJS.Timeout | null = null;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, PATIENCE, null);
    });
    const all = await Promise.all(this.#delivered.map((one) => Promise.race([one, late])));
    if (timer !== null) clearTimeout(timer);
    return all.filter((one) => one !== null);
  }

  async #judgeOne(judged: Judged, all: readonly Delivered[], network: Network | null) {
    const { verdict } = judged;
    const delivered = all[verdict.source?.entry ?? -1];
    if (delivered === undefined) return { verdict, hidden: null };
    const { method, url, added, isIntercepted } = delivered;
    const found = (by: Hidden["by"], why: Verdict): Hidden => ({
      method,
      url,
      by,
      verdict: why,
      explain: () => `${headline(by, delivered)}\n${tell(why)}`,
    });
    if (verdict.outcome === "blocked") {
      return { verdict, hidden: added.length > 0 ? found("added-headers", verdict) : null };
    }
    if (!verdict.preflight.needed || !isIntercepted) return { verdict, hidden: null };
    if (network === null) return { verdict, hidden: found("unproven", verdict) };
    const asked = await this.#withPreflight(judged, all, network);
    return { verdict: asked, hidden: asked.outcome === "allowed" ? null : found("answered-preflight", asked) };
  }

  /** The same request once more on a page of the model, its preflight answered by the server, all else as recorded. */
  async #withPreflight({ verdict, made }: Judged, all: readonly Delivered[], network: Network): Promise<Verdict> {
    if (made === null) return verdict;
    const { url, opaque } = made.page;
    const { lang } = this.#options;
    const page = createPage({
      url,
      opaque,
      profile: this.#profile,
      ...(lang === undefined ? {} : { lang }),
      network: {
        send: (request) => (request.kind === "preflight" ? network.send(request) : answerOfDelivered(request, all)),
      },
    });
    const { method, headers, mode, credentials, withCredentials, api } = made.setup;
    const init = { method, headers, mode, credentials: api === "xhr" && withCredentials ? "include" : credentials };
    await page.fetch(made.setup.url, init).catch(() => {});
    const asked = page.verdicts[0]?.toJSON() ?? verdict;
    page.close();
    return asked;
  }

  #preflightNetwork(): Network | null {
    const { preflights } = this.#options;
    if (preflights === undefined) return null;
    if (preflights === "live") return new LiveNetwork();
    if (typeof preflights === "function") return functionNetwork(preflights);
    throw new PageError(`preflights: expected "live" or a function; got ${shown(preflights)}`);
  }
}

function headline(by: Hidden["by"], { method, url, added }: Delivered): string {
  switch (by) {
    case "added-headers":
      return `Playwright added ${listOf(added)} to the mocked response of ${method} ${url}: as the mock has it, the browser blocks it.`;
    case "answered-preflight":
      return `Playwright answered the preflight of ${method} ${url} itself: as the server answers it, the browser blocks the request.`;
    case "unproven":
      return `Playwright answered the preflight of ${method} ${url} itself: whether the server would permit it, nobody asked.`;
  }
}

function listOf(names: readonly string[]): string {
  return new Intl.ListFormat("en").format(names);
}

function profileOf(context: BrowserContext): ProfileName {
  const name = context.browser()?.browserType().name();
  return name === "firefox" || name === "webkit" ? name : "chromium";
}

function askedByPage(request: Request, page: Page): boolean {
  try {
    return request.frame().page() === page;
  } catch {
    return false;
  }
}
