import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../errors.js";

export interface Page {
  readonly type: string;
  readonly bytes: Buffer;
  /** The name has a hash of the content in it. */
  readonly isForever: boolean;
}

/** The built playground by its paths. What is not in here is not served, whatever a path says. */
export type Pages = ReadonlyMap<string, Page>;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
};

/** @throws InputError when the installation lacks them */
export function builtPages(): Pages {
  const folder = folderOfPages();
  if (folder === null) {
    throw new InputError("the playground is missing from this installation", "In a checkout, npm run build makes it.");
  }
  return pagesIn(folder);
}

export function pagesIn(folder: string): Pages {
  const pages = new Map<string, Page>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder, name);
    if (!statSync(file).isFile()) continue;
    const path = `/${name.replaceAll("\\", "/")}`;
    const type = TYPES[extname(name)] ?? "application/octet-stream";
    pages.set(path, { type, bytes: readFileSync(file), isForever: path.startsWith("/assets/") });
  }
  return pages;
}

/** Beside the built program, or where a checkout has it. */
function folderOfPages(): string | null {
  for (const place of ["../web", "../../../dist/web"]) {
    const folder = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(join(folder, "index.html"))) return folder;
  }
  return null;
}
