import type {} from "expect";
import { PageError } from "../page/page-error.js";
import { type Cors, type CorsOptions, installCors as install } from "./shared/install.js";
import { type CorsMatchers, type MatcherResult, matchers } from "./shared/matchers.js";

export type { ExpectedBlock, ExpectedPreflight } from "./shared/checks.js";
export type { Cors, CorsMode, CorsOptions } from "./shared/install.js";
export { type CorsMatchers, matchers };

declare module "expect" {
  // Of @jest/globals.
  interface Matchers<R extends void | Promise<void>, T = unknown> extends CorsMatchers<MatcherResult<T>> {}
}

declare global {
  // Of @types/jest.
  namespace jest {
    interface Matchers<R, T> extends CorsMatchers<MatcherResult<T>> {}
  }
}

/** Globals of a test file. */
interface JestGlobals {
  readonly expect?: { extend(added: typeof matchers): void };
  readonly beforeEach?: (hook: () => void) => void;
  readonly afterAll?: (hook: () => void) => void;
}

// Where jest injects no globals: expect.extend(matchers).
(globalThis as JestGlobals).expect?.extend(matchers);

/**
 * For a file of setupFilesAfterEnv, or the top of a test file: the globals are those of a simulated page, a new one for each
 * test, until the file's tests have ended.
 * @throws PageError when an option can't be used, or when this is no test file
 */
export function installCors(options: CorsOptions = {}): Cors {
  const { beforeEach, afterAll } = globalThis as JestGlobals;
  if (beforeEach === undefined || afterAll === undefined) {
    throw new PageError(
      "installCors() of whycors/jest needs the globals beforeEach and afterAll; use that of whycors/testing",
    );
  }
  const cors = install(options);
  beforeEach(() => cors.reset());
  afterAll(() => cors.uninstall());
  return cors;
}
