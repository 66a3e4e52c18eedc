import type { FetchOutcome } from "../../core/fetching/outcome.js";
import { isToken } from "../../core/infrastructure/method.js";
import type { Failure } from "../../core/reasons.js";
import { beyondLatin1 } from "./bytes.js";

const FETCH = "Failed to execute 'fetch' on 'Window': ";
const XHR = (method: string) => `Failed to execute '${method}' on 'XMLHttpRequest': `;
const BEACON = "Failed to execute 'sendBeacon' on 'Navigator': ";
const NOT_A_BYTE = "String contains non ISO-8859-1 code point.";

const ENUMS: Readonly<Record<string, string>> = {
  cache: "RequestCache",
  credentials: "RequestCredentials",
  duplex: "RequestDuplex",
  mode: "RequestMode",
  redirect: "RequestRedirect",
  referrerPolicy: "ReferrerPolicy",
};

export function chromiumMessage(outcome: FetchOutcome, failure: Failure): string {
  switch (outcome.setup.api) {
    case "fetch":
      return fetchMessage(failure);
    case "xhr":
      return xhrMessage(outcome, failure);
    case "eventsource":
      return `Failed to construct 'EventSource': Cannot open an EventSource to '${failure.url}'. The URL is invalid.`;
    case "beacon":
      if (failure.reason === "unusable-body") return `${BEACON}sendBeacon cannot have a ReadableStream body.`;
      return failure.reason === "url-invalid"
        ? `${BEACON}The URL argument is ill-formed or unsupported.`
        : `${BEACON}Beacons are only supported over HTTP(S).`;
    default:
      return "A network error occurred.";
  }
}

function fetchMessage(failure: Failure): string {
  switch (failure.reason) {
    case "url-invalid":
      return `${FETCH}Failed to parse URL from ${failure.url}`;
    case "url-has-credentials":
      return `${FETCH}Request cannot be constructed from a URL that includes credentials: ${failure.url}`;
    case "invalid-method":
      if (beyondLatin1(failure) !== null)
        return `${FETCH}Failed to read the 'method' property from 'RequestInit': ${NOT_A_BYTE}`;
      return `${FETCH}'${failure.method}' is not a valid HTTP method.`;
    case "forbidden-method":
      return `${FETCH}'${failure.method}' HTTP method is unsupported.`;
    case "method-needs-cors-mode":
      return `${FETCH}'${failure.method}' is unsupported in no-cors mode.`;
    case "invalid-header":
      if (beyondLatin1(failure) !== null) {
        return `${FETCH}Failed to read the 'headers' property from 'RequestInit': ${NOT_A_BYTE}`;
      }
      return isToken(failure.header ?? "") ? `${FETCH}Invalid value` : `${FETCH}Invalid name`;
    case "body-with-get":
      return `${FETCH}Request with GET/HEAD method cannot have body.`;
    case "unusable-body":
      return failure.member === "keepalive"
        ? `${FETCH}Keepalive request cannot have a ReadableStream body.`
        : `${FETCH}Response body object should not be disturbed or locked`;
    case "stream-needs-duplex":
      return `${FETCH}The \`duplex\` member must be specified for a request with a streaming body`;
    case "stream-needs-cors":
      // NOTE: the engine writes it without the spaces.
      return `${FETCH}If request is made from ReadableStream, mode should be"same-origin" or "cors"`;
    case "invalid-init":
      return FETCH + initMessage(failure);
    case "aborted":
      return "signal is aborted without reason";
    case "timeout":
      return "signal timed out";
    default:
      return "Failed to fetch";
  }
}

function initMessage({ member = "", value }: Failure): string {
  if (member === "window") return "Member 'window' must be null";
  if (member === "referrer") return `Referrer '${value}' is not a valid URL.`;
  if (value === "navigate")
    return "Cannot construct a Request with a RequestInit whose mode member is set as 'navigate'.";
  if (value === "only-if-cached") return "'only-if-cached' can be set only with 'same-origin' mode";
  return `Failed to read the '${member}' property from 'RequestInit': The provided value '${value}' is not a valid enum value of type ${ENUMS[member]}.`;
}

function xhrMessage(outcome: FetchOutcome, failure: Failure): string {
  const call = XHR(outcome.thrownBy ?? "send");
  switch (failure.reason) {
    case "url-invalid":
      return `${call}Invalid URL`;
    case "invalid-method":
      if (beyondLatin1(failure) !== null) return call + NOT_A_BYTE;
      return `${call}'${failure.method}' is not a valid HTTP method.`;
    case "forbidden-method":
      return `${call}'${failure.method}' HTTP method is unsupported.`;
    case "invalid-header":
      if (beyondLatin1(failure) !== null) return call + NOT_A_BYTE;
      return isToken(failure.header ?? "")
        ? `${call}'${failure.value}' is not a valid HTTP header field value.`
        : `${call}'${failure.header}' is not a valid HTTP header field name.`;
    case "invalid-state":
      if (failure.member === "timeout") return `${call}Synchronous requests must not set a timeout.`;
      if (failure.member === "responseType") {
        return `${call}Synchronous requests from a document must not set a response type.`;
      }
      return `${call}The object's state must be OPENED.`;
    case "timeout":
      return `${call}'${outcome.url?.href}' timed out`;
    default: {
      // xml_http_request.cc (CreateRequest)
      const isFtp = outcome.stage === "setup" && outcome.url?.scheme === "ftp";
      const why = isFtp ? ": Making a request to a FTP URL is not supported" : "";
      return `${call}Failed to load '${outcome.url?.href}'${why}.`;
    }
  }
}
