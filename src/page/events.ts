import { asInterface } from "./interface-object.js";

/** `onload` and its like. */
export type Handler = ((event: Event) => unknown) | null;

interface Registered {
  readonly handler: NonNullable<Handler>;
}

const handlers = new WeakMap<EventTarget, Map<string, Registered>>();

/**
 * Event handler IDL attributes — https://html.spec.whatwg.org/#event-handler-idl-attributes: `on` and the event's name. A
 * handler keeps the place in the order of listeners that the first one had.
 */
export function defineHandlers(prototype: EventTarget, events: readonly string[]): void {
  for (const event of events) {
    const name = `on${event}`;
    const attribute = {
      get [name](): Handler {
        return handlers.get(targetOf(this))?.get(event)?.handler ?? null;
      },
      set [name](given: unknown) {
        setHandler(targetOf(this), event, typeof given === "function" ? (given as NonNullable<Handler>) : null);
      },
    };
    Object.defineProperty(prototype, name, Object.getOwnPropertyDescriptor(attribute, name)!);
  }
}

/** A prototype has the members of a target, but is none. */
function targetOf(given: object): EventTarget {
  const isTarget = "dispatchEvent" in given && !Object.hasOwn(given, "constructor");
  if (!isTarget) throw new TypeError("Illegal invocation");
  return given as EventTarget;
}

function setHandler(target: EventTarget, event: string, handler: Handler): void {
  let own = handlers.get(target);
  if (own === undefined) {
    own = new Map();
    handlers.set(target, own);
  }
  const isNew = !own.has(event);
  if (handler === null) {
    own.delete(event);
    target.removeEventListener(event, callHandler);
  } else {
    own.set(event, { handler });
    if (isNew) target.addEventListener(event, callHandler);
  }
}

function callHandler(this: EventTarget, event: Event): void {
  handlers.get(this)?.get(event.type)?.handler.call(this, event);
}

interface ProgressEventInit {
  readonly bubbles?: boolean;
  readonly cancelable?: boolean;
  readonly composed?: boolean;
  readonly lengthComputable?: boolean;
  readonly loaded?: number;
  readonly total?: number;
}

/** ProgressEvent — https://xhr.spec.whatwg.org/#interface-progressevent */
export class ProgressEvent extends Event {
  readonly #lengthComputable: boolean;
  readonly #loaded: number;
  readonly #total: number;

  constructor(type: string, init: ProgressEventInit = {}) {
    super(type, init);
    this.#lengthComputable = Boolean(init.lengthComputable);
    this.#loaded = Math.trunc(Number(init.loaded ?? 0)) || 0;
    this.#total = Math.trunc(Number(init.total ?? 0)) || 0;
  }

  get lengthComputable(): boolean {
    return this.#lengthComputable;
  }

  get loaded(): number {
    return this.#loaded;
  }

  get total(): number {
    return this.#total;
  }
}

asInterface(ProgressEvent, "ProgressEvent");
