import { clean } from "../text/clean.js";
import type { MakeFormat } from "./format.js";
import { profileMark } from "./words.js";

/** TAP 14: https://testanything.org/tap-version-14-specification.html */
export const tap: MakeFormat = () => {
  let count = 0;
  const head = (): string => {
    count++;
    return count === 1 ? "TAP version 14\n" : "";
  };
  return {
    item({ verdict, title }) {
      const start = head();
      const name = escaped(`${verdict.id}${title === undefined ? "" : `: ${title}`} ${profileMark(verdict)}`);
      if (verdict.matches === undefined) return `${start}ok ${count} - ${name} # SKIP nothing expected\n`;
      if (verdict.matches) return `${start}ok ${count} - ${name}\n`;
      const lines = (verdict.differences ?? []).map((difference) => `    - ${JSON.stringify(clean(difference))}\n`);
      return `${start}not ok ${count} - ${name}\n  ---\n  differences:\n${lines.join("")}  ...\n`;
    },
    broken({ id, error }) {
      const start = head();
      return `${start}not ok ${count} - ${escaped(id)}\n  ---\n  error: ${JSON.stringify(clean(error))}\n  ...\n`;
    },
    end: () => `${count === 0 ? "TAP version 14\n" : ""}1..${count}\n`,
  };
};

function escaped(text: string): string {
  return clean(text).replace(/[\\#]/g, "\\$&");
}
