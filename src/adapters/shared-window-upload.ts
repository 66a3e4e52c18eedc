import { defineHandlers } from "../page/events.js";
import { PROGRESS_EVENTS } from "../page/xhr/event-target.js";
import type { Classes } from "./shared-window-classes.js";

type Listening = Parameters<EventTarget["addEventListener"]>;

interface Listener {
  readonly callback: unknown;
  readonly capture: boolean;
}

/** The upload of an XMLHttpRequest of the window's; that of the page's hears of each listener, for they decide on a preflight. */
export function uploadFor(EventTargetOfXhr: Classes["EventTarget"]): new (inner: EventTarget) => EventTarget {
  class XMLHttpRequestUpload extends EventTargetOfXhr {
    readonly #inner: EventTarget;
    readonly #listeners = new Map<string, Listener[]>();

    constructor(inner: EventTarget) {
      super();
      this.#inner = inner;
      // The page asks as node:events does: whoever has listeners() answers with it.
      Object.defineProperty(inner, "listeners", { value: (type: string) => this.#listeners.get(type) ?? [] });
    }

    get [Symbol.toStringTag](): string {
      return "XMLHttpRequestUpload";
    }

    override addEventListener(...given: Listening): void {
      super.addEventListener(...given);
      const type = `${given[0]}`;
      const [, callback, options] = given;
      const listener = { callback, capture: captures(options) };
      const own = this.#listeners.get(type) ?? [];
      if (callback === null || callback === undefined || own.some((one) => isSame(one, listener))) return;
      if (!this.#listeners.has(type)) this.#inner.addEventListener(type, heardElsewhere);
      this.#listeners.set(type, [...own, listener]);
      if (typeof options !== "object" || options === null) return;
      const forget = () => this.#forget(type, listener);
      if (options.once === true) super.addEventListener(type, forget, { once: true });
      options.signal?.addEventListener("abort", forget, { once: true });
    }

    override removeEventListener(...given: Parameters<EventTarget["removeEventListener"]>): void {
      super.removeEventListener(...given);
      const [type, callback, options] = given;
      this.#forget(`${type}`, { callback, capture: captures(options) });
    }

    #forget(type: string, listener: Listener): void {
      const own = this.#listeners.get(type);
      if (own !== undefined) {
        this.#listeners.set(
          type,
          own.filter((one) => !isSame(one, listener)),
        );
      }
    }
  }
  defineHandlers(XMLHttpRequestUpload.prototype, PROGRESS_EVENTS);
  return XMLHttpRequestUpload;
}

function heardElsewhere(): void {}

function isSame(one: Listener, other: Listener): boolean {
  return one.callback === other.callback && one.capture === other.capture;
}

function captures(options: Listening[2]): boolean {
  return typeof options === "object" && options !== null ? options.capture === true : options === true;
}
