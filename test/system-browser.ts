import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";

const BROWSERS = {
  chromium: { name: "Chromium", variable: "CHROMIUM", commands: ["chromium", "chromium-browser", "google-chrome"] },
  firefox: { name: "Firefox", variable: "FIREFOX", commands: ["firefox-esr", "firefox"] },
} as const;

/**
 * The program of a browser of this machine; undefined: there is none. Then its tests are left out, which the end of the run
 * says (left-out.ts); with CI=true it is a failure.
 * @param tested what the browser is needed for
 */
export function systemBrowser(browser: keyof typeof BROWSERS, tested: string): string | undefined {
  const { name, variable, commands } = BROWSERS[browser];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const candidates = [
    process.env[variable],
    ...commands.flatMap((command) => folders.map((folder) => join(folder, command))),
  ];
  const executable = candidates.find((path) => path !== undefined && existsSync(path));
  if (executable !== undefined) return executable;
  const how = `apt-get install ${commands[0]}, or name it in ${variable}`;
  if (process.env["CI"] === "true")
    test(`${name} is there`, () => expect(executable, `no ${name}: ${how}`).toBeDefined());
  else test.skip(`left out: ${tested}, for there is no ${name} (${how})`);
  return undefined;
}
