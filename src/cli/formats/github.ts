import { clean } from "../text/clean.js";
import type { Words } from "../words/words.js";
import type { MakeFormat } from "./format.js";
import type { Item } from "./item.js";
import { disagreement, fixHeader, fixPlace, isStopped, place, profileMark, requestLine } from "./words.js";

/** Workflow commands of GitHub Actions: each finding becomes an annotation. */
export const github: MakeFormat = ({ words }) => ({
  item: (item) => [...findings(item, words)].map((finding) => commandOf(item, finding)).join(""),
  broken: ({ id, error }) => `::error title=${property(`unreadable case ${id}`)}::${data(error)}\n`,
  end: () => "",
});

interface Finding {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly lines: readonly string[];
}

function* findings({ verdict }: Item, words: Words): Generator<Finding> {
  // What was expected is no finding, however it ended.
  if (verdict.matches !== undefined) {
    const lines = verdict.differences ?? [];
    const title = words.say("different");
    if (!verdict.matches) yield { level: "error", title, lines: [...lines, verdict.explanation] };
    return;
  }
  if (isStopped(verdict)) {
    const fixes = verdict.fixes.map((fix) => `${fixPlace(fix, words)}: ${fixHeader(fix) ?? fix.why}`);
    yield { level: "error", title: verdict.reason ?? verdict.outcome, lines: [verdict.explanation, ...fixes] };
  }
  if (verdict.outcome === "unknown") yield { level: "notice", title: "unknown", lines: [verdict.explanation] };
  if (verdict.agrees === false) {
    yield { level: "warning", title: "model and recording disagree", lines: [`${disagreement(verdict, words)}.`] };
  }
  for (const { code, message } of verdict.warnings) yield { level: "warning", title: code, lines: [message] };
}

function commandOf(item: Item, { level, title, lines }: Finding): string {
  const file = item.file === "-" ? "" : `file=${property(item.file)},`;
  const about = `${requestLine(item.asked)} (${place(item)}) ${profileMark(item.verdict)}`;
  return `::${level} ${file}title=${property(title)}::${[about, ...lines].map(data).join("%0A")}\n`;
}

function data(text: string): string {
  return clean(text).replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
