import { AssertionError } from "node:assert";
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
} from "./shared/checks.js";

export type { ExpectedBlock, ExpectedPreflight } from "./shared/checks.js";
export { type Cors, type CorsMode, type CorsOptions, installCors } from "./shared/install.js";

/*
 * Assertions for whatever runs the tests, node:test for one. A subject is what leads to a verdict: a promise of fetch(), a
 * Response, an XMLHttpRequest that has ended, a page, what installCors() returned, an error with a verdict behind it, or a
 * verdict. Each rejects with an AssertionError that says why, and what to change.
 */

/** The browser refused it. Of a page: one of its requests. */
export const assertBlockedByCors: (subject: unknown, expected?: ExpectedBlock) => Promise<void> = (subject, expected) =>
  assertThat(checkOf(checkBlocked)(subject, expected), assertBlockedByCors);

/** Script can read the response. Of a page: of all its requests. */
export const assertAllowedByCors: (subject: unknown) => Promise<void> = (subject) =>
  assertThat(checkOf(checkAllowed)(subject), assertAllowedByCors);

/** An OPTIONS request was sent before it. Of a page: before one of its requests. */
export const assertPreflighted: (subject: unknown, expected?: ExpectedPreflight) => Promise<void> = (
  subject,
  expected,
) => assertThat(checkOf(checkPreflighted)(subject, expected), assertPreflighted);

/** The response has the header, and script can read it. Of a page: its latest response. */
export const assertExposesHeader: (subject: unknown, name: string) => Promise<void> = (subject, name) =>
  assertThat(checkOf(checkExposes)(subject, name), assertExposesHeader);

/** The response has the header, and script can't read it. Of a page: its latest response. */
export const assertHidesHeader: (subject: unknown, name: string) => Promise<void> = (subject, name) =>
  assertThat(checkOf(checkHides)(subject, name), assertHidesHeader);

async function assertThat(checked: Checked | Promise<Checked>, caller: (...given: never[]) => unknown): Promise<void> {
  const { pass, message } = await checked;
  if (!pass) throw new AssertionError({ message: message(), operator: caller.name, stackStartFn: caller });
}
