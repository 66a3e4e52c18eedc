import type { CookieContext } from "../core/infrastructure/browser-state.js";
import type { PageBrowser } from "./page-browser.js";

/** `document.cookie` — https://html.spec.whatwg.org/#dom-document-cookie, over the page's jar: what is HttpOnly is not there. */
export function documentCookie(browser: PageBrowser): string {
  const { url } = checkedPage(browser);
  return url.isHttp ? (browser.cookies.get(url, contextOf(browser)) ?? "") : "";
}

/** @param line as of a Set-Cookie header */
export function setDocumentCookie(browser: PageBrowser, line: string): void {
  const { url } = checkedPage(browser);
  if (url.isHttp) browser.cookies.set(url, line, contextOf(browser));
}

function checkedPage({ page }: PageBrowser): PageBrowser["page"] {
  if (!page.origin.opaque) return page;
  throw new DOMException("Access is denied for this document.", "SecurityError");
}

function contextOf({ now }: PageBrowser): CookieContext {
  return { sameSite: true, topLevelNavigation: false, byScript: true, now };
}
