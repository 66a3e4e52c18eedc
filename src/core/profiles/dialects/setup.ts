/** Where engines differ in what page code turns into — https://fetch.spec.whatwg.org/#fetch-method */
export interface SetupDialect {
  /** What becomes of a ReadableStream given as a body. */
  readonly streamBodies: "supported" | "stringified" | "unsupported";
  /** Listeners on `xhr.upload` count only when there is a body to upload. */
  readonly uploadListenerNeedsBody: boolean;
  /** Listeners on `xhr.upload` of a synchronous request cause no preflight. */
  readonly syncIgnoresUploadListeners: boolean;
  /** A Blob whose type is no MIME type gives an XHR no Content-Type. */
  readonly xhrDropsUnparsableBlobType: boolean;
  /** A Blob whose type is no MIME type leaves a beacon in mode no-cors. */
  readonly beaconIgnoresUnparsableBlobType: boolean;
  /** The Content-Type that a body brings along stands in mode no-cors, whatever it is. */
  readonly bodyTypePassesGuard: boolean;
  /** A Blob is no body of an XHR whose URL is not http(s). */
  readonly blobsNeedHttp: boolean;
  /** `crossorigin="omit"` is a value of its own. */
  readonly crossoriginOmit: boolean;
  /** A manifest is fetched without credentials, from its own server too, unless crossorigin is use-credentials. */
  readonly manifestsOmitCredentials: boolean;
  /** Text tracks without a crossorigin attribute are fetched in mode no-cors (else same-origin). */
  readonly plainTracksUseNoCors: boolean;
  /** A URL with userinfo makes an element fail at once that asks in mode no-cors. */
  readonly elementsRefuseUserinfo: boolean;
  /** An EventSource that the CSP forbids throws (else it fails with an event). */
  readonly eventSourceThrowsOnCsp: boolean;
  /** A body of URLSearchParams gives an XHR its Content-Type even where GET or HEAD drop the body. */
  readonly convertsUrlencodedBeforeMethod: boolean;
  /** Fonts of the FontFace API are fetched in mode cors. */
  readonly fontsUseCors: boolean;
  /** A URL with userinfo makes an EventSource fail at once. */
  readonly eventSourceRefusesUserinfo: boolean;
  /** A `data:` URL is no source of events. */
  readonly eventSourceNeedsHttp: boolean;
  /** Where an EventSource tries again: its readyState at the error is 0, else 2. Reasons, or reasons and schemes. */
  readonly eventSourceRetriesAfter: readonly string[];
  /**
   * What makes sendBeacon() return false: reasons, with ` cors` behind those that do so only of a body that needs CORS, and
   * ` upgraded` behind those that do so only of a URL that was taken to https.
   */
  readonly beaconReports: readonly string[];
  /** Errors that a script throws which came without CORS are muted (else only those that the engine itself makes are). */
  readonly mutesScriptErrors: boolean;
  /** An XHR's URL loses its userinfo once it is taken over. */
  readonly takesUserinfoOutOfUrl: boolean;
  /** A stream body makes a request of mode same-origin a CORS request. */
  readonly streamIgnoresSameOriginMode: boolean;
  /** The charset of an XHR's Content-Type is corrected where it stands (else the type is written anew). */
  readonly correctsCharsetInPlace: boolean;
  /** Whether a hop is preflighted, and what is announced, is judged by the headers as page code gave them. */
  readonly judgesHeadersAsGiven: boolean;
  /** A URL with userinfo keeps a beacon from being sent. */
  readonly beaconRefusesUserinfo: boolean;
}
