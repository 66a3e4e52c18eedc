import { resolveObjectURL } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { BlobEntry } from "../core/infrastructure/browser-state.js";
import type { HttpResponse } from "../core/infrastructure/response.js";
import { type UrlRecord, withoutFragment } from "../core/infrastructure/url-record.js";
import { isBlob, Payload } from "./body/payload.js";

/** A blob: URL's object, as it was when the URL was parsed: revoking the URL later takes nothing back. */
export interface HeldBlob {
  readonly url: string;
  readonly entry: BlobEntry;
}

/** Blob URL store — https://w3c.github.io/FileAPI/#BlobURLStore; what Node's own URL.createObjectURL() made counts as the page's. */
export class BlobUrls {
  readonly #origin: () => string;
  readonly #blobs = new Map<string, Blob>();
  #lent: HeldBlob | null = null;

  /** @param origin the page's, serialised */
  constructor(origin: () => string) {
    this.#origin = origin;
  }

  /** https://w3c.github.io/FileAPI/#dfn-createObjectURL */
  create(given: unknown): string {
    if (!isBlob(given)) {
      throw new TypeError("Failed to execute 'createObjectURL' on 'URL': parameter 1 is not of type 'Blob'.");
    }
    const url = `blob:${this.#origin()}/${randomUUID()}`;
    this.#blobs.set(url, given);
    return url;
  }

  /** https://w3c.github.io/FileAPI/#dfn-revokeObjectURL: of exactly this URL. */
  revoke(url: string): void {
    this.#blobs.delete(url);
  }

  clear(): void {
    this.#blobs.clear();
  }

  /** For BrowserState. */
  readonly entryOf = ({ wire }: Pick<UrlRecord, "wire">): BlobEntry | null => {
    if (this.#lent?.url === wire) return this.#lent.entry;
    const blob = this.#blobs.get(wire) ?? (OF_NODE.test(wire) ? resolveObjectURL(wire) : undefined);
    return blob === undefined ? null : entryFor(blob as Blob);
  };

  /** What a URL as page code wrote it stands for now; null: it is no blob: URL, or of nothing. */
  hold(url: string): HeldBlob | null {
    if (!url.startsWith("blob:")) return null;
    const wire = withoutFragment(url);
    const entry = this.entryOf({ wire });
    return entry === null ? null : { url: wire, entry };
  }

  /** For as long as it runs a held object stands for its URL. */
  lend<Result>(held: HeldBlob | null, run: () => Result): Result {
    if (held === null) return run();
    this.#lent = held;
    try {
      return run();
    } finally {
      this.#lent = null;
    }
  }
}

/** Node looks at the identifier alone, whatever stands behind it. */
const OF_NODE = /^blob:nodedata:[\w-]+$/;

function entryFor(blob: Blob): BlobEntry {
  const { size, type } = blob;
  return {
    size,
    type,
    slice(start, end): Pick<HttpResponse, "body"> & { readonly payload: Payload } {
      const part = start === 0 && end === size ? blob : partOf(blob, start, end);
      return { body: null, payload: new Payload(part) };
    },
  };
}

/** Of a Blob of whatever window: by its bytes. */
function partOf(blob: Blob, start: number, end: number) {
  return {
    arrayBuffer: async () => (await blob.arrayBuffer()).slice(start, end),
  };
}
