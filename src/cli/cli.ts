#!/usr/bin/env node
import { loadStart } from "./load-start.js";

/** Put in by the build, as in version.ts. */
declare const WHYCORS_VERSION: string;

// Everything else is loaded when it is needed: `--version` costs no more than Node itself.
if (process.argv.length === 3 && process.argv[2] === "--version") process.stdout.write(`${WHYCORS_VERSION}\n`);
else await loadStart().start();
