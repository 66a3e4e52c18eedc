import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { consoleOf } from "./fields.mjs";

/** Into spec-cases/, with what the browser did as what is expected of its profile. */
export function saveCase(given, truths, profile) {
  const folder = fileURLToPath(new URL("../../spec-cases/engine-differences/", import.meta.url));
  const expected = (id) => {
    const truth = truths.find((each) => each.id === id);
    const { outcome, settles, response, error } = truth;
    const told = outcome === "rejected" || outcome === null ? {} : { outcome };
    const seen = { ...(response ? { response } : {}), ...(error ? { error } : {}) };
    return { [profile]: { ...told, settles, ...seen, console: consoleOf(truth) } };
  };
  const written = { ...given, expect: expected(given.id) };
  for (const [index, step] of (written.then ?? []).entries()) {
    written.then[index] = { ...step, expect: expected(`${given.id}/${index + 1}`) };
  }
  const file = join(folder, `${given.id}.json`);
  writeFileSync(file, `${JSON.stringify([written], null, 2)}\n`);
  console.log(`written: ${file}`);
}
