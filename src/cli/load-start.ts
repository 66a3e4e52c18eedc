type Program = typeof import("./start.js");

/**
 * Loads the program, one script beside this one. In a short run nothing takes longer than compiling it, so the build
 * keeps what V8 made of it. Another V8 does not take that; Node itself then keeps what it compiled, from 22.1 on.
 */
export function loadStart(): Program {
  const nodeModule = process.getBuiltinModule("node:module");
  const require = nodeModule.createRequire(import.meta.url);
  const file = require.resolve("./cli/start.cjs");
  const kept = fromCompiled(file, nodeModule.createRequire(file));
  if (kept !== null) return kept;
  if ("enableCompileCache" in nodeModule && typeof nodeModule.enableCompileCache === "function") {
    nodeModule.enableCompileCache();
  }
  return require(file);
}

/** @returns null when there is no compiled code, or another V8's */
function fromCompiled(file: string, require: NodeJS.Require): Program | null {
  const { existsSync, readFileSync } = process.getBuiltinModule("node:fs");
  if (!existsSync(`${file}.compiled`)) return null;
  const { Script } = process.getBuiltinModule("node:vm");
  // ASCII, as the build writes it; the frame is that of CommonJS, and keep-compiled.cjs has the same.
  const source = `(function (exports, require, module, __filename) {${readFileSync(file, "latin1")}\n})`;
  const script = new Script(source, { filename: file, cachedData: readFileSync(`${file}.compiled`) });
  if (script.cachedDataRejected === true) return null;
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, file);
  return module.exports as Program;
}
