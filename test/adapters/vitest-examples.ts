import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface ExampleRun {
  readonly code: number;
  readonly output: string;
}

/** A folder as a user has it: the package as it is now is installed there, and what it is used with. */
export class ExampleFolder {
  readonly path = mkdtempSync(join(tmpdir(), "whycors-examples-"));

  constructor() {
    const modules = join(this.path, "node_modules");
    mkdirSync(join(modules, "whycors"), { recursive: true });
    for (const name of readdirSync(join(root, "node_modules"))) {
      if (!name.startsWith(".")) symlinkSync(join(root, "node_modules", name), join(modules, name));
    }
    cpSync(join(root, "package.json"), join(modules, "whycors/package.json"));
    execFileSync(process.execPath, [join(root, "test/build.mjs"), join(modules, "whycors/dist")], { cwd: root });
    writeFileSync(join(this.path, "package.json"), '{ "type": "module" }');
    cpSync(join(root, "test/examples"), join(this.path, "examples"), { recursive: true });
  }

  vitest(example: string, env: Record<string, string> = {}): Promise<ExampleRun> {
    return this.node(example, [join(root, "node_modules/vitest/vitest.mjs"), "run"], env);
  }

  jest(example: string, env: Record<string, string> = {}): Promise<ExampleRun> {
    const jest = join(root, "node_modules/jest/bin/jest.js");
    return this.node(example, ["--no-warnings", "--experimental-vm-modules", jest], env);
  }

  /** In the example's folder, without what this run of vitest has put into the environment. */
  node(example: string, args: readonly string[], env: Record<string, string> = {}): Promise<ExampleRun> {
    const { PATH = "", HOME = "" } = process.env;
    const options = { cwd: join(this.path, "examples", example), env: { PATH, HOME, NO_COLOR: "1", ...env } };
    return new Promise((resolve) => {
      execFile(process.execPath, args, options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
        resolve({ code, output: `${stdout}\n${stderr}` });
      });
    });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
