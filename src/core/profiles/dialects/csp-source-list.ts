/** Where engines differ in matching a URL to a source list — https://w3c.github.io/webappsec-csp/#match-url-to-source-list */
export interface CspDialect {
  /** A host source of http matches https only where its port is a wildcard, unnamed, or 80 for 443. */
  readonly upgradedSourceNeedsWildcardPort: boolean;
  /** Sources of ws and wss that match http and https as well. */
  readonly webSocketSources: "all" | "with a host" | "none";
}
