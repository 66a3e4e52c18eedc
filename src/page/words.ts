import { DEFAULT_SETUP } from "../core/infrastructure/setup.js";
import type { Failure } from "../core/reasons.js";
import { neverRequested } from "../core/setup/perform.js";
import { rejectionOf } from "../explain/console/rejection.js";
import type { Realm } from "./realm.js";

/** Where a message comes from: a method or a constructor. */
export interface Context {
  readonly interface: string;
  /** Null: its constructor. */
  readonly method: string | null;
}

/** What fetch() says, said by another caller of the same algorithms: in the profile's words. */
export function failureMessage(failure: Failure, context: Context, { browser }: Realm): string {
  const outcome = neverRequested(DEFAULT_SETUP, { ok: false, failure, thrownBy: null, url: null, dropped: [] });
  const message = rejectionOf(outcome, browser.profile, browser.page)?.message ?? "";
  const { [browser.profile.words]: prefix } = FETCH_PREFIX;
  return message.startsWith(prefix)
    ? contextPrefix(context, browser.profile.words) + message.slice(prefix.length)
    : message;
}

type Words = Realm["browser"]["profile"]["words"];

const FETCH_PREFIX: Readonly<Record<Words, string>> = {
  chromium: "Failed to execute 'fetch' on 'Window': ",
  firefox: "Window.fetch: ",
  webkit: "",
  none: "",
};

/** How an engine introduces what it says of a call. */
function contextPrefix({ interface: name, method }: Context, words: Words): string {
  switch (words) {
    case "chromium":
      return method === null ? `Failed to construct '${name}': ` : `Failed to execute '${method}' on '${name}': `;
    case "firefox":
      return method === null ? `${name} constructor: ` : `${name}.${method}: `;
    default:
      return "";
  }
}

/** Of a call that lacks arguments. */
export function missingArguments(context: Context, required: number, given: number, { browser }: Realm): TypeError {
  const { words } = browser.profile;
  if (words === "webkit") return new TypeError("Not enough arguments");
  const what = `${required} ${required === 1 ? "argument" : "arguments"} required, but only ${given}`;
  const text = words === "firefox" ? `At least ${what} passed` : `${what} present.`;
  return new TypeError(contextPrefix(context, words) + text);
}

/** What the page's objects say of themselves, where the model's engine has no part in it. */
export type Complaint =
  | "headers-immutable"
  | "body-used"
  | "body-stream"
  | "request-used"
  | "status-range"
  | "null-body-status"
  | "status-text"
  | "redirect-status"
  | "not-a-pair"
  | "not-headers"
  | "not-init"
  | "not-json"
  | "clone-used"
  | "not-form-data"
  | "not-a-signal"
  | "bad-priority"
  | "window-not-null"
  | "stream-chunk";

const COMPLAINTS: Readonly<Record<Complaint, Readonly<Record<"chromium" | "firefox" | "webkit", string>>>> = {
  "headers-immutable": {
    chromium: "Headers are immutable",
    firefox: "Headers are immutable and cannot be modified.",
    webkit: "Headers object's guard is 'immutable'",
  },
  "body-used": {
    chromium: "body stream already read",
    firefox: "Body has already been consumed.",
    webkit: "Body is disturbed or locked",
  },
  "body-stream": {
    chromium: "network error",
    firefox: "Error in input stream",
    webkit: "Load failed",
  },
  "request-used": {
    chromium: "Cannot construct a Request with a Request object that has already been used.",
    firefox: "Body has already been consumed.",
    webkit: "Request input is disturbed or locked.",
  },
  "status-range": {
    chromium: "The status provided ({value}) is outside the range [200, 599].",
    firefox: "Invalid response status code {value}.",
    webkit: "Status must be between 200 and 599",
  },
  "null-body-status": {
    chromium: "Response with null body status cannot have body",
    firefox: "Response body is given with a null body status.",
    webkit: "Response cannot have a body with the given status.",
  },
  "status-text": {
    chromium: "Invalid statusText",
    firefox: "Invalid status text.",
    webkit: "Status text must be a valid reason-phrase.",
  },
  "redirect-status": {
    chromium: "Invalid status code",
    firefox: "Invalid redirect status code {value}.",
    webkit: "Status code is not a redirect status code",
  },
  "not-a-pair": {
    chromium: "Invalid value",
    firefox: "Headers require name/value tuples when being initialized by a sequence.",
    webkit: "Type error",
  },
  "not-headers": {
    chromium: "The provided value is not of type '(record<ByteString, ByteString> or sequence<sequence<ByteString>>)'.",
    firefox: "Value could not be converted to any of: sequence<sequence<ByteString>>, record<ByteString, ByteString>.",
    webkit: "Type error",
  },
  "not-init": {
    chromium: "cannot convert to dictionary.",
    firefox: "Value can't be converted to a dictionary.",
    webkit: "Type error",
  },
  "not-json": {
    chromium: "The data is not JSON serializable",
    firefox: "JSON.stringify returned undefined",
    webkit: "Value doesn't have a JSON representation",
  },
  "not-form-data": {
    chromium: "Failed to fetch",
    firefox: "Could not parse content as FormData.",
    webkit: "Data is not a valid form",
  },
  "clone-used": {
    chromium: "{interface} body is already used",
    firefox: "Body has already been consumed.",
    webkit: "Body is disturbed or locked",
  },
  "not-a-signal": {
    chromium: "member signal is not of type AbortSignal.",
    firefox: "'signal' member of RequestInit does not implement interface AbortSignal.",
    webkit: "Type error",
  },
  "bad-priority": {
    chromium:
      "Failed to read the 'priority' property from 'RequestInit': The provided value '{value}' is not a valid enum value of type RequestPriority.",
    firefox:
      "'{value}' (value of 'priority' member of RequestInit) is not a valid value for enumeration RequestPriority.",
    webkit: "Type error",
  },
  "window-not-null": {
    chromium: "'window' member must be null",
    firefox: "'window' member must be null",
    webkit: "Window can only be null.",
  },
  "stream-chunk": {
    chromium: "Received chunk with non-Uint8Array type",
    firefox: "Received chunk with non-Uint8Array type",
    webkit: "Received chunk with non-Uint8Array type",
  },
};

/** A TypeError's text in the profile's words; the standard has none, and gets the plainest. */
export function complaintText(complaint: Complaint, context: Context, { browser }: Realm, value = ""): string {
  const { words } = browser.profile;
  // A broken body is nobody's call.
  const prefix = complaint === "body-stream" || complaint === "not-form-data" ? "" : contextPrefix(context, words);
  const text = COMPLAINTS[complaint][words === "none" ? "chromium" : words]
    .replace("{value}", value)
    .replace("{interface}", context.interface);
  return prefix + text;
}
