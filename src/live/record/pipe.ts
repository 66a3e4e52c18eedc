import type { Readable, Writable } from "node:stream";

export interface ProtocolEvent {
  readonly method: string;
  // biome-ignore lint/suspicious/noExplicitAny: as many shapes as the protocol has events
  readonly params: any;
  readonly sessionId?: string;
}

interface Call {
  readonly method: string;
  readonly resolve: (result: Readonly<Record<string, unknown>>) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The DevTools protocol over the browser's pipe, one JSON text per NUL — https://chromedevtools.github.io/devtools-protocol/
 * Not a client library: those speak WebSocket, for which the browser has to open a port to everyone on the machine.
 */
export class ProtocolPipe {
  readonly #output: Writable;
  readonly #calls = new Map<number, Call>();
  readonly #onEvent: (event: ProtocolEvent) => void;
  #next = 1;
  #isClosed = false;

  constructor(output: Writable, input: Readable, onEvent: (event: ProtocolEvent) => void) {
    this.#output = output;
    this.#onEvent = onEvent;
    let rest = "";
    input.setEncoding("utf8");
    input.on("data", (chunk: string) => {
      const texts = (rest + chunk).split("\0");
      rest = texts.pop() ?? "";
      for (const text of texts) this.#receive(JSON.parse(text));
    });
    input.on("close", () => this.#close());
    input.on("error", () => this.#close());
    output.on("error", () => this.#close());
  }

  send(
    method: string,
    params: Readonly<Record<string, unknown>> = {},
    sessionId?: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (this.#isClosed) return Promise.reject(new Error(`${method}: the browser has ended`));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { method, resolve, reject });
      this.#output.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`);
    });
  }

  #receive(
    message: ProtocolEvent & { id?: number; error?: { message: string }; result?: Record<string, unknown> },
  ): void {
    const call = message.id === undefined ? undefined : this.#calls.get(message.id);
    if (call === undefined) {
      if (message.method !== undefined) this.#onEvent(message);
      return;
    }
    this.#calls.delete(message.id!);
    if (message.error === undefined) call.resolve(message.result ?? {});
    else call.reject(new Error(`${call.method}: ${message.error.message}`));
  }

  #close(): void {
    this.#isClosed = true;
    for (const { method, reject } of this.#calls.values()) reject(new Error(`${method}: the browser has ended`));
    this.#calls.clear();
  }
}
