import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Lines of `excluded.txt`: `path | reason`. A path that ends in a slash stands for all below it. */
export function readExcluded() {
  const lines = readLines("excluded.txt").map(([path, reason]) => ({ path, reason }));
  return (path) =>
    lines.find((line) => (line.path.endsWith("/") ? path.startsWith(line.path) : path === line.path))?.reason ?? null;
}

/** Lines of `failed.txt`: `path | subtest | reason`; `*` stands for every subtest that fails. */
export function readFailed() {
  const reasons = new Map(readLines("failed.txt").map(([path, name, reason]) => [`${path} | ${name}`, reason]));
  return (path, name) => reasons.get(`${path} | ${name}`) ?? reasons.get(`${path} | *`) ?? null;
}

/** A subtest's name in one line. */
export function shownName(name) {
  return JSON.stringify(name).slice(1, -1);
}

function readLines(file) {
  const text = readFileSync(fileURLToPath(new URL(file, import.meta.url)), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [path, ...rest] = line.split(" | ");
      const reason = rest.pop();
      return rest.length === 0 ? [path, reason] : [path, rest.join(" | "), reason];
    });
}
