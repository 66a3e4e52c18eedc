// Writes the JSON Schemas of the two public formats: the case's from its zod schema, the verdict's from its types.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { createGenerator } from "ts-json-schema-generator";

const ABOUT = {
  case: ["whycors case", "What a page does, and how the server answers."],
  verdict: ["whycors verdict", "What the browser would do. Fields may be added; the ones here keep their meaning."],
};

/**
 * @param root the checkout
 * @param out a build, its declarations included
 */
export async function writeSchemas(root, out) {
  mkdirSync(`${out}/schema`, { recursive: true });
  const verdict = createGenerator({
    path: `${out}/types/cases/verdict.d.ts`,
    tsconfig: `${root}tsconfig.json`,
    type: "Verdict",
    skipTypeCheck: true,
    additionalProperties: true,
    topRef: false,
  }).createSchema("Verdict");
  for (const [name, schema] of [
    ["case", await caseSchema(root)],
    ["verdict", verdict],
  ]) {
    const [title, description] = ABOUT[name];
    writeFileSync(`${out}/schema/${name}.json`, `${JSON.stringify({ ...schema, title, description }, null, 2)}\n`);
  }
}

async function caseSchema(root) {
  const temporary = mkdtempSync(`${root}.tmp/schema-`);
  try {
    const outfile = `${temporary}/case.mjs`;
    await build({
      stdin: {
        contents: `import { z } from "zod"; import { caseSchema } from "./src/cases/case.js";
          export const schema = z.toJSONSchema(caseSchema, { io: "input", target: "draft-7" });`,
        resolveDir: root,
      },
      bundle: true,
      format: "esm",
      platform: "node",
      outfile,
      logLevel: "warning",
    });
    return (await import(pathToFileURL(outfile).href)).schema;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
