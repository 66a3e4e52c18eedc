/** Where engines differ about Local Network Access — https://wicg.github.io/local-network-access/#integration-with-fetch */
export interface LocalNetworkAccessDialect {
  /** Requests from public pages into the local network need a permission. Standard (Fetch): false; Chromium since 142. */
  readonly localNetworkAccess: boolean;
  /** Pages that are no secure context are refused without being asked for the permission. Standard (Local Network Access): true. */
  readonly localNetworkNeedsSecureContext: boolean;
  /** The permission lets http to literal local addresses pass where it were mixed content. Standard (Local Network Access): true. */
  readonly localNetworkRelaxesMixedContent: boolean;
  /** The one permission of old, local-network-access, grants both of today's. Standard (Local Network Access): true. */
  readonly localNetworkHasAlias: boolean;
}
