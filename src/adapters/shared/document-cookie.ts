import type { Page } from "../../page/page.js";

/**
 * Joins `document.cookie` with the jar of the page: what the document has is the page's too, and from now on they are one.
 * @param pageOf the page to speak for; null: the document speaks for itself
 * @returns takes them apart again
 */
export function joinCookies(window: object, pageOf: () => Page | null): () => void {
  const { document } = window as { readonly document?: { cookie?: unknown } | null };
  if (typeof document !== "object" || document === null || !("cookie" in document)) return () => {};
  const page = pageOf();
  // A page with an opaque origin has none.
  if (page !== null && page.origin !== "null") for (const pair of pairsOf(document)) page.cookie = pair;
  const own = Object.getOwnPropertyDescriptor(document, "cookie");
  const original = own ?? inherited(document);
  Object.defineProperty(document, "cookie", {
    configurable: true,
    enumerable: true,
    get: () => pageOf()?.cookie ?? original?.get?.call(document),
    set(line: unknown) {
      const joined = pageOf();
      if (joined === null) original?.set?.call(document, line);
      else joined.cookie = `${line}`;
    },
  });
  return () => {
    if (own === undefined) Reflect.deleteProperty(document, "cookie");
    else Object.defineProperty(document, "cookie", own);
  };
}

function pairsOf(document: { cookie?: unknown }): string[] {
  return `${document.cookie ?? ""}`.split("; ").filter((pair) => pair !== "");
}

function inherited(document: object): PropertyDescriptor | undefined {
  for (let at: unknown = document; typeof at === "object" && at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, "cookie");
    if (found !== undefined) return found;
  }
  return undefined;
}
