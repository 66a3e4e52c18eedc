/** Where engines differ about the type of a response — https://fetch.spec.whatwg.org/#concept-header-extract-mime-type */
export interface MimeTypeDialect {
  /** Of several Content-Types the first counts for nosniff, style sheets and EventSource. */
  readonly firstTypeCounts: boolean;
  /** The type of a module is that of its last Content-Type field, and none where that names several. */
  readonly modulesNeedOneType: boolean;
}
