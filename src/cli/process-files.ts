import { mkdir, open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { codeOf, fileError } from "./errors.js";
import type { Files } from "./io.js";

/** The real file system, seen from a directory. */
export function filesFrom(directory: string): Files {
  const at = (path: string): string => resolve(directory, path);

  async function told<T>(path: string, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw fileError(path, error);
    }
  }

  return {
    resolve: at,

    async kind(path) {
      try {
        const found = await stat(at(path));
        return found.isDirectory() ? "directory" : found.isFile() ? "file" : "other";
      } catch (error) {
        if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
        throw fileError(path, error);
      }
    },

    read: (path) => told(path, readFile(at(path), "utf8")),

    readBytes: (path) => told(path, readFile(at(path))),

    async list(path) {
      const entries = await told(path, readdir(at(path), { withFileTypes: true, recursive: true }));
      return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(path, entry.parentPath.slice(at(path).length), entry.name))
        .sort();
    },

    async create(path, text) {
      try {
        await writeFile(at(path), text, { flag: "wx" });
        return true;
      } catch (error) {
        if (codeOf(error) === "EEXIST") return false;
        throw fileError(path, error);
      }
    },

    async open(path) {
      const file = await told(path, open(at(path), "w"));
      return {
        write: async (text) => void (await told(path, file.write(text))),
        close: () => told(path, file.close()),
      };
    },

    async makeDirectory(path) {
      await told(path, mkdir(at(path), { recursive: true }));
    },
  };
}
