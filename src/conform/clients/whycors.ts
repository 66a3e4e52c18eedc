import type { ProfileName } from "../../core/profiles/profile.js";
import type { Clock } from "../../page/clock.js";
import { createPage } from "../../page/create-page.js";
import type { PageOptions } from "../../page/page.js";
import { type Client, type ClientModule, PAGE_FEATURES } from "../client.js";

/** The simulated page over the real network, as `createPage({ network: "live" })` makes it. */
export function clientFor(profile: ProfileName, version: string): ClientModule {
  return {
    name: `whycors ${version}`,
    supports: PAGE_FEATURES,
    createClient({ origin: _, ...page }) {
      const clock = new MovableClock();
      const options = { ...page, profile, network: "live", clock } as PageOptions;
      const made = createPage(options);
      return { ...(made as Client), wait: (seconds) => clock.move(seconds), close: () => made.close() };
    },
  };
}

/** Real time, from a start that can be moved. */
class MovableClock implements Clock {
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  }

  move(seconds: number): void {
    this.#ahead += seconds * 1000;
  }
}
