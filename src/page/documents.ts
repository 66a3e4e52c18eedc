/** Where a document comes from. */
export interface DocumentSource {
  /** An HTML or an XML MIME type, without parameters. */
  readonly contentType: string;
  /** The response's, after redirects. */
  readonly url: string;
  /** The response's Last-Modified; null: it has none. */
  readonly lastModified: string | null;
}

/** @returns a document; null: the markup is not well-formed */
export type ParseDocument = (markup: string, source: DocumentSource) => object | null;

/** What a page does with documents that are no strings yet, or no longer. */
export interface Documents {
  readonly parse: ParseDocument;
  readonly serialize: (document: object) => string;
}

interface ParsedDocument {
  getElementsByTagName(name: string): ArrayLike<{ readonly namespaceURI: string | null }>;
  querySelector?(selectors: string): { readonly href?: string } | null;
}
type Parser = new () => { parseFromString(text: string, type: string): ParsedDocument };
type Serializer = new () => { serializeToString(document: object): string };

/** Of a window, or of globals that are one. */
export interface DocumentClasses {
  readonly DOMParser?: Parser | null | undefined;
  readonly XMLSerializer?: Serializer | null | undefined;
}

/** By the DOMParser and the XMLSerializer that are there when they are needed; without a parser there are no documents. */
export function documentsOf(classes: DocumentClasses): Documents {
  return {
    parse(markup, { contentType }) {
      const { DOMParser } = classes;
      if (DOMParser === undefined || DOMParser === null) return null;
      const isXmlOfItsOwn = contentType === "application/xhtml+xml" || contentType === "image/svg+xml";
      const type = contentType === "text/html" || isXmlOfItsOwn ? contentType : "application/xml";
      const document = new DOMParser().parseFromString(markup, type);
      return contentType !== "text/html" && hasErrors(document) ? null : document;
    },
    serialize(document) {
      const { contentType, childNodes = [] } = document as { contentType?: string; childNodes?: Iterable<MarkupNode> };
      const { XMLSerializer } = classes;
      if (contentType !== "text/html" && XMLSerializer) return new XMLSerializer().serializeToString(document);
      return [...childNodes].map(markupOf).join("");
    },
  };
}

/** What parsers leave of a document that is not well-formed. */
const ERROR_NAMESPACES = ["http://www.mozilla.org/newlayout/xml/parsererror.xml", "http://www.w3.org/1999/xhtml"];

function hasErrors(document: ParsedDocument): boolean {
  const errors = Array.from(document.getElementsByTagName("parsererror"));
  return errors.some(({ namespaceURI }) => ERROR_NAMESPACES.includes(namespaceURI ?? ""));
}

interface MarkupNode {
  readonly nodeType: number;
  readonly outerHTML?: string;
  readonly nodeValue?: string | null;
  readonly name?: string;
}

function markupOf({ nodeType, outerHTML = "", nodeValue, name }: MarkupNode): string {
  if (nodeType === 10) return `<!DOCTYPE ${name}>`;
  return nodeType === 8 ? `<!--${nodeValue}-->` : outerHTML;
}

export function isDocument(given: unknown): given is object {
  return typeof given === "object" && given !== null && "nodeType" in given && given.nodeType === 9;
}

/**
 * Set a document response, steps 8–12 — https://xhr.spec.whatwg.org/#document-response: what a document says of itself, which a
 * parser takes from the page.
 */
export function describeDocument(
  document: object,
  { contentType, url, lastModified }: DocumentSource,
  now: number,
): void {
  const { hostname } = new URL(url);
  const date = lastModified === null ? Number.NaN : Date.parse(lastModified);
  const facts: Readonly<Record<string, () => unknown>> = {
    URL: () => url,
    documentURI: () => url,
    baseURI: () => (document as ParsedDocument).querySelector?.("base[href]")?.href ?? url,
    domain: () => hostname,
    referrer: () => "",
    contentType: () => contentType,
    lastModified: () => shownDate(new Date(Number.isNaN(date) ? now : date)),
    cookie: () => "",
    readyState: () => "complete",
    location: () => null,
    defaultView: () => null,
  };
  // What is set is ignored, as in a document without a page.
  for (const [name, get] of Object.entries(facts)) {
    Reflect.defineProperty(document, name, { configurable: true, enumerable: true, get, set: () => {} });
  }
}

/** https://html.spec.whatwg.org/#dom-document-lastmodified */
function shownDate(date: Date): string {
  const two = (value: number) => `${value}`.padStart(2, "0");
  const day = `${two(date.getMonth() + 1)}/${two(date.getDate())}/${date.getFullYear()}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
