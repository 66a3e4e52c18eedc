import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** A package that is not installed, or not where it is looked for. */
export class MissingPeer extends Error {
  override readonly name = "MissingPeer";
}

/** A package of the user's project, or one beside this one. @returns its exports, and where they are */
export async function importPeer<Exports>(name: string): Promise<{ exports: Exports; from: string }> {
  for (const base of [join(process.cwd(), "index.js"), fileURLToPath(import.meta.url)]) {
    const from = entryOf(name, base);
    if (from !== null) return { exports: (await import(pathToFileURL(from).href)) as Exports, from };
  }
  throw new MissingPeer(`${name} is not installed: npm install --save-dev ${name}`);
}

/** Its entry for `import`, which `require.resolve` does not find where a package has no other. */
function entryOf(name: string, base: string): string | null {
  for (const folder of createRequire(base).resolve.paths(name) ?? []) {
    const file = join(folder, name, "package.json");
    if (!existsSync(file)) continue;
    const { exports, module, main } = JSON.parse(readFileSync(file, "utf8"));
    return join(folder, name, targetOf(exports?.["."] ?? exports) ?? module ?? main ?? "index.js");
  }
  return null;
}

function targetOf(target: unknown): string | null {
  if (typeof target === "string" || target === undefined || target === null) return target ?? null;
  for (const [condition, inner] of Object.entries(target)) {
    if (["node", "import", "module-sync", "default"].includes(condition)) {
      const found = targetOf(inner);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Of the package in whose folder a file is. */
export function versionOf(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    const version = existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).version : undefined;
    if (version !== undefined) return version;
  }
  return "";
}
