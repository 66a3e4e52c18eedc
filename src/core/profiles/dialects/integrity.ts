/** Where engines differ about subresource integrity — https://w3c.github.io/webappsec-subresource-integrity/#does-response-match-metadatalist */
export interface IntegrityDialect {
  /** What integrity attribute an opaque response is refused for: any that is not empty, or (of elements) one that is understood. */
  readonly integrityOfOpaque: "any" | "known";
  /** The response that redirect mode manual gives: refused for any metadata, or held against them, as empty or with its body. */
  readonly judgesHiddenRedirects: "refused" | "as empty" | "with its body";
}
