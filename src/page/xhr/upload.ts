import { getEventListeners } from "node:events";
import { defineHandlers, type Handler } from "../events.js";

export const PROGRESS_EVENTS = ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"] as const;

/** XMLHttpRequestUpload — https://xhr.spec.whatwg.org/#interface-xmlhttprequest; whether it listens decides on a preflight. */
export class XMLHttpRequestUpload extends EventTarget {
  declare onloadstart: Handler;
  declare onprogress: Handler;
  declare onabort: Handler;
  declare onerror: Handler;
  declare onload: Handler;
  declare ontimeout: Handler;
  declare onloadend: Handler;
  /** Types that ever had a listener. */
  readonly #types = new Set<string>();

  get [Symbol.toStringTag](): string {
    return "XMLHttpRequestUpload";
  }

  override addEventListener(...given: Parameters<EventTarget["addEventListener"]>): void {
    this.#types.add(`${given[0]}`);
    super.addEventListener(...given);
  }

  /** Events that have a listener now. */
  static listeningTo(upload: XMLHttpRequestUpload): string[] {
    return [...upload.#types].filter((type) => getEventListeners(upload, type).length > 0);
  }
}

defineHandlers(XMLHttpRequestUpload.prototype, PROGRESS_EVENTS);
