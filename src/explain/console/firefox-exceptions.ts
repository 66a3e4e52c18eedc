import type { FetchOutcome } from "../../core/fetching/outcome.js";
import { isToken } from "../../core/infrastructure/method.js";
import type { Failure } from "../../core/reasons.js";
import { beyondLatin1, bytesAsUtf8 } from "./bytes.js";

const FETCH = "Window.fetch: ";
const PAIRS = "sequence<sequence<ByteString>>";

const ENUMS: Readonly<Record<string, string>> = {
  cache: "RequestCache",
  credentials: "RequestCredentials",
  mode: "RequestMode",
  redirect: "RequestRedirect",
  referrerPolicy: "ReferrerPolicy",
};

export function firefoxMessage(outcome: FetchOutcome, failure: Failure): string {
  switch (outcome.setup.api) {
    case "fetch":
      return fetchMessage(outcome, failure);
    case "xhr":
      return xhrMessage(failure);
    case "eventsource":
      return "An invalid or illegal string was specified";
    case "beacon":
      return failure.reason === "url-invalid"
        ? `Navigator.sendBeacon: ${failure.url} is not a valid URL.`
        : `Navigator.sendBeacon: Beacon URL ${failure.url} must be either http:// or https://.`;
    default:
      return "A network error occurred.";
  }
}

function fetchMessage(outcome: FetchOutcome, failure: Failure): string {
  switch (failure.reason) {
    case "url-invalid":
      return `${FETCH}${failure.url} is not a valid URL.`;
    case "url-has-credentials":
      return `${FETCH}${failure.url} is an url with embedded credentials.`;
    case "invalid-method": {
      const beyond = beyondLatin1(failure);
      if (beyond !== null) return `${FETCH}Cannot convert 'method' member of RequestInit to ${notAByte(beyond)}`;
      return `${FETCH}Invalid request method ${bytesAsUtf8(failure.method ?? "")}.`;
    }
    case "forbidden-method":
    case "method-needs-cors-mode":
      return `${FETCH}Invalid request method ${bytesAsUtf8(failure.method ?? "")}.`;
    case "invalid-header":
      return headerMessage(failure);
    case "body-with-get":
      return `${FETCH}HEAD or GET Request cannot have a body.`;
    case "unusable-body":
      return `${FETCH}Body has already been consumed.`;
    case "invalid-init":
      return FETCH + initMessage(outcome, failure);
    case "aborted":
      return "The operation was aborted. ";
    case "timeout":
      return "The operation timed out.";
    default:
      return "NetworkError when attempting to fetch resource.";
  }
}

function headerMessage(failure: Failure): string {
  const { header = "", value } = failure;
  const beyond = beyondLatin1(failure);
  if (beyond !== null) {
    return `${FETCH}Cannot convert element of element of ${PAIRS} branch of (${PAIRS} or record<ByteString, ByteString>) to ${notAByte(beyond)}`;
  }
  if (!isToken(header)) {
    const name = header.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
    return `${FETCH}${asCString(name)} is an invalid header name.`;
  }
  return `${FETCH}${asCString(value ?? "")} is an invalid header value.`;
}

/** Names and values are printed as C strings are, up to the first NUL. */
function asCString(bytes: string): string {
  return bytesAsUtf8(bytes.split("\0", 1)[0]!);
}

function initMessage(outcome: FetchOutcome, { member = "", value }: Failure): string {
  // NOTE: the mode is looked at before the referrer — dom/fetch/Request.cpp (Constructor).
  if (value === "navigate" || (member === "referrer" && outcome.setup.mode === "navigate"))
    return "Invalid request mode navigate.";
  if (member === "referrer") return `Invalid referrer URL ${value}.`;
  if (value === "only-if-cached") {
    return `Request mode '${outcome.setup.mode}' was used, but request cache mode 'only-if-cached' can only be used with request mode 'same-origin'.`;
  }
  return `'${value}' (value of '${member}' member of RequestInit) is not a valid value for enumeration ${ENUMS[member]}.`;
}

function xhrMessage(failure: Failure): string {
  switch (failure.reason) {
    case "url-invalid":
      return `XMLHttpRequest.open: '${failure.url}' is not a valid URL.`;
    case "invalid-method": {
      const beyond = beyondLatin1(failure);
      if (beyond !== null) return `XMLHttpRequest.open: Cannot convert argument 1 to ${notAByte(beyond)}`;
      return "An invalid or illegal string was specified";
    }
    case "forbidden-method":
      return "The operation is insecure.";
    case "invalid-header": {
      const beyond = beyondLatin1(failure);
      if (beyond === null) return "Invalid header name.";
      const argument = isToken(failure.header ?? "") ? 2 : 1;
      return `XMLHttpRequest.setRequestHeader: Cannot convert argument ${argument} to ${notAByte(beyond)}`;
    }
    case "invalid-state":
      return failure.member === "timeout" || failure.member === "responseType"
        ? "XMLHttpRequest.open: synchronous XMLHttpRequests do not support timeout and responseType"
        : "XMLHttpRequest state must be OPENED.";
    case "timeout":
      return "The operation timed out.";
    case "aborted":
      return "The operation was aborted. ";
    default:
      return "A network error occurred.";
  }
}

function notAByte({ index, code }: { readonly index: number; readonly code: number }): string {
  return `ByteString because the character at index ${index} has value ${code} which is greater than 255.`;
}
