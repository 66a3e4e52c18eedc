import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Case } from "../../src/cases/case.js";
import { readCases } from "../../src/cases/read-cases.js";

const folder = fileURLToPath(new URL("../../spec-cases", import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));

/** Every first setup of the spec cases. */
export const SPEC_CASES: readonly Case[] = files.flatMap((file): Case[] =>
  [...readCases(readFileSync(join(folder, file), "utf8"), file)].flatMap(({ case: given }) => {
    if (given === undefined) return [];
    const { then: _later, expect: _expected, ...first } = given;
    return [first];
  }),
);
