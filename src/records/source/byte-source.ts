import { RecordError } from "../record-error.js";

/** The bytes of one recording, as often as they are needed. */
export interface ByteSource {
  /** What verdicts and errors call it. */
  readonly name: string;
  /**
   * From the beginning, each time it is called. A chunk's bytes may be written over once the next but one is asked for.
   */
  chunks(): AsyncIterable<Uint8Array>;
}

/** The beginning of a source. */
export interface Head {
  readonly bytes: Uint8Array;
  /** That was all. */
  readonly isWhole: boolean;
}

/** Reads until there are so many bytes, or no more; what breaks behind the first ones is told when they are read again. */
export async function headOf(source: ByteSource, length: number): Promise<Head> {
  const parts: Uint8Array[] = [];
  let seen = 0;
  try {
    for await (const chunk of source.chunks()) {
      parts.push(new Uint8Array(chunk));
      seen += chunk.length;
      if (seen > length) return { bytes: concat(parts, seen), isWhole: false };
    }
  } catch (error) {
    if (seen === 0 || !(error instanceof RecordError)) throw error;
    return { bytes: concat(parts, seen), isWhole: false };
  }
  return { bytes: concat(parts, seen), isWhole: true };
}

export function concat(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    async *chunks() {
      if (bytes.length > 0) yield bytes;
    },
  };
}
