import type { Reporter, TestCase, TestModule } from "vitest/node";

const SAID = /^left out: /;

/** Says at the end of a run which tests the machine could not run, and what it lacks: a test's name, or the note of its skip. */
export default class LeftOut implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = new Set<string>();
    for (const module of modules) {
      for (const test of module.children.allTests("skipped")) {
        const result = test.result();
        const note = result.state === "skipped" ? result.note : undefined;
        if (SAID.test(test.name)) lines.add(test.name);
        else if (note !== undefined) lines.add(`left out: ${nameOf(test.parent)}: ${note}`);
      }
    }
    if (lines.size > 0) console.log(`\n${[...lines].sort().join("\n")}\n`);
  }
}

function nameOf(parent: TestCase["parent"]): string {
  return parent.type === "suite" ? parent.name : parent.relativeModuleId;
}
