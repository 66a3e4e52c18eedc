/** Time as the page sees it, in milliseconds. */
export interface Clock {
  now(): number;
  /** Calls once, later. @returns takes the call back */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The platform's; its functions are looked up when they are used, so that a test's fake timers serve. */
export const realClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
