/** Where engines differ about what becomes of stored responses — https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch */
export interface HttpCacheDialect {
  /** The HTTP cache keeps loads with and without cookies apart. */
  readonly httpCacheKeyedByCredentials: boolean;
  /** A stored response that another API asked for is not used for an image. */
  readonly imagesIgnoreOtherLoads: boolean;
  /** Fields, or beginnings of their names with a hyphen at the end, that a 304 does not change in the stored response. */
  readonly notModifiedKeeps: readonly string[];
  /** Only POST, DELETE, PATCH, and PUT with a body make stored copies of their URL void (else every unsafe method). */
  readonly fewMethodsVoidCopies: boolean;
  /** Cache mode no-store leaves stored copies as they are, whatever the request changed. */
  readonly noStoreVoidsNoCopies: boolean;
}
