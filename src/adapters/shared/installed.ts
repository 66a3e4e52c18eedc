import type { Page } from "../../page/page.js";
import type { PageExchange } from "../../page/page-log.js";
import type { PageVerdict } from "../../page/page-verdict.js";
import type { Judged } from "./current.js";
import { type CorsMode, checkedMode, type Session } from "./session.js";

/** What an installation is told beside what its page is. */
export interface ModeOptions {
  /** `strict` unless given. */
  readonly mode?: CorsMode;
  /** Is told each block that mode `warn` lets pass; console.warn unless given. */
  readonly onWarning?: (verdict: PageVerdict) => void;
}

/** A page in the place of what was there, seen from outside. */
export interface Installation<Options> extends Judged {
  /** What script meets in mode `strict`. */
  readonly page: Page;
  /** What became of each request, in the order in which they ended. */
  readonly verdicts: readonly PageVerdict[];
  /** Everything that was on the wire. */
  readonly exchanges: readonly PageExchange[];
  /** Until the next reset(). Without a network, `off` leaves everything as it was. */
  mode: CorsMode;
  /** Runs something on a page of its own, with these options instead. */
  using<T>(options: Options, run: () => T): T;
  /** A new page in place of this one: no caches, no cookies, nothing under way, and the mode of the beginning. */
  reset(): void;
  /** Ends what is under way and puts back what was there. */
  uninstall(): void;
  [Symbol.dispose](): void;
}

/** What an installation shows of the session of the moment. */
export abstract class Installed {
  protected abstract get session(): Session;

  abstract uninstall(): void;

  get page(): Page {
    return this.session.strict;
  }

  get verdicts(): readonly PageVerdict[] {
    return this.session.verdicts;
  }

  get exchanges(): readonly PageExchange[] {
    return this.session.exchanges;
  }

  get mode(): CorsMode {
    return this.session.mode;
  }

  set mode(mode) {
    this.session.mode = checkedMode(mode);
  }

  [Symbol.dispose](): void {
    this.uninstall();
  }
}
