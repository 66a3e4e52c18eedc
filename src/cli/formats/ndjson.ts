import { toJson } from "../text/clean.js";
import type { MakeFormat } from "./format.js";

/** One verdict per line. */
export const ndjson: MakeFormat = () => ({
  item: ({ verdict }) => `${toJson(verdict)}\n`,
  broken: (broken) => `${toJson(broken)}\n`,
  end: () => "",
});
