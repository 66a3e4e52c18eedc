#!/usr/bin/env node
import { VERSION } from "./version.js";

// Everything else is loaded when it is needed: `--version` costs no more than Node itself.
if (process.argv.length === 3 && process.argv[2] === "--version") {
  process.stdout.write(`${VERSION}\n`);
} else {
  // From Node 22.1 on: compiled code is kept for the next call.
  const nodeModule: object = process.getBuiltinModule?.("node:module") ?? {};
  if ("enableCompileCache" in nodeModule && typeof nodeModule.enableCompileCache === "function") {
    nodeModule.enableCompileCache();
  }
  const { start } = await import("./start.js");
  await start();
}
