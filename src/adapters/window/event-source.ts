import { defineHandlers } from "../../page/events.js";
import type { Page } from "../../page/page.js";
import type { Classes } from "./classes.js";
import { inWindowsWords } from "./exception.js";
import { relay } from "./relay.js";

const CONSTANTS = { CONNECTING: 0, OPEN: 1, CLOSED: 2 };

/** An EventSource of the window's: an EventTarget of its kind, with its events, over one of the page's. */
export function eventSourceFor(
  acting: () => Page,
  classes: Classes,
): new (
  ...given: ConstructorParameters<Page["EventSource"]>
) => EventTarget {
  class EventSource extends classes.EventTarget {
    readonly #inner: InstanceType<Page["EventSource"]>;

    constructor(...given: ConstructorParameters<Page["EventSource"]>) {
      super();
      const { EventSource } = acting();
      this.#inner = inWindowsWords(classes, () => new EventSource(...given));
      relay(this.#inner, this, classes);
    }

    get [Symbol.toStringTag](): string {
      return "EventSource";
    }

    get url(): string {
      return this.#inner.url;
    }

    get readyState(): number {
      return this.#inner.readyState;
    }

    get withCredentials(): boolean {
      return this.#inner.withCredentials;
    }

    close(): void {
      this.#inner.close();
    }
  }
  for (const [name, value] of Object.entries(CONSTANTS)) {
    Object.defineProperty(EventSource, name, { value, enumerable: true });
    Object.defineProperty(EventSource.prototype, name, { value, enumerable: true });
  }
  defineHandlers(EventSource.prototype, ["open", "message", "error"]);
  return EventSource;
}
