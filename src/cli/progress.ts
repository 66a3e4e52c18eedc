import type { Io } from "./io.js";
import { clean } from "./text/clean.js";
import { shorten } from "./text/layout.js";

/** A line on stderr while work takes long; nothing when stderr is no terminal. */
export class Progress {
  readonly #io: Io;
  readonly #started = performance.now();
  #shown = 0;

  constructor(io: Io) {
    this.#io = io;
  }

  report(text: () => string): void {
    if (!this.#io.live) return;
    const now = performance.now();
    if (now - this.#started < 500 || now - this.#shown < 100) return;
    this.#shown = now;
    this.#io.err(`\r\x1b[2K${shorten(clean(text()), this.#io.width - 1)}`);
  }

  /** Before anything else is printed. */
  clear(): void {
    if (this.#shown > 0) this.#io.err("\r\x1b[2K");
    this.#shown = 0;
  }
}
