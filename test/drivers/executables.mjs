/** Where a browser's program is. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export const CHROMIUM = {
  name: "Chromium",
  variable: "CHROMIUM",
  commands: ["chromium", "chromium-browser", "google-chrome"],
  install: "apt-get install chromium",
};
export const FIREFOX = {
  name: "Firefox",
  variable: "FIREFOX",
  commands: ["firefox-esr", "firefox"],
  install: "apt-get install firefox-esr",
};
export const WEBKIT = {
  name: "WebKitGTK's MiniBrowser",
  variable: "MINIBROWSER",
  commands: ["MiniBrowser"],
  places: ["x86_64", "aarch64"].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1`),
  install: "apt-get install webkit2gtk-driver xvfb libnss-wrapper",
};

/** @throws when there is none, with what to do */
export function executableOf(program) {
  const found = findExecutable(program);
  if (found === null) throw new Error(missing(program));
  return found;
}

/** @returns its path; null: there is none */
export function findExecutable({ variable, commands, places = [] }) {
  const given = process.env[variable];
  const folders = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), ...places];
  const candidates = given ? [given] : commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return candidates.find(isProgram) ?? null;
}

/** In a sentence. */
export function missing({ name, variable, install }) {
  const given = process.env[variable];
  if (given) return `${name} was not found: ${variable} says ${given}, which is no program`;
  return `${name} was not found: ${install}, or say in ${variable} where it is`;
}

export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
