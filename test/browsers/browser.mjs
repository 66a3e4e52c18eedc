/** A real browser of this machine, ready to record. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { openRecorder } from "./recorder.mjs";

export const BROWSERS = ["chromium", "firefox", "webkit"];

/** @throws when the browser is not installed, with what to install */
export async function openBrowser(name, { width = 8, log = false } = {}) {
  const module = await import(`./${name}.mjs`);
  const executable = find(module);
  if (executable === null) {
    throw new Error(`${name} was not found: ${module.installed}, or say where it is in ${module.executables[0]}`);
  }
  const driver = { ...module, name, start: (how) => module.start({ ...how, executable }) };
  const told = log ? (line) => console.error(line) : undefined;
  return { name, recorder: await openRecorder(driver, { width: Number(width), log: told, ...module.pace }) };
}

/** @returns the path of a browser's program; null: there is none */
export function find({ executables: [variable, ...names], places = [] }) {
  const given = process.env[variable];
  if (given) return given;
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...places];
  for (const candidate of names.flatMap((each) => folders.map((folder) => join(folder, each)))) {
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {}
  }
  return null;
}
