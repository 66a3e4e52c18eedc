type Listening = Parameters<EventTarget["addEventListener"]>;

interface Listener {
  readonly callback: unknown;
  readonly capture: boolean;
}

/** Who listens to a target, as Node's EventTarget tells and a DOM's does not. */
export class Listeners {
  readonly #byType = new Map<string, Listener[]>();

  /** Events that have a listener now. */
  get types(): string[] {
    return [...this.#byType].filter(([, own]) => own.length > 0).map(([type]) => type);
  }

  /** @param once calls after the next event of that type */
  added([given, callback, options]: Listening, once: (forget: () => void) => void): void {
    const type = `${given}`;
    const listener = { callback, capture: captures(options) };
    const own = this.#byType.get(type) ?? [];
    if (callback === null || callback === undefined || own.some((one) => isSame(one, listener))) return;
    this.#byType.set(type, [...own, listener]);
    if (typeof options !== "object" || options === null) return;
    const forget = () => this.#forget(type, listener);
    if (options.once === true) once(forget);
    options.signal?.addEventListener("abort", forget, { once: true });
  }

  removed([type, callback, options]: Parameters<EventTarget["removeEventListener"]>): void {
    this.#forget(`${type}`, { callback, capture: captures(options) });
  }

  #forget(type: string, listener: Listener): void {
    const own = this.#byType.get(type);
    if (own === undefined) return;
    this.#byType.set(
      type,
      own.filter((one) => !isSame(one, listener)),
    );
  }
}

function isSame(one: Listener, other: Listener): boolean {
  return one.callback === other.callback && one.capture === other.capture;
}

function captures(options: Listening[2] | Parameters<EventTarget["removeEventListener"]>[2]): boolean {
  return typeof options === "object" && options !== null ? options.capture === true : options === true;
}
