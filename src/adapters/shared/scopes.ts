import { AsyncLocalStorage } from "node:async_hooks";
import { isPromiseLike } from "../../page/network/function-network.js";
import type { CorsMode, Session } from "./session.js";

/** Which session is the current one: that of a using(), or the one that the last reset() began. */
export class Scopes<Options extends { readonly mode?: CorsMode }> {
  readonly #options: Options;
  readonly #create: (options: Options) => Session;
  readonly #inner = new AsyncLocalStorage<Session>();
  #base: Session;

  constructor(options: Options, create: (options: Options) => Session) {
    this.#options = options;
    this.#create = create;
    this.#base = create(options);
  }

  get current(): Session {
    return this.#inner.getStore() ?? this.#base;
  }

  /** No using() is under way. */
  get isAtBase(): boolean {
    return this.current === this.#base;
  }

  /** Runs something in a session of its own, with these options instead. */
  using<T>(options: Options, run: () => T): T {
    const session = this.#create({ ...this.#options, mode: this.current.mode, ...options });
    const close = () => session.close();
    let isLate = false;
    try {
      const result = this.#inner.run(session, run);
      isLate = isPromiseLike(result);
      return isLate ? (Promise.resolve(result).finally(close) as T) : result;
    } finally {
      if (!isLate) close();
    }
  }

  /** A new session, with the options of the beginning. */
  reset(): void {
    this.#base.close();
    this.#base = this.#create(this.#options);
  }

  close(): void {
    this.#base.close();
  }
}
