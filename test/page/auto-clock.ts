import type { Clock } from "../../src/page/clock.js";

/** A clock that stands still while something happens, and then goes on to what is due next. */
export class AutoClock implements Clock {
  #now: number;
  #waiting: { readonly at: number; readonly callback: () => void }[] = [];
  #pump: NodeJS.Immediate | null = null;

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.#waiting.push(timer);
    this.#waiting.sort((a, b) => a.at - b.at);
    this.#pump ??= setImmediate(this.#next);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== timer);
    };
  }

  /** Nothing happened for this long. */
  skip(milliseconds: number): void {
    this.#now += milliseconds;
  }

  readonly #next = () => {
    const timer = this.#waiting.shift();
    this.#pump = null;
    if (timer !== undefined) {
      this.#now = Math.max(this.#now, timer.at);
      timer.callback();
    }
    if (this.#waiting.length > 0) this.#pump ??= setImmediate(this.#next);
  };
}
