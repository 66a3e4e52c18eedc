/** Where engines differ about an XMLHttpRequest's events — https://xhr.spec.whatwg.org/#the-send%28%29-method */
export interface XhrEventsDialect {
  /** A body of no bytes fires the progress of a chunk too. */
  readonly progressOnEmptyBody: boolean;
  /** A response that is refused after the upload takes the upload with it: it fails instead of completing. */
  readonly refusedResponseFailsUpload: boolean;
  /** Schemes of URLs to which anything is uploaded at all. */
  readonly uploadSchemes: "all" | readonly string[];
  /** A failing request without a body ends an upload that never began. */
  readonly failsUploadWithoutBody: boolean;
  /** An upload is complete once the last of its redirects' requests is answered or loses its connection, or a timer says so. */
  readonly redirectsLeaveUploadOpen: boolean;
  /** An upload of no bytes tells of its start alone. */
  readonly emptyUploadsAreSilent: boolean;
  /** An upload is told of as it is written: progress at each hop, and complete whatever comes of the connection. */
  readonly uploadIsToldByWriting: boolean;
  /** A same-origin request that failed on its way keeps its responseURL. */
  readonly failedXhrKeepsUrl: boolean;
  /** 205 may have a body. */
  readonly bodyOf205: boolean;
  /** A synchronous XMLHttpRequest of mixed content ends without a word: send() returns, nothing has happened. */
  readonly syncMixedContentIsSilent: boolean;
  /** Failures known before anything is sent that fire no loadstart. */
  readonly silentStart: readonly string[];
  /** The upload of an empty body tells of its progress. */
  readonly progressOfEmptyUpload: boolean;
  /** Progress of an upload that fails in the end is told while its answer takes its time. */
  readonly uploadProgressIsTimed: boolean;
  /** A redirect that the page's own server wanted and CORS does not follow tells of its progress. */
  readonly vetoedRedirectsTellProgress: boolean;
}
