import type { Page } from "../../page/page.js";
import type { PageExchange } from "../../page/page-log.js";
import type { PageVerdict } from "../../page/page-verdict.js";
import { type CorsMode, checkedMode, type Session } from "./session.js";

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
