/** One thing that the server found or did, in order. */
export interface ServerStep {
  readonly code: ServerStepCode;
  /** Of the request or of the answer: an origin, a method, a header's name, a whole header. */
  readonly value?: string;
  /** The same for a person. */
  readonly text: string;
}

const TEXTS = {
  "origin-absent": "The request has no Origin header: no browser waits for permission, so nothing is granted.",
  "origin-present": "The request comes from {value}.",
  "origin-allowed": "The policy lets {value} in.",
  "origin-not-allowed":
    "The policy does not know {value}: nothing is granted, and the browser keeps the answer from the page.",
  "vary-added": "The answer depends on the request's {value}: caches have to keep one for each.",
  preflight: "OPTIONS with Access-Control-Request-Method: the browser asks before it sends {value}.",
  "no-preflight": "{value} without Access-Control-Request-Method: the request itself, which is handled as it is.",
  "method-simple": "{value} needs nobody's permission.",
  "method-listed": "The policy lists {value}.",
  "method-any": "The policy takes any method, {value} too.",
  "method-not-listed": "The policy does not list {value}: the browser will see that, and not send it.",
  "header-listed": "The policy lists {value}.",
  "header-any": "The policy takes any header, {value} too.",
  "header-not-listed": "The policy does not list {value}: the browser will see that, and not send the request.",
  "header-added": "Answer with {value}",
} as const;

export type ServerStepCode = keyof typeof TEXTS;

export function serverStep(code: ServerStepCode, value?: string): ServerStep {
  const text = TEXTS[code].replace("{value}", value ?? "");
  return value === undefined ? { code, text } : { code, value, text };
}
