import type { ReplaySource } from "../../records/options.js";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";

/** A recording as it is named on the command line: a path, `PATH#N`, or `-`. */
export async function sourceOf(io: Io, name: string): Promise<ReplaySource> {
  if (name === "-") return { name, stream: io.stdin };
  const { path, entry } = await entryOf(io, name);
  const kind = await io.files.kind(path);
  if (kind === null) throw new InputError(`${name}: no such file`, "Check the path; - reads stdin.");
  if (kind === "directory") {
    throw new InputError(`${name}: is a directory`, `Name the recordings in it: ${name.replace(/\/$/, "")}/*.har`);
  }
  return { name: path, path: io.files.resolve(path), ...(entry !== null && { entry }) };
}

/** A file may really be called `a#1`. */
async function entryOf(io: Io, name: string): Promise<{ path: string; entry: number | null }> {
  const [, path, index] = /^(.+)#(\d+)$/.exec(name) ?? [];
  if (path === undefined || index === undefined || (await io.files.kind(name)) !== null)
    return { path: name, entry: null };
  return { path, entry: Number(index) };
}
