/** Disagreements of model and recorded truth that are known: `open.txt`, a line each. */
import { existsSync, readFileSync } from "node:fs";

export const RECORDED = new URL("../../spec-cases/recorded-truth/", import.meta.url);

/** @returns each with its columns: browser, verdict's id, fields, and why it is still there */
export function readKnown() {
  const file = new URL("open.txt", RECORDED);
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [browser, id, fields = "", reason = ""] = line.split("\t");
      return { browser, id, fields: fields.split(", "), reason };
    });
}
