import { MIMEType } from "whatwg-mimetype";
import { headerList } from "../../core/infrastructure/header-list.js";
import { defineHandlers } from "../../page/events.js";
import type { Page } from "../../page/page.js";
import { PROGRESS_EVENTS } from "../../page/xhr/event-target.js";
import { ReceivedBody } from "../../page/xhr/response-body.js";
import { windowBody } from "./body.js";
import type { Classes } from "./classes.js";
import { inWindowsWords } from "./exception.js";
import { relay } from "./relay.js";
import { uploadFor } from "./upload.js";

const EVENTS = ["readystatechange", ...PROGRESS_EVENTS];
const CONSTANTS = { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 };

/** Members that say the same here as there. */
const READ = ["readyState", "status", "statusText", "responseURL", "responseText"] as const;
const WRITTEN = ["timeout", "withCredentials"] as const;
const CALLED = ["abort", "setRequestHeader", "getResponseHeader", "getAllResponseHeaders"] as const;

type Inner = InstanceType<Page["XMLHttpRequest"]>;

/**
 * An XMLHttpRequest of the window's: an EventTarget of its kind, with its events, over one of the page's.
 * @param acting the page of the moment, which is where location says
 */
export function xmlHttpRequestFor(acting: () => Page, classes: Classes): Readonly<Record<string, unknown>> {
  class XMLHttpRequestEventTarget extends classes.EventTarget {}
  const XMLHttpRequestUpload = uploadFor(XMLHttpRequestEventTarget);

  class XMLHttpRequest extends XMLHttpRequestEventTarget {
    readonly #inner: Inner = newIn(acting());
    readonly #upload = new XMLHttpRequestUpload(this.#inner.upload);
    #responseType = "";
    #override: string | null = null;
    #blob: Blob | null = null;

    constructor() {
      super();
      relay(this.#inner, this, classes);
      relay(this.#inner.upload, this.#upload, classes);
    }

    /** For the members that are defined below. */
    static innerOf(xhr: XMLHttpRequest): Inner {
      return xhr.#inner;
    }

    get [Symbol.toStringTag](): string {
      return "XMLHttpRequest";
    }

    get upload() {
      return this.#upload;
    }

    get responseType(): string {
      return this.#responseType;
    }

    /** A Blob of the window's is made of bytes. */
    set responseType(given: string) {
      const type = `${given}`;
      inWindowsWords(classes, () => {
        this.#inner.responseType = type === "blob" ? "arraybuffer" : type;
      });
      if (type === "blob" || this.#inner.responseType === type) this.#responseType = type;
    }

    open(...given: Parameters<Inner["open"]>): void {
      acting();
      inWindowsWords(classes, () => this.#inner.open(...given));
      this.#blob = null;
    }

    send(body: unknown = null): void {
      this.#blob = null;
      inWindowsWords(classes, () => this.#inner.send(windowBody(body, classes)));
    }

    overrideMimeType(type: string): void {
      inWindowsWords(classes, () => this.#inner.overrideMimeType(type));
      this.#override = `${type}`;
    }

    get response(): unknown {
      const response = inWindowsWords(classes, () => this.#inner.response);
      if (this.#responseType !== "blob" || response === null) return response;
      this.#blob ??= new classes.Blob([new Uint8Array(response as ArrayBuffer)], { type: this.#finalType() });
      return this.#blob;
    }

    get responseXML(): unknown {
      return inWindowsWords(classes, () => this.#inner.responseXML);
    }

    #finalType(): string {
      const type = this.#inner.getResponseHeader("content-type");
      const override = this.#override === null ? null : MIMEType.parse(this.#override);
      return new ReceivedBody(headerList(type === null ? [] : [["content-type", type]]), { override }).type;
    }
  }

  const { prototype } = XMLHttpRequest;
  const innerOf = XMLHttpRequest.innerOf as (xhr: unknown) => Inner;
  for (const name of [...READ, ...WRITTEN]) {
    if (!(name in acting().XMLHttpRequest.prototype)) continue;
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: unknown) {
        return inWindowsWords(classes, () => innerOf(this)[name]);
      },
      set(this: unknown, value: unknown) {
        // What is read only keeps silent, as in code that is not strict.
        if (isWritten(name)) inWindowsWords(classes, () => Object.assign(innerOf(this), { [name]: value }));
      },
    });
  }
  for (const name of CALLED) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      writable: true,
      value(this: unknown, ...given: string[]) {
        const inner = innerOf(this) as unknown as Record<string, (...given: string[]) => unknown>;
        return inWindowsWords(classes, () => inner[name]!(...given));
      },
    });
  }
  for (const [name, value] of Object.entries(CONSTANTS)) {
    Object.defineProperty(XMLHttpRequest, name, { value, enumerable: true });
    Object.defineProperty(prototype, name, { value, enumerable: true });
  }
  defineHandlers(prototype, EVENTS);
  return { XMLHttpRequest, XMLHttpRequestUpload, XMLHttpRequestEventTarget };
}

function newIn({ XMLHttpRequest }: Page): Inner {
  return new XMLHttpRequest();
}

function isWritten(name: string): boolean {
  return WRITTEN.some((written) => written === name);
}
