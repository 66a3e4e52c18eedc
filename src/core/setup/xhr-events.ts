import { REFUSED_BEFORE_CORS } from "../fetching/http-redirect-fetch.js";
import type { FetchOutcome } from "../fetching/outcome.js";
import { corsUnsafeRequestHeaderNames } from "../http-extensions/cors-safelisted-request-header.js";
import { isCorsSafelistedMethod, normalizeMethod } from "../infrastructure/method.js";
import { isSameOrigin } from "../infrastructure/origin.js";
import type { Setup } from "../infrastructure/setup.js";
import { isNullBodyStatus } from "../infrastructure/status.js";
import type { Profile } from "../profiles/profile.js";

/**
 * What an XMLHttpRequest fires, in order — https://xhr.spec.whatwg.org/#the-send()-method and #handle-errors.
 * Names of the upload's events start with `upload.` and are given for listeners only.
 */
export function xhrEvents(outcome: FetchOutcome, profile: Profile): string[] {
  const { setup, thrownBy, failure } = outcome;
  if (thrownBy !== null) return thrownBy === "open" ? [] : ["readystatechange 1"];
  const events = ["readystatechange 1"];
  const upload = (name: string) => {
    if (setup.uploadListeners.includes(name)) events.push(`upload.${name}`);
  };
  if (!setup.async) {
    // 12. A synchronous one tells when it is done, and nothing of progress.
    if (failure === null) events.push("readystatechange 4", "load", "loadend");
    return events;
  }

  const uploads = hasUpload(setup, outcome.url, profile);
  if (!(failure !== null && profile.silentStart.includes(startOf(outcome)))) {
    events.push("loadstart");
    if (uploads) upload("loadstart");
  }

  const uploaded = uploads && uploadCompleted(outcome, profile);
  if (uploaded && !(profile.emptyUploadsAreSilent && setup.body?.value === "" && setup.body.type !== "formdata")) {
    if (profile.progressOfEmptyUpload || bodyLength(outcome) > 0) upload("progress");
    for (const name of ["load", "loadend"]) upload(name);
    if (profile.uploadIsToldByWriting) for (let hop = 1; hop < timesWritten(outcome); hop++) upload("progress");
  }
  if (uploads && !uploaded && profile.uploadProgressIsTimed && hasTakenItsTime(outcome, PROGRESS_INTERVAL))
    upload("progress");

  if (failure !== null) {
    // Request error steps: state, then the upload if it was under way, then the object itself.
    if (profile.vetoedRedirectsTellProgress && wasVetoed(outcome)) events.push("progress");
    const end = failure.reason === "timeout" ? "timeout" : failure.reason === "aborted" ? "abort" : "error";
    events.push("readystatechange 4");
    if (uploads ? !uploaded : profile.failsUploadWithoutBody && mayHaveUploadEvents(outcome, profile)) {
      upload(end);
      upload("loadend");
    }
    events.push(end, "loadend");
    return events;
  }

  events.push("readystatechange 2");
  const empty = bodyIsEmpty(outcome, profile);
  if (!empty) events.push("readystatechange 3", "progress");
  else if (profile.progressOnEmptyBody) events.push("progress");
  // PROFILE firefox: the one chunk of a data: URL is told twice.
  if (!empty && profile.dataUrlDialect === "firefox" && outcome.url?.scheme === "data") events.push("progress");
  events.push("readystatechange 4", "load", "loadend");
  return events;
}

function bodyLength({ setup, exchanges }: FetchOutcome): number {
  return (
    exchanges.find(({ sent }) => sent.request.body !== null)?.sent.request.body?.length ?? setup.body?.value.length ?? 0
  );
}

/** PROFILE firefox: progress is told every 50 ms, whatever comes of it — dom/xhr/XMLHttpRequestMainThread.cpp (StartProgressEventTimer). */
const PROGRESS_INTERVAL = 0.05;
/** PROFILE chromium: what is written is looked at every 100 ms, redirects included — services/network/upload_progress_tracker.cc. */
const WRITTEN_INTERVAL = 0.1;

/** So many seconds went by since the body was first sent. */
function hasTakenItsTime(outcome: FetchOutcome, interval: number): boolean {
  const at = outcome.exchanges.findIndex(({ sent }) => sent.kind !== "preflight" && sent.request.body !== null);
  if (at === -1 || bodyLength(outcome) === 0) return false;
  const before = outcome.exchanges.slice(0, at).reduce((sum, { received }) => sum + received.delay, 0);
  return outcome.elapsed - before >= interval;
}

/**
 * PROFILE firefox: CORS refuses to follow a redirect of what was of the page's own origin up to then, and so leaves its answer
 * alone — netwerk/protocol/http/nsCORSListenerProxy.cpp (UpdateChannel).
 */
function wasVetoed({ failure, request }: FetchOutcome): boolean {
  if (failure === null || request === null) return false;
  const { reason, scheme = "" } = failure;
  if (reason !== "redirect-with-userinfo" && (reason !== "redirect-scheme" || REFUSED_BEFORE_CORS.has(scheme)))
    return false;
  return request.urlList.every((url) => isSameOrigin(url, request.origin));
}

/** The body was on the wire to its end: some answer came to a request that carried it. */
function uploadCompleted(outcome: FetchOutcome, profile: Profile): boolean {
  // NOTE: only HTTP-network fetch transmits a body.
  if (!asksHttp(outcome)) return false;
  if (outcome.failure === null) return true;
  // PROFILE chromium: services/network/url_loader.cc tells of a completed upload when its last answer begins or fails to.
  if (profile.redirectsLeaveUploadOpen) {
    return (outcome.stage !== "redirect" && lastRequestEnded(outcome)) || hasTakenItsTime(outcome, WRITTEN_INTERVAL);
  }
  // PROFILE webkit: Source/WebKit/NetworkProcess/soup/NetworkDataTaskSoup.cpp (didWriteBodyData).
  if (profile.uploadIsToldByWriting) return timesWritten(outcome) > 0;
  return wasAnswered(outcome) && !profile.refusedResponseFailsUpload;
}

/** Is there an upload to tell of? */
export function hasUpload({ body, method }: Setup, url: FetchOutcome["url"], profile: Profile): boolean {
  if (body === null || /^(?:get|head)$/i.test(method)) return false;
  // PROFILE webkit: Source/WebCore/xml/XMLHttpRequest.cpp (send(Blob&)).
  if (profile.blobsNeedHttp && body.type === "blob" && url?.isHttp === false) return false;
  const { uploadSchemes } = profile;
  return url === null || uploadSchemes === "all" || uploadSchemes.includes(url.scheme);
}

function asksHttp({ url }: FetchOutcome): boolean {
  return url === null || url.isHttp;
}

/** How many requests carried the body. */
function timesWritten({ exchanges }: FetchOutcome): number {
  return exchanges.filter(({ sent }) => sent.kind !== "preflight" && sent.request.body !== null).length;
}

/**
 * PROFILE chromium: a request that a server can tell by its preflight has upload events, whether or not it uploads —
 * third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc (upload_events_allowed_).
 */
function mayHaveUploadEvents({ url, request, setup }: FetchOutcome, profile: Profile): boolean {
  if (request === null || url === null) return false;
  if (isBlobOfOtherMethod(url, setup)) return true;
  if (isSameOrigin(url, request.origin) || !isCorsSafelistedMethod(normalizeMethod(setup.method))) return true;
  return corsUnsafeRequestHeaderNames(request.authorHeaders, profile).length > 0;
}

/** By itself, that is: not because page code lost its patience. */
function lastRequestEnded({ exchanges }: FetchOutcome): boolean {
  const last = exchanges.at(-1);
  if (last === undefined || last.sent.kind === "preflight") return false;
  return last.received.ok || last.received.error === "connection-reset";
}

function wasAnswered({ exchanges }: FetchOutcome): boolean {
  return exchanges.some(({ sent, received }) => {
    return sent.kind !== "preflight" && (received.ok || received.error === "timeout" || received.error === "aborted");
  });
}

/** Nothing of a body for script: none came, or none may come. */
export function bodyIsEmpty({ response, request }: FetchOutcome, profile: Profile): boolean {
  if (response === null) return true;
  // PROFILE firefox: a data: URL gives HEAD its body, too.
  const ofDataUrl = profile.dataUrlDialect === "firefox" && request?.url.scheme === "data";
  if (request?.method === "HEAD" && !ofDataUrl) return true;
  const { status } = response.internal;
  if (isNullBodyStatus(status) && !(status === 205 && profile.bodyOf205)) return true;
  return response.internal.body === "";
}

/** Blobs are for GET alone, as one that asks for them otherwise may know without asking. */
function isBlobOfOtherMethod(url: FetchOutcome["url"], { method }: Setup): boolean {
  return url?.scheme === "blob" && normalizeMethod(method) !== "GET";
}

/** A name for what kept a request from being sent: its reason, its reason and scheme, or the method where that is at fault. */
function startOf({ failure, stage, setup, url }: FetchOutcome): string {
  if (isBlobOfOtherMethod(url, setup)) return "blob-method";
  if (failure === null || stage !== "setup") return "";
  if (failure.scheme === undefined) return failure.reason;
  return `${failure.reason} ${/^about:blank(?![^?#])/.test(failure.url ?? "") ? "about:blank" : failure.scheme}`;
}
