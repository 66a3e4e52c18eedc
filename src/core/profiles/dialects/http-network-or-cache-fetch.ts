/** Where engines differ about what becomes of stored responses — https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch */
export interface HttpCacheDialect {
  /** The HTTP cache keeps loads with and without cookies apart. */
  readonly httpCacheKeyedByCredentials: boolean;
  /** A stored response that another API asked for is not used for an image. */
  readonly imagesIgnoreOtherLoads: boolean;
  /** Beacons share the quota of what a page's keepalive requests may have under way. */
  readonly beaconsHaveQuota: boolean;
  /** Fields, or beginnings of their names with a hyphen at the end, that a 304 does not change in the stored response. */
  readonly notModifiedKeeps: readonly string[];
  /** Only POST, DELETE, PATCH, and PUT with a body make stored copies of their URL void (else every unsafe method). */
  readonly fewMethodsVoidCopies: boolean;
  /** Which answers to a request that changes something make stored copies void; `unrefused`: statuses from 200 to 399. */
  readonly answersThatVoidCopies: "unrefused" | "all" | "all but redirects";
  /** A stored response that came over HTTP/1.1 without saying how long it is is not asked about, but asked for anew. */
  readonly conditionsNeedLength: boolean;
  /** A 304 to a condition of the author's own, which is that of the stored response, changes that too. */
  readonly ownConditionsFreshen: boolean;
  /** Cache mode no-store leaves stored copies as they are, whatever the request changed. */
  readonly noStoreVoidsNoCopies: boolean;
}
