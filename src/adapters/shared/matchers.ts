import {
  type Checked,
  checkAllowed,
  checkBlocked,
  checkExposes,
  checkHides,
  checkOf,
  checkPreflighted,
  type ExpectedBlock,
  type ExpectedPreflight,
} from "./checks.js";

/**
 * What `expect(subject)` gains. A subject is what leads to a verdict: a promise of fetch(), a Response, an XMLHttpRequest
 * that has ended, a page, what installCors() returned, an error with a verdict behind it, or a verdict. On a promise each of
 * these returns a promise.
 */
export interface CorsMatchers<Result> {
  /** The browser refused it. Of a page: one of its requests. */
  toBeBlockedByCors(expected?: ExpectedBlock): Result;
  /** Script can read the response. Of a page: of all its requests. */
  toBeAllowedByCors(): Result;
  /** An OPTIONS request was sent before it. Of a page: before one of its requests. */
  toHavePreflighted(expected?: ExpectedPreflight): Result;
  /** The response has the header, and script can read it. Of a page: its latest response. */
  toExposeHeader(name: string): Result;
  /** The response has the header, and script can't read it. Of a page: its latest response. */
  toHideHeader(name: string): Result;
}

/** What a matcher of a subject returns. */
export type MatcherResult<Subject> = Subject extends PromiseLike<unknown> ? Promise<void> : undefined;

type Matcher<Expected extends unknown[]> = (subject: unknown, ...expected: Expected) => Checked | Promise<Checked>;

/** For `expect.extend` of vitest, jest and their like. */
export const matchers = {
  toBeBlockedByCors: checkOf(checkBlocked),
  toBeAllowedByCors: checkOf(checkAllowed),
  toHavePreflighted: checkOf(checkPreflighted),
  toExposeHeader: checkOf(checkExposes),
  toHideHeader: checkOf(checkHides),
} satisfies { [Name in keyof CorsMatchers<void>]: Matcher<Parameters<CorsMatchers<void>[Name]>> };
