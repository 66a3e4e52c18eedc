import { defineHandlers, type Handler } from "../events.js";
import { asInterface } from "../interface-object.js";

export const PROGRESS_EVENTS = ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"] as const;

/** What constructors show who are no page's code. */
export const INTERNAL = Symbol("internal");

/** XMLHttpRequestEventTarget — https://xhr.spec.whatwg.org/#xmlhttprequesteventtarget: what a request and its upload share. */
export class XMLHttpRequestEventTarget extends EventTarget {
  declare onloadstart: Handler;
  declare onprogress: Handler;
  declare onabort: Handler;
  declare onerror: Handler;
  declare onload: Handler;
  declare ontimeout: Handler;
  declare onloadend: Handler;

  constructor(...given: unknown[]) {
    if (given[0] !== INTERNAL) throw new TypeError("Illegal constructor");
    super();
  }
}

defineHandlers(XMLHttpRequestEventTarget.prototype, PROGRESS_EVENTS);
asInterface(XMLHttpRequestEventTarget, "XMLHttpRequestEventTarget");
