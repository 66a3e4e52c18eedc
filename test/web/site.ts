import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The playground as its source stands, built into a folder of its own. */
export async function buildSite(): Promise<{ readonly folder: string; readonly remove: () => void }> {
  mkdirSync(join(root, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(root, ".tmp/web-"));
  // In a process of its own: the one of the tests is no production.
  const vite = [join(root, "node_modules/vite/bin/vite.js"), "build", "--config", join(root, "test/vite.config.mjs")];
  await promisify(execFile)(process.execPath, [...vite, "--outDir", folder, "--emptyOutDir"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

export interface Served {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A file server as plain as any, under a base path: it knows nothing of whycors. */
export async function serveFiles(folder: string, base: string): Promise<Served> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://files").pathname);
    asked.push(path);
    const file = join(folder, path.slice(base.length) || "index.html");
    if (!path.startsWith(base) || !file.startsWith(folder) || !isFile(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
