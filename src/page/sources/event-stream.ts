export interface StreamEvent {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
}

/**
 * Event stream interpretation — https://html.spec.whatwg.org/#event-stream-interpretation, of text as it comes.
 * NON-SPEC: our own, for parsers at hand forget the id of a block without data, and wait for the line after a lone CR.
 */
export class EventStreamParser {
  readonly #dispatch: (event: StreamEvent) => void;
  readonly #retry: (milliseconds: number) => void;
  #line = "";
  #afterCr = false;
  #data: string | null = null;
  #type = "";
  #idBuffer: string;
  /** What a new connection names in Last-Event-ID. */
  lastEventId: string;

  constructor(lastEventId: string, dispatch: (event: StreamEvent) => void, retry: (milliseconds: number) => void) {
    this.lastEventId = lastEventId;
    this.#idBuffer = lastEventId;
    this.#dispatch = dispatch;
    this.#retry = retry;
  }

  /** @param text decoded, without a byte order mark */
  push(text: string): void {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== LF && code !== CR) {
        this.#afterCr = false;
        continue;
      }
      if (code === LF && this.#afterCr) start = at + 1;
      else {
        this.#take(this.#line + text.slice(start, at));
        this.#line = "";
        start = at + 1;
      }
      this.#afterCr = code === CR;
    }
    this.#line += text.slice(start);
  }

  #take(line: string): void {
    if (line === "") {
      this.#dispatchEvent();
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    switch (field) {
      case "event":
        this.#type = value;
        break;
      case "data":
        this.#data = this.#data === null ? value : `${this.#data}\n${value}`;
        break;
      case "id":
        if (!value.includes("\0")) this.#idBuffer = value;
        break;
      case "retry":
        if (/^\d+$/.test(value)) this.#retry(Number(value));
    }
  }

  /** Dispatch the event — https://html.spec.whatwg.org/#dispatchMessage; the id counts even without data. */
  #dispatchEvent(): void {
    this.lastEventId = this.#idBuffer;
    const data = this.#data;
    const type = this.#type || "message";
    this.#data = null;
    this.#type = "";
    if (data !== null) this.#dispatch({ type, data, lastEventId: this.lastEventId });
  }
}

const LF = 0x0a;
const CR = 0x0d;
