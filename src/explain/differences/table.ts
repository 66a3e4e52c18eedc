import type { ProfileName } from "../../core/profiles/profile.js";
import { PROFILES } from "../../core/profiles/profiles.js";
import { type Difference, differencesOf, differs, shown } from "./differences.js";
import { DIFFERENCE_LIST, type ListedDifference } from "./list.js";

const ENGINES = ["chromium", "firefox", "webkit"] as const satisfies readonly ProfileName[];

/** All differences as a document in Markdown: what each engine does where it does otherwise than the standard. */
export function differencesDocument(): string {
  const spec = PROFILES.spec.engine;
  const engines = ENGINES.map((name) => `${PROFILES[name].engine} (\`${name}\`, ${differencesOf(name).length})`);
  const ofPort = differencesOf("webkit").filter(({ isOfPort }) => isOfPort);
  return `# Where browsers differ from the standard today

Written by \`npm run docs\` from the profiles in \`src/core/profiles\`: what ${engines.join(", ")} do otherwise than ${spec} and its neighbours. Each line is a rule that the model follows, found in recordings of the engines and checked against fresh ones; “yes” means that the sentence holds, · that the engine does as the standard says. The cases named last come out otherwise once that one difference is taken back: \`whycors cases --filter ID --profile all\`.

Profile \`safari\` is ${PROFILES.safari.engine}: it is \`webkit\` without ${ofPort.map(({ name }) => `\`${name}\``).join(", ")}, which look like the network library of that port (⚙).
${[...groups()].map(([algorithm, listed]) => group(algorithm, listed)).join("")}`;
}

function groups(): Map<string, ListedDifference[]> {
  const found = new Map<string, ListedDifference[]>();
  for (const listed of DIFFERENCE_LIST) {
    if (!ENGINES.some((engine) => differs(engine, listed.name))) continue;
    found.set(listed.algorithm, [...(found.get(listed.algorithm) ?? []), listed]);
  }
  return found;
}

function group(algorithm: string, listed: readonly ListedDifference[]): string {
  const title = algorithm.replaceAll("-", " ").replace(/^./, (first) => first.toUpperCase());
  const head = `| | Standard | Chromium | Firefox | WebKit | Known from | Cases |\n| --- | --- | --- | --- | --- | --- | --- |\n`;
  return `\n## [${title}](${listed[0]!.link})\n\n${head}${listed.map(row).join("")}`;
}

function row({ name, text }: ListedDifference): string {
  const of = ENGINES.map((engine) => differencesOf(engine).find((difference) => difference.name === name) ?? null);
  const cells = [
    `${cell(text)} \`${name}\``,
    cell(shown(PROFILES.spec[name])),
    ...of.map((difference) => (difference === null ? "·" : `**${cell(difference.value)}**${mark(difference)}`)),
    sources(of),
    [...new Set(of.flatMap((difference) => difference?.cases ?? []))].map((id) => `\`${id}\``).join(" "),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

const mark = ({ isOfPort }: Difference) => (isOfPort ? " ⚙" : "");

function sources(of: readonly (Difference | null)[]): string {
  const known = of.flatMap((difference, at) =>
    difference === null || difference.source === "measured" ? [] : [`${ENGINES[at]}: ${source(difference.source)}`],
  );
  const isMeasured = of.some((difference) => difference?.source === "measured");
  return [...known, ...(isMeasured ? ["measured"] : [])].join("; ");
}

function source(text: string): string {
  return text.startsWith("https:") ? `<${text}>` : `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("*/*", "\\*/\\*");
}
