import { getHeader, type HeaderList } from "../../core/infrastructure/header-list.js";
import { EXPORTERS, type Exporter, type ExporterTraits, exporterOf } from "./exporter.js";

/** What a recording says beside its entries. */
export interface Recording {
  readonly exporter: Exporter;
  readonly traits: ExporterTraits;
  /** URL of each page, by its id, where the exporter wrote one. */
  readonly pages: ReadonlyMap<string, string>;
  /** What documents of the recording were delivered with, by URL. */
  readonly documents: ReadonlyMap<string, DocumentPolicies>;
  /** Cookies were seen, and so none were removed. */
  readonly showsCookies: boolean;
}

/** Policies from a document's response headers; null: none. */
export interface DocumentPolicies {
  readonly csp: string | null;
  readonly coep: string | null;
  readonly referrerPolicy: string | null;
}

/** Gathers what stands beside the entries, in whatever order it comes. */
export class RecordingNotes {
  exporter: Exporter;
  showsCookies = false;
  readonly #pages = new Map<string, string>();
  readonly #documents = new Map<string, DocumentPolicies>();

  constructor(exporter: Exporter = "other") {
    this.exporter = exporter;
  }

  about(key: string, value: unknown): void {
    if (key === "creator") this.exporter = exporterOf(value);
    // A proxy's or tool's own name says more than the browser's.
    if (key === "browser" && this.exporter === "other") this.exporter = exporterOf(value);
    if (key === "pages" && Array.isArray(value)) for (const page of value) this.#page(page);
  }

  /** A navigation was recorded: its answer has the page's policies. */
  document(url: string, headers: HeaderList): void {
    const csp = getHeader("content-security-policy", headers);
    const coep = getHeader("cross-origin-embedder-policy", headers);
    const referrerPolicy = getHeader("referrer-policy", headers);
    if (csp === null && coep === null && referrerPolicy === null) this.#documents.delete(url);
    else this.#documents.set(url, { csp, coep, referrerPolicy });
  }

  finish(): Recording {
    const { exporter, showsCookies } = this;
    const [pages, documents] = [this.#pages, this.#documents];
    return { exporter, traits: EXPORTERS[exporter], pages, documents, showsCookies };
  }

  #page(page: unknown): void {
    if (typeof page !== "object" || page === null) return;
    const { id, title, url, _url } = page as Readonly<Record<string, unknown>>;
    if (typeof id !== "string") return;
    for (const candidate of [url, _url, title]) {
      if (typeof candidate === "string" && /^(?:https?|file):\/\//i.test(candidate)) this.#pages.set(id, candidate);
    }
  }
}
