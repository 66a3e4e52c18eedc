import type { Reporter, TestModule } from "vitest/node";

/** Says at the end of a run which tests the machine could not run, and what it lacks. */
export default class LeftOut implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = new Set<string>();
    for (const module of modules) {
      for (const test of module.children.allTests("skipped")) {
        if (test.name.startsWith("left out: ")) lines.add(test.name);
      }
    }
    if (lines.size > 0) console.log(`\n${[...lines].sort().join("\n")}\n`);
  }
}
