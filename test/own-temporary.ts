import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a run writes into the system's temporary directory goes when the run ends. */
export default function setup(): () => void {
  const directory = mkdtempSync(join(tmpdir(), "whycors-test-"));
  for (const name of ["TMPDIR", "TMP", "TEMP"]) process.env[name] = directory;
  return () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}
