import { toJson } from "../text/clean.js";
import type { MakeFormat } from "./format.js";

/** One array of verdicts, an item a line. */
export const json: MakeFormat = () => {
  let opened = false;
  const next = (value: unknown): string => {
    const before = opened ? ",\n" : "[\n";
    opened = true;
    return before + toJson(value);
  };
  return {
    item: ({ verdict }) => next(verdict),
    broken: (broken) => next(broken),
    end: () => (opened ? "\n]\n" : "[]\n"),
  };
};
