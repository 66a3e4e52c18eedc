/** Where an algorithm of the trace is written down. */
export const STANDARD_URL = (anchor: string): string => `https://fetch.spec.whatwg.org/#${anchor}`;
