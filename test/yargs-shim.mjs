// What yargs needs of its platform, for the bundled command line. Its own shim loads node:assert, node:module and the
// translations (y18n), which takes as long as parsing the command line; whycors speaks English there.
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import cliui from "cliui";
import Parser from "yargs-parser";
import stringWidth from "../src/cli/text/width.ts";

const none = () => {
  throw new Error("not part of the bundle");
};

export default {
  assert: {
    notStrictEqual: (a, b, message) => fail(Object.is(a, b), message),
    strictEqual: (a, b, message) => fail(!Object.is(a, b), message),
  },
  cliui,
  findUp: () => undefined,
  getEnv: (key) => process.env[key],
  inspect: (value) => JSON.stringify(value),
  getProcessArgvBin: () => "whycors",
  mainFilename: process.cwd(),
  Parser,
  path: { basename, dirname, extname, relative, resolve, join },
  process: {
    argv: () => process.argv,
    cwd: process.cwd,
    emitWarning: process.emitWarning,
    execPath: () => process.execPath,
    exit: process.exit,
    nextTick: process.nextTick,
    stdColumns: null,
  },
  readFileSync,
  readdirSync,
  require: none,
  getCallerFile: none,
  stringWidth,
  y18n: {
    __: (text = "", ...values) => filled(text, values),
    __n: (one, other, count, ...values) => filled(count === 1 ? one : other, values),
    getLocale: () => "en",
    setLocale() {},
    updateLocale() {},
  },
};

function filled(text, values) {
  const rest = [...values];
  return text.replace(/%[sd]/g, (place) => (rest.length > 0 ? String(rest.shift()) : place));
}

function fail(condition, message) {
  if (condition) throw message instanceof Error ? message : new Error(message);
}
