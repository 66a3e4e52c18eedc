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
    Object.defineProperty(prototype, `on${event}`, {
      configurable: true,
      enumerable: true,
      get(this: EventTarget): Handler {
        return handlers.get(this)?.get(event)?.handler ?? null;
      },
      set(this: EventTarget, given: unknown) {
        setHandler(this, event, typeof given === "function" ? (given as NonNullable<Handler>) : null);
      },
    });
  }
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

/** ProgressEvent — https://xhr.spec.whatwg.org/#interface-progressevent */
export class ProgressEvent extends Event {
  readonly lengthComputable: boolean;
  readonly loaded: number;
  readonly total: number;

  constructor(type: string, { lengthComputable = false, loaded = 0, total = 0 } = {}) {
    super(type);
    this.lengthComputable = lengthComputable;
    this.loaded = loaded;
    this.total = total;
  }
}
