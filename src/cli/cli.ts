#!/usr/bin/env node
/** Put in by the build, as in version.ts; importing that would be one more file to load. */
declare const WHYCORS_VERSION: string;

// Everything else is loaded when it is needed: `--version` costs no more than Node itself.
if (process.argv.length === 3 && process.argv[2] === "--version") {
  process.stdout.write(`${WHYCORS_VERSION}\n`);
} else {
  // From Node 22.1 on: compiled code is kept for the next call.
  const nodeModule: object = process.getBuiltinModule?.("node:module") ?? {};
  if ("enableCompileCache" in nodeModule && typeof nodeModule.enableCompileCache === "function") {
    nodeModule.enableCompileCache();
  }
  const { start } = await import("./start.js");
  await start();
}

// An entry point, no script: it may await.
export {};
