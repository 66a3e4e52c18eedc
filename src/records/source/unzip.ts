import { Unzip, UnzipInflate } from "fflate";
import { RecordError } from "../record-error.js";
import type { ByteSource } from "./byte-source.js";

/** Recordings in a zip, such as Playwright's with its attached bodies, which no verdict needs. */
export async function recordingsInZip(source: ByteSource): Promise<ByteSource[]> {
  const names: string[] = [];
  for await (const _ of unzip(source, (name) => {
    names.push(name);
    return false;
  })) {
    // Nothing is unpacked: only names are gathered.
  }
  const wanted = names.filter((name) => /\.(?:har|ndjson|http)$/i.test(name) && !name.startsWith("__MACOSX/"));
  if (wanted.length === 0) {
    const found = names.length === 0 ? "nothing" : names.slice(0, 5).join(", ");
    throw new RecordError({ file: source.name }, `is a zip without a .har file in it (found ${found})`);
  }
  return wanted.map((name) => ({
    name: wanted.length === 1 ? source.name : `${source.name}/${name}`,
    chunks: () => unzip(source, (candidate) => candidate === name),
  }));
}

/** The bytes of the members that are wanted. */
async function* unzip(source: ByteSource, isWanted: (name: string) => boolean): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let problem: Error | null = null;
  const archive = new Unzip((file) => {
    if (!isWanted(file.name)) return;
    file.ondata = (error, data) => {
      problem ??= error;
      if (data !== undefined && data.length > 0) ready.push(data);
    };
    file.start();
  });
  archive.register(UnzipInflate);
  const push = (chunk: Uint8Array, isLast: boolean): Uint8Array[] => {
    try {
      archive.push(chunk, isLast);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      problem ??= error;
    }
    if (problem !== null) {
      throw new RecordError({ file: source.name }, "the zip is damaged or cut off", { cause: problem });
    }
    const out = ready;
    ready = [];
    return out;
  };
  // Copies, for the archive holds on to what it gets.
  for await (const chunk of source.chunks()) yield* push(new Uint8Array(chunk), false);
  yield* push(new Uint8Array(0), true);
}
