import { defineHandlers } from "../../page/events.js";
import { PROGRESS_EVENTS } from "../../page/xhr/event-target.js";
import { Listeners } from "../../page/xhr/listeners.js";
import { listenElsewhere, type XMLHttpRequestUpload as PageUpload } from "../../page/xhr/upload.js";
import type { Classes } from "./classes.js";

/** The upload of an XMLHttpRequest of the window's; that of the page's hears of each listener, for they decide on a preflight. */
export function uploadFor(EventTargetOfXhr: Classes["EventTarget"]): new (inner: PageUpload) => EventTarget {
  class XMLHttpRequestUpload extends EventTargetOfXhr {
    readonly #listeners = new Listeners();

    constructor(inner: PageUpload) {
      super();
      listenElsewhere(inner, this.#listeners);
    }

    get [Symbol.toStringTag](): string {
      return "XMLHttpRequestUpload";
    }

    override addEventListener(...given: Parameters<EventTarget["addEventListener"]>): void {
      super.addEventListener(...given);
      this.#listeners.added(given, (forget) => super.addEventListener(given[0], forget, { once: true }));
    }

    override removeEventListener(...given: Parameters<EventTarget["removeEventListener"]>): void {
      super.removeEventListener(...given);
      this.#listeners.removed(given);
    }
  }
  defineHandlers(XMLHttpRequestUpload.prototype, PROGRESS_EVENTS);
  return XMLHttpRequestUpload;
}
