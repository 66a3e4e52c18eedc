import { afterAll, beforeEach, expect } from "vitest";
import { type Cors, type CorsOptions, installCors as install } from "./shared-install.js";
import { type CorsMatchers, type MatcherResult, matchers } from "./shared-matchers.js";

export type { ExpectedBlock, ExpectedPreflight } from "./shared-checks.js";
export type { Cors, CorsMode, CorsOptions } from "./shared-install.js";
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
  afterAll(() => cors.uninstall());
  return cors;
}
