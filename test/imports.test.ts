import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** A folder imports from itself and from the folders named with it, and from these packages only. */
const FOLDERS: Readonly<Record<string, { readonly folders: readonly string[]; readonly packages: readonly string[] }>> =
  {
    core: { folders: [], packages: ["whatwg-mimetype", "@noble/hashes"] },
    explain: { folders: ["core"], packages: ["get-east-asian-width"] },
    cases: { folders: ["core", "explain"], packages: ["zod", "tough-cookie", "tldts", "http-cache-semantics"] },
    perform: { folders: ["cases"], packages: [] },
    records: {
      folders: ["core", "explain", "cases"],
      packages: ["node:", "fflate", "acorn", "@sveltejs/acorn-typescript", "htmlparser2"],
    },
    page: { folders: ["core", "explain", "cases", "records"], packages: ["node:", "whatwg-mimetype"] },
    server: { folders: ["core", "explain", "cases", "page"], packages: ["node:"] },
    live: {
      folders: ["core", "explain", "cases", "records", "page", "server"],
      packages: ["node:", "tldts", "zod", "proxy-from-env"],
    },
    conform: {
      folders: ["core", "explain", "cases", "perform", "page", "server", "live"],
      packages: ["node:", "tough-cookie", "happy-dom", "jsdom", "mentoss"],
    },
    adapters: { folders: ["core", "explain", "cases", "records", "page"], packages: ["*"] },
    cli: {
      folders: ["core", "explain", "cases", "records", "page", "server", "live", "conform", "adapters"],
      packages: ["*"],
    },
    web: { folders: ["core", "explain", "cases", "perform", "records"], packages: ["*"] },
    "": { folders: ["core", "explain", "cases", "records", "page"], packages: [] },
  };

const src = fileURLToPath(new URL("../src", import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));

interface Import {
  readonly from: string;
  /** As it is written. */
  readonly to: string;
}

/** `import … from "x"`, `export … from "x"`, `import "x"`, `import("x")`. */
const IMPORT = /^(?:import|export)\b[^;"]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;

const imports = files.flatMap((from): Import[] => {
  const text = readFileSync(join(src, from), "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return [...text.matchAll(IMPORT)].map(([, ...found]) => ({ from, to: found.find((to) => to !== undefined) ?? "" }));
});

function folderOf(file: string): string {
  const [folder, ...rest] = file.split("/");
  return rest.length === 0 ? "" : (folder ?? "");
}

function isAllowed({ from, to }: Import): boolean {
  const rules = FOLDERS[folderOf(from)];
  if (rules === undefined) return false;
  if (!to.startsWith("."))
    return rules.packages.some((name) => name === "*" || to === name || to.startsWith(matching(name)));
  const folder = folderOf(relative(src, join(src, dirname(from), to)));
  return folder === folderOf(from) || rules.folders.includes(folder);
}

function matching(name: string): string {
  return name.endsWith(":") ? name : `${name}/`;
}

test("there is something to walk", () => {
  expect(imports.length).toBeGreaterThan(50);
});

test("a folder imports only from the folders above it", () => {
  const wrong = imports.filter((one) => !isAllowed(one)).map(({ from, to }) => `${from} imports ${to}`);
  expect(wrong).toEqual([]);
});

test("an adapter imports no other adapter", () => {
  const isAdapter = (file: string) => /^adapters\/[^/]+$/.test(file);
  const wrong = imports.filter((one) => folderOf(one.from) === "adapters" && isAdapter(targetOf(one) ?? ""));
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test("there are no barrels but the entry points", () => {
  expect(files.filter((file) => /(^|\/)index\.ts$/.test(file)).sort()).toEqual(["core/index.ts", "index.ts"]);
});

/** The file that an import of our own names; null: it is of a package. */
function targetOf({ from, to }: Import): string | null {
  if (!to.startsWith(".")) return null;
  const path = join(dirname(from), to).replace(/\.js$/, "");
  return files.find((file) => file === `${path}.ts` || file === `${path}.tsx`) ?? null;
}

/** Files that import each other in a circle, each once, in the order of one way around (Tarjan's components). */
function circlesOf(arrows: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const seen = new Map<string, number>();
  const open: string[] = [];
  /** @returns the earliest file still open that can be reached */
  const visit = (file: string): number => {
    const place = seen.size;
    let earliest = place;
    seen.set(file, place);
    open.push(file);
    for (const next of arrows.get(file) ?? []) {
      if (!seen.has(next)) earliest = Math.min(earliest, visit(next));
      else if (open.includes(next)) earliest = Math.min(earliest, seen.get(next)!);
    }
    if (earliest < place) return earliest;
    const members = open.splice(open.indexOf(file));
    if (members.length > 1 || arrows.get(file)?.includes(file) === true) circles.push(members);
    return earliest;
  };
  for (const file of arrows.keys()) if (!seen.has(file)) visit(file);
  return circles;
}

test.each([
  ["none", { a: ["b", "c"], b: ["c"], c: [] }, []],
  ["two files", { a: ["b"], b: ["c"], c: ["b"] }, [["b", "c"]]],
  ["a file and itself", { a: ["a"] }, [["a"]]],
  [
    "two circles with one way between them",
    { a: ["b"], b: ["a", "c"], c: ["d"], d: ["c"] },
    [
      ["c", "d"],
      ["a", "b"],
    ],
  ],
])("a circle is found: %s", (_what, arrows, found) => {
  expect(circlesOf(new Map(Object.entries(arrows)))).toEqual(found);
});

test("no files import each other in a circle, types included", () => {
  const arrows = new Map(files.map((file): [string, string[]] => [file, []]));
  for (const one of imports) {
    const target = targetOf(one);
    if (target !== null) arrows.get(one.from)!.push(target);
  }
  expect([...arrows.values()].flat().length).toBeGreaterThan(1000);
  expect(circlesOf(arrows)).toEqual([]);
});
