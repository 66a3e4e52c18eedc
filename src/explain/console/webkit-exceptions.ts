import type { FetchOutcome } from "../../core/fetching/outcome.js";
import { isToken } from "../../core/infrastructure/method.js";
import type { Failure } from "../../core/reasons.js";
import { beyondLatin1 } from "./bytes.js";

const SYNTAX = "The string did not match the expected pattern.";
const TYPE = "Type error";

export function webkitMessage(outcome: FetchOutcome, failure: Failure): string {
  switch (outcome.setup.api) {
    case "fetch":
      return failure.reason === "stream-unsupported" && outcome.setup.keepalive
        ? "Request cannot have a ReadableStream body and keepalive set to true"
        : fetchMessage(failure);
    case "xhr":
      return xhrMessage(failure);
    case "eventsource":
      return failure.reason === "csp-blocked" ? "The operation is insecure." : SYNTAX;
    case "beacon":
      return failure.reason === "url-invalid" ? "This URL is invalid" : "Beacons can only be sent over HTTP(S)";
    default:
      // NOTE: the space in front is the engine's.
      return " A network error occurred.";
  }
}

function fetchMessage(failure: Failure): string {
  switch (failure.reason) {
    case "url-invalid":
    case "url-has-credentials":
      return "URL is not valid or contains user credentials.";
    case "invalid-method":
      return beyondLatin1(failure) === null ? "Method is not a valid HTTP token." : TYPE;
    case "forbidden-method":
      return "Method is forbidden.";
    case "method-needs-cors-mode":
      return "Method must be GET, POST or HEAD in no-cors mode.";
    case "invalid-header":
      if (beyondLatin1(failure) !== null) return TYPE;
      return isToken(failure.header ?? "")
        ? `Header '${failure.header}' has invalid value: '${failure.value}'`
        : `Invalid header name: '${failure.header}'`;
    case "body-with-get":
      return `Request has method '${failure.method}' and cannot have a body`;
    case "unusable-body":
      return "Request input body is disturbed or locked.";
    case "stream-unsupported":
      return "ReadableStream uploading is not supported";
    case "invalid-init":
      if (failure.member === "referrer") return "Referrer is not a valid URL.";
      if (failure.value === "navigate") return "Request constructor does not accept navigate fetch mode.";
      if (failure.value === "only-if-cached") {
        return "only-if-cached cache option requires fetch mode to be same-origin.";
      }
      return TYPE;
    case "aborted":
      return "Fetch is aborted";
    case "timeout":
      return "The operation timed out.";
    default:
      return "Load failed";
  }
}

function xhrMessage(failure: Failure): string {
  switch (failure.reason) {
    case "url-invalid":
      return SYNTAX;
    case "forbidden-method":
      return "The operation is insecure.";
    case "invalid-method":
    case "invalid-header":
      return beyondLatin1(failure) === null ? SYNTAX : TYPE;
    case "invalid-state":
      return failure.member === "timeout" || failure.member === "responseType"
        ? "The object does not support the operation or argument."
        : "The object is in an invalid state.";
    case "timeout":
      return "The operation timed out.";
    case "aborted":
      return "The operation was aborted.";
    default:
      return " A network error occurred.";
  }
}
