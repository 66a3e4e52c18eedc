// Runs the program once and keeps what V8 made of it, beside it: see src/cli/load-start.ts, whose frame this has to be.
const { readFileSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { Script } = require("node:vm");

const [node, , file, ...args] = process.argv;
process.argv = [node, file, ...args];
const source = `(function (exports, require, module, __filename) {${readFileSync(file, "latin1")}\n})`;
const script = new Script(source, { filename: file });
const program = { exports: {} };
script.runInThisContext()(program.exports, createRequire(file), program, file);
program.exports.start().then(() => {
  const compiled = script.createCachedData();
  if (new Script(source, { cachedData: compiled }).cachedDataRejected)
    throw new Error("V8 does not take its own code back");
  writeFileSync(`${file}.compiled`, compiled);
});
