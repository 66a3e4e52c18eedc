import type { Realm } from "../realm.js";

/** What an XMLHttpRequest's properties complain about; its methods' complaints are the engine's. */
const COMPLAINTS = {
  responseTypeState: {
    name: "InvalidStateError",
    chromium:
      "Failed to set the 'responseType' property on 'XMLHttpRequest': The response type cannot be set if the object's state is LOADING or DONE.",
    firefox: "XMLHttpRequest state must not be LOADING or DONE.",
  },
  responseTypeSync: {
    name: "InvalidAccessError",
    chromium:
      "Failed to set the 'responseType' property on 'XMLHttpRequest': The response type cannot be changed for synchronous requests made from a document.",
    firefox: "synchronous XMLHttpRequests do not support timeout and responseType",
  },
  timeoutSync: {
    name: "InvalidAccessError",
    chromium:
      "Failed to set the 'timeout' property on 'XMLHttpRequest': Timeouts cannot be set for synchronous requests made from a document.",
    firefox: "synchronous XMLHttpRequests do not support timeout and responseType",
  },
  withCredentials: {
    name: "InvalidStateError",
    chromium:
      "Failed to set the 'withCredentials' property on 'XMLHttpRequest': The value may only be set if the object's state is UNSENT or OPENED.",
    firefox: "XMLHttpRequest must not be sending.",
  },
  overrideMimeType: {
    name: "InvalidStateError",
    chromium:
      "Failed to execute 'overrideMimeType' on 'XMLHttpRequest': MimeType cannot be overridden when the state is LOADING or DONE.",
    firefox: "XMLHttpRequest state must not be LOADING or DONE.",
  },
  responseText: {
    name: "InvalidStateError",
    chromium:
      "Failed to read the 'responseText' property from 'XMLHttpRequest': The value is only accessible if the object's 'responseType' is '' or 'text' (was '{value}').",
    firefox: "responseText is only available if responseType is '' or 'text'.",
  },
  responseXML: {
    name: "InvalidStateError",
    chromium:
      "Failed to read the 'responseXML' property from 'XMLHttpRequest': The value is only accessible if the object's 'responseType' is '' or 'document' (was '{value}').",
    firefox: "responseXML is only available if responseType is '' or 'document'.",
  },
} as const;

const WEBKIT = {
  InvalidStateError: "The object is in an invalid state.",
  InvalidAccessError: "The object does not support the operation or argument.",
};

export function xhrException(complaint: keyof typeof COMPLAINTS, { browser }: Realm, value = ""): DOMException {
  const { name, ...texts } = COMPLAINTS[complaint];
  const { words } = browser.profile;
  const text = words === "webkit" ? WEBKIT[name] : texts[words === "firefox" ? "firefox" : "chromium"];
  return new DOMException(text.replace("{value}", value), name);
}
