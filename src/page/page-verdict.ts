import { inspect } from "node:util";
import type { Fix, Verdict } from "../cases/verdict.js";
import { verdictOf } from "../cases/verdict-of.js";
import type { FetchOutcome, HttpRequest } from "../core/fetching/outcome.js";
import type { Page } from "../core/infrastructure/browser-state.js";
import { headerList } from "../core/infrastructure/header-list.js";
import { type HttpResponse, httpResponse, networkError, type Received } from "../core/infrastructure/response.js";
import type { Setup } from "../core/infrastructure/setup.js";
import { type Rerun, runTrial, type Trial } from "../explain/fixes/trial.js";
import type { PageBrowser } from "./page-browser.js";

/** What the browser did about one request of the page, and why; worked out when somebody looks. */
export type PageVerdict = Verdict & {
  /** Why, and what to change, in a few lines for a person. */
  explain(): string;
  toJSON(): Verdict;
};

/** The fields of a verdict: one missing here is an error of types. */
const FIELDS: Readonly<Record<keyof Verdict, true>> = {
  id: true,
  profile: true,
  engine: true,
  outcome: true,
  reason: true,
  detail: true,
  stage: true,
  more: true,
  likelyCauses: true,
  assumed: true,
  missing: true,
  preflight: true,
  exchanges: true,
  response: true,
  xhr: true,
  element: true,
  hiddenHeaders: true,
  settles: true,
  thrownBy: true,
  error: true,
  events: true,
  console: true,
  explanation: true,
  fixes: true,
  alternatives: true,
  warnings: true,
  steps: true,
  matches: true,
  differences: true,
  source: true,
  observed: true,
  agrees: true,
};

/** What a verdict says beside the outcome. */
interface VerdictContext {
  /** Of the page's requests, counted as they end. */
  readonly number: number;
  readonly lang: string;
  /** By what the network says of itself; null: by what was recorded. */
  readonly rehearsed: ((setup: Setup) => Rerun) | null;
  /** URLs that had a preflight, and how many of them before this request. */
  readonly preflighted: readonly string[];
  readonly preflightedBefore: number;
}

/** A verdict that is made from its outcome on first sight. */
export class LazyVerdict {
  #outcome: FetchOutcome;
  readonly #browser: PageBrowser;
  readonly #page: Page;
  readonly #context: VerdictContext;
  #verdict: Verdict | null = null;

  constructor(outcome: FetchOutcome, browser: PageBrowser, context: VerdictContext) {
    this.#outcome = outcome;
    this.#browser = browser;
    this.#page = browser.page;
    this.#context = context;
  }

  /** The same object as callers see it. */
  get public(): PageVerdict {
    return this as unknown as PageVerdict;
  }

  /** More is known: a body has come to its end, or was broken off. */
  amend(outcome: FetchOutcome): void {
    this.#outcome = outcome;
    this.#verdict = null;
  }

  toJSON(): Verdict {
    if (this.#verdict === null) {
      const { number, lang, rehearsed, preflighted, preflightedBefore } = this.#context;
      this.#verdict = verdictOf(this.#outcome, this.#fork(), {
        id: `request-${number}`,
        lang,
        rerun: rehearsed?.(this.#outcome.setup) ?? ((trial: Trial) => this.#rerun(trial)),
        preflightedBefore: preflighted.slice(0, preflightedBefore),
      });
    }
    return this.#verdict;
  }

  explain(): string {
    const { explanation, fixes } = this.toJSON();
    return [explanation, ...fixes.map(fixLine)].join("\n");
  }

  [inspect.custom](): string {
    return this.explain();
  }

  #fork() {
    return { ...this.#browser.fork(), page: this.#page };
  }

  /** Once more with what was recorded, amended: does the fix help, and what stops the request next? */
  #rerun(trial: Trial): ReturnType<Rerun> {
    const { exchanges, setup } = this.#outcome;
    return runTrial(trial, setup, this.#fork(), (request) => recorded(request, exchanges));
  }
}

for (const field of Object.keys(FIELDS) as (keyof Verdict)[]) {
  Object.defineProperty(LazyVerdict.prototype, field, {
    get(this: LazyVerdict) {
      return this.toJSON()[field];
    },
    enumerable: true,
  });
}

function recorded(request: HttpRequest, exchanges: FetchOutcome["exchanges"]): Received {
  const found = exchanges.find(({ sent }) => {
    return (sent.kind === "preflight") === (request.kind === "preflight") && sent.url.wire === request.url.wire;
  });
  if (found !== undefined) return found.received;
  return request.kind === "preflight" ? grantingPreflight(request) : networkError("not-recorded");
}

/** A preflight that the cache had answered, and so had been granted. */
function grantingPreflight(request: HttpRequest): HttpResponse {
  const asked = (name: string) => request.headers.find((header) => header.name === name)?.value ?? "";
  return httpResponse(
    204,
    headerList([
      ["Access-Control-Allow-Origin", asked("origin")],
      ["Access-Control-Allow-Credentials", "true"],
      ["Access-Control-Allow-Methods", asked("access-control-request-method")],
      ["Access-Control-Allow-Headers", asked("access-control-request-headers")],
    ]),
  );
}

function fixLine({ where, on, header, value, why }: Fix): string {
  const change = header === undefined ? "" : `${header}: ${value ?? ""} — `;
  return `Fix (${where}${on === undefined ? "" : `, ${on}`}): ${change}${why}`;
}
