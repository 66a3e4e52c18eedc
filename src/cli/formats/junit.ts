import type { Words } from "../words/words.js";
import type { Broken, MakeFormat } from "./format.js";
import type { Item } from "./item.js";
import { disagreement, fixHeader, fixPlace, isStopped, profileMark, requestLine } from "./words.js";
import { element } from "./xml.js";

/** JUnit XML, as build servers read it: a suite per file, a test per verdict. */
export const junit: MakeFormat = ({ words }) => {
  const suites = new Map<string, Suite>();
  const suite = (name: string): Suite => {
    const found = suites.get(name) ?? { tests: [], failures: 0, errors: 0, skipped: 0 };
    suites.set(name, found);
    return found;
  };
  return {
    item(item) {
      addTest(suite(item.file), item, words);
      return "";
    },
    broken(broken, file) {
      addBroken(suite(file), file, broken);
      return "";
    },
    end() {
      const written = [...suites].map(([name, { tests, failures, errors, skipped }]) =>
        element("testsuite", { name, tests: tests.length, failures, errors, skipped }, tests),
      );
      return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { name: "whycors" }, written)}\n`;
    },
  };
};

interface Suite {
  readonly tests: string[];
  failures: number;
  errors: number;
  skipped: number;
}

function addTest(suite: Suite, item: Item, words: Words): void {
  const { verdict, asked, file } = item;
  const label = item.title ?? requestLine(asked);
  const attributes = { classname: file, name: `${verdict.id}: ${label} ${profileMark(verdict)}` };
  const failure = (type: string, message: string | undefined, text: string): void => {
    suite.failures++;
    results.push(element("failure", { type, message }, text));
  };
  const results: string[] = [];
  if (verdict.matches === false) {
    const differences = verdict.differences ?? [];
    failure("mismatch", differences[0], differences.join("\n"));
  } else if (verdict.agrees === false) {
    failure("disagreement", disagreement(verdict, words), storyOf(item, words));
  } else if (verdict.source !== undefined && isStopped(verdict)) {
    failure(verdict.reason ?? verdict.outcome, verdict.explanation, storyOf(item, words));
  } else if (verdict.outcome === "unknown") {
    suite.skipped++;
    results.push(element("skipped", { message: verdict.explanation }));
  }
  suite.tests.push(element("testcase", attributes, results));
}

function addBroken(suite: Suite, file: string, { id, error }: Broken): void {
  suite.errors++;
  suite.tests.push(
    element("testcase", { classname: file, name: id }, [element("error", { type: "unreadable", message: error })]),
  );
}

function storyOf({ verdict, asked }: Item, words: Words): string {
  const fixes = verdict.fixes.map((fix) => {
    const header = fixHeader(fix);
    return header === null ? fix.why : words.say("fix-sentence", { place: fixPlace(fix, words), why: header });
  });
  return [requestLine(asked), verdict.explanation, ...fixes].join("\n");
}
