import { getEventListeners } from "node:events";
import { asInterface } from "../interface-object.js";
import { XMLHttpRequestEventTarget } from "./event-target.js";

/** Events of an upload that have a listener now. */
export let listeningTo: (upload: XMLHttpRequestUpload) => string[];

/** XMLHttpRequestUpload — https://xhr.spec.whatwg.org/#xmlhttprequestupload; whether it listens decides on a preflight. */
export class XMLHttpRequestUpload extends XMLHttpRequestEventTarget {
  /** Types that ever had a listener. */
  readonly #types = new Set<string>();

  static {
    listeningTo = (upload) => [...upload.#types].filter((type) => getEventListeners(upload, type).length > 0);
  }

  override addEventListener(...given: Parameters<EventTarget["addEventListener"]>): void {
    this.#types.add(`${given[0]}`);
    super.addEventListener(...given);
  }
}

asInterface(XMLHttpRequestUpload, "XMLHttpRequestUpload");
