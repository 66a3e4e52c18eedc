import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";

/** A file of cases, read. */
export interface CaseFile {
  /** As the user knows it. */
  readonly label: string;
  /** Its ending says whether there is a case a line. */
  readonly name: string;
  readonly text: string;
}

const ENDING = /\.(json|jsonc|ndjson|jsonl)$/i;

/** The files that a path of the command line stands for: itself, what is in it, what it matches, stdin. */
export async function* caseFiles(io: Io, path: string): AsyncGenerator<CaseFile> {
  if (path === "-") {
    const given = await text(io.stdin);
    yield { label: "stdin", name: isOnePerLine(given) ? "stdin.ndjson" : "stdin.json", text: given };
    return;
  }
  const kind = await io.files.kind(path);
  if (kind === "directory") yield* filesIn(io, path, path);
  else if (kind !== null) yield { label: path, name: path, text: await io.files.read(path) };
  else if (/[*?[{]/.test(path)) yield* matching(io, path);
  else
    throw new InputError(
      `${path}: no such file`,
      "Check the path; - reads stdin, --init FILE writes a case to start from.",
    );
}

/** The cases of this package. */
export async function* bundledCases(io: Io): AsyncGenerator<CaseFile> {
  const directory = bundled();
  if (directory === null) throw new InputError("the bundled cases are missing from this installation");
  yield* filesIn(io, directory, "");
}

async function* filesIn(io: Io, directory: string, label: string): AsyncGenerator<CaseFile> {
  const paths = (await io.files.list(directory)).filter((path) => ENDING.test(path));
  if (paths.length === 0)
    throw new InputError(`${directory}: no cases in it`, "Cases are .json, .jsonc or .ndjson files.");
  for (const path of paths) {
    const inside = path.slice(directory.length).replaceAll("\\", "/");
    const shown = label === "" ? inside.replace(/^\//, "") : `${label.replace(/\/$/, "")}/${inside.replace(/^\//, "")}`;
    yield { label: shown, name: path, text: await io.files.read(path) };
  }
}

/** For shells that leave patterns alone, and for quoted ones. */
async function* matching(io: Io, pattern: string): AsyncGenerator<CaseFile> {
  const { glob } = await import("tinyglobby");
  const paths = await glob(pattern, { cwd: io.files.resolve("."), expandDirectories: false });
  if (paths.length === 0) throw new InputError(`${pattern}: matches no file`);
  for (const path of paths.sort()) yield { label: path, name: path, text: await io.files.read(path) };
}

/** Beside this file's package.json, from the sources and from dist/ alike. */
function bundled(): string | null {
  for (const up of ["../", "../../", "../../../"]) {
    const found = new URL(`${up}spec-cases`, import.meta.url);
    if (existsSync(found)) return fileURLToPath(found);
  }
  return null;
}

/** stdin has no name: several lines of which one is an object of its own. */
function isOnePerLine(given: string): boolean {
  const lines = given.split("\n").filter((line) => line.trim() !== "");
  return lines.length > 1 && lines.slice(0, 20).some(isObject);
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
