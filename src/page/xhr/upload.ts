import { asInterface } from "../interface-object.js";
import { XMLHttpRequestEventTarget } from "./event-target.js";
import { Listeners } from "./listeners.js";

/** Events of an upload that have a listener now. */
export let listeningTo: (upload: XMLHttpRequestUpload) => string[];
/** Another object stands for an upload: who listens there listens to this one. */
export let listenElsewhere: (upload: XMLHttpRequestUpload, listeners: Listeners) => void;

/** XMLHttpRequestUpload — https://xhr.spec.whatwg.org/#xmlhttprequestupload; whether it listens decides on a preflight. */
export class XMLHttpRequestUpload extends XMLHttpRequestEventTarget {
  #listeners = new Listeners();

  static {
    listeningTo = (upload) => upload.#listeners.types;
    listenElsewhere = (upload, listeners) => {
      upload.#listeners = listeners;
    };
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

asInterface(XMLHttpRequestUpload, "XMLHttpRequestUpload");
