import { RecordError } from "../../records/record-error.js";

/** A file's bytes in pieces, from their beginning each time; what is packed with gzip is unpacked on the way. */
export function chunksOf(file: File): () => AsyncIterable<Uint8Array> {
  return async function* () {
    const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    const isPacked = start[0] === 0x1f && start[1] === 0x8b;
    const stream = isPacked ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file.stream();
    const reader = stream.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } catch (error) {
      const problem = isPacked ? "the gzip is damaged or cut off" : "the file can't be read any more";
      throw new RecordError({ file: file.name }, problem, { cause: error });
    } finally {
      void reader.cancel().catch(() => {});
    }
  };
}
