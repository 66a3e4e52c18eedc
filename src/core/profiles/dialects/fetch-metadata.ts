/** Where engines differ about Sec-Fetch-* headers — https://w3c.github.io/webappsec-fetch-metadata/#fetch-integration */
export interface FetchMetadataDialect {
  /** A preflight says `Sec-Fetch-Mode: cors` even where nothing else is said. Standard: false. */
  readonly preflightAlwaysSendsFetchMode: boolean;
  /** Requests to another site with credentials say `Sec-Fetch-Storage-Access`. Standard (Fetch): false. */
  readonly sendsStorageAccess: boolean;
}
