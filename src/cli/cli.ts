#!/usr/bin/env node
import { VERSION } from "./version.js";

// Everything else is loaded when it is needed: `--version` costs no more than Node itself.
if (process.argv.length === 3 && process.argv[2] === "--version") {
  process.stdout.write(`${VERSION}\n`);
} else {
  const { start } = await import("./start.js");
  await start();
}
