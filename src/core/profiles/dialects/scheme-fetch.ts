/** Where engines differ in scheme fetch — https://fetch.spec.whatwg.org/#concept-scheme-fetch */
export interface SchemeFetchDialect {
  /** `about:blank` is an empty document to what asks in mode no-cors (else nobody answers for it). */
  readonly elementsLoadAboutBlank: boolean;
  /** `about:blank` is an empty style sheet to a link that asks for one. */
  readonly aboutBlankIsSheet: boolean;
  /** `firefox`: a data: response has a Content-Length for fetch(), and an XHR shows its one header as it is spelt. */
  readonly dataUrlDialect: "standard" | "firefox";
}
