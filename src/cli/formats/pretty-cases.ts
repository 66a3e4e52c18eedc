import { clean } from "../text/clean.js";
import { wrap } from "../text/layout.js";
import { themeOf } from "../text/theme.js";
import type { MakeFormat } from "./format.js";
import type { Item } from "./item.js";
import { Storyteller } from "./story.js";
import { profileMark } from "./words.js";

/** For people at a terminal: a line per file, every mismatch in full, the story of a case that expects nothing. */
export const prettyCases: MakeFormat = ({ colour, width, words }) => {
  const theme = themeOf(colour);
  const teller = new Storyteller(theme, width, words, true);
  let file: string | null = null;
  let asExpected = 0;
  /** Mismatches of this file, by what is wrong: profiles that differ alike are told together. */
  let mismatches = new Map<string, Mismatch>();
  let unreadable = "";

  const flush = (): string => {
    if (file === null) return "";
    const trouble = unreadable + [...mismatches.values()].map(told).join("");
    const mark = trouble === "" ? theme.good("✓") : theme.bad("✗");
    const count = asExpected > 0 ? `  ${theme.quiet(words.say("as-expected", { count: asExpected }))}` : "";
    const text = `${mark} ${clean(file)}${count}\n${trouble}`;
    const isEmpty = asExpected === 0 && trouble === "";
    asExpected = 0;
    unreadable = "";
    mismatches = new Map();
    return isEmpty ? "" : text;
  };

  const told = ({ item: { verdict, title }, profiles }: Mismatch): string => {
    const name = `${clean(verdict.id)}${title === undefined ? "" : `: ${clean(title)}`}`;
    const lines = (verdict.differences ?? []).flatMap((difference) => wrap(clean(difference), width - 6));
    const head = `  ${theme.bad("✗")} ${theme.title(name)} ${theme.quiet(`[${profiles.join(", ")}]`)}\n`;
    return head + lines.map((line) => `      ${line}\n`).join("");
  };

  const mismatch = (item: Item): void => {
    const { id, differences, profile } = item.verdict;
    const key = JSON.stringify([id, differences]);
    const found = mismatches.get(key);
    if (found === undefined) mismatches.set(key, { item, profiles: [profile] });
    else found.profiles.push(profile);
  };

  const enter = (name: string): string => {
    if (name === file) return "";
    const text = flush();
    file = name;
    return text;
  };

  return {
    item(item) {
      const before = enter(item.file);
      if (item.verdict.matches === true) asExpected++;
      else if (item.verdict.matches === false) mismatch(item);
      else return `${before}${teller.tell(item, `${clean(item.verdict.id)} ${profileMark(item.verdict)} `)}\n`;
      return before;
    },
    broken({ error }, name) {
      const before = enter(name);
      unreadable += `  ${theme.bad("!")} ${clean(error)}\n`;
      return before;
    },
    end(tally) {
      const { matched, mismatched, verdicts, requests, broken } = tally;
      const judged = verdicts - matched - mismatched;
      const parts = [
        ...(matched + mismatched > 0 ? [words.say("verdicts-as-expected", { count: matched })] : []),
        ...(mismatched > 0 ? [words.say("not-as-expected", { count: mismatched })] : []),
        ...(judged > 0 ? [words.say("without-expectation", { count: judged })] : []),
        ...(broken > 0 ? [words.say("cases-unreadable", { count: broken })] : []),
      ];
      const summary = words.say("setups", { count: requests, list: parts.join(words.say("comma")) });
      const files = flush();
      return `${files === "" ? "" : `${files}\n`}${mismatched + broken > 0 ? theme.bad(summary) : summary}\n`;
    },
  };
};

interface Mismatch {
  readonly item: Item;
  readonly profiles: string[];
}
