import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";

/** A browser of the system. Where there is none its tests are left out, and that is said; with CI=true it is a failure. */
export function systemBrowser(name: string, variable: string, commands: readonly string[]): string | undefined {
  const executable = [
    process.env[variable],
    ...(process.env["PATH"] ?? "")
      .split(delimiter)
      .flatMap((folder) => commands.map((command) => join(folder, command))),
  ].find((path) => path !== undefined && existsSync(path));
  if (executable === undefined) {
    console.warn(
      `SKIPPED: the playground is not tested in ${name}, for there is none. Install it (apt-get install ${commands[0]}) or name it in ${variable}; with CI=true this is a failure.`,
    );
  }
  test.runIf(process.env["CI"] === "true")(`${name} is there`, () => {
    expect(executable, `no ${name} found`).toBeDefined();
  });
  return executable;
}
