import { expect, test } from "vitest";

interface Program {
  readonly name: string;
}
const { CHROMIUM, FIREFOX, findExecutable, missing } = (await import(
  new URL("drivers/executables.mjs", import.meta.url).href
)) as {
  readonly CHROMIUM: Program;
  readonly FIREFOX: Program;
  findExecutable(program: Program): string | null;
  missing(program: Program): string;
};
const BROWSERS = { chromium: CHROMIUM, firefox: FIREFOX };

/**
 * The program of a browser of this machine; undefined: there is none. Then its tests are left out, which the end of the run
 * says (left-out.ts); with CI=true it is a failure.
 * @param tested what the browser is needed for
 */
export function systemBrowser(browser: keyof typeof BROWSERS, tested: string): string | undefined {
  const program = BROWSERS[browser];
  const executable = findExecutable(program);
  if (executable !== null) return executable;
  if (process.env["CI"] === "true") test(`${program.name} is there`, () => expect.fail(missing(program)));
  else test.skip(`left out: ${tested}: ${missing(program)}`);
  return undefined;
}
