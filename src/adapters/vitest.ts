import { afterAll, afterEach, beforeEach, expect } from "vitest";
import { isTold } from "./shared/current.js";
import { type Cors, type CorsOptions, installCors as install } from "./shared/install.js";
import { type CorsMatchers, type MatcherResult, matchers } from "./shared/matchers.js";
import { tellDifference } from "./shared/tell.js";

export type { ExpectedBlock, ExpectedPreflight } from "./shared/checks.js";
export type { Cors, CorsMode, CorsOptions } from "./shared/install.js";
export { type CorsMatchers, matchers };

declare module "vitest" {
  interface Matchers<T> extends CorsMatchers<MatcherResult<T>> {}
}

expect.extend(matchers);

/**
 * For a setup file, or the top of a test file: the globals are those of a simulated page, a new one for each test, until the
 * file's tests have ended.
 * @throws PageError when an option can't be used
 */
export function installCors(options: CorsOptions = {}): Cors {
  const cors = install(options);
  beforeEach(() => cors.reset());
  afterEach(({ task }) => {
    const error = task.result?.state === "fail" ? task.result.errors?.[0] : undefined;
    const differences = error === undefined ? [] : differencesOf(cors);
    if (error !== undefined && differences.length > 0) error.message += `\n\n${differences.join("\n\n")}`;
  });
  afterAll(() => cors.uninstall());
  return cors;
}

/** What the page did that no matcher has told. */
function differencesOf({ verdicts }: Cors): string[] {
  return verdicts
    .filter((verdict) => !isTold(verdict))
    .map(tellDifference)
    .filter((told) => told !== null);
}
