import { setTimeout as sleep } from "node:timers/promises";
import { type BrowserOptions, startBrowser } from "./browser.js";
import { HarLog } from "./har-log.js";
import type { ProtocolEvent } from "./pipe.js";

export interface RecordOptions extends Omit<BrowserOptions, "onEvent"> {
  readonly url: string;
  /** JavaScript to run in the page; the recording ends when what it returns is settled. Null: a person ends it. */
  readonly script: string | null;
  /** Ends the recording. */
  readonly stop: AbortSignal;
  /** Milliseconds for the page to load and the script to end. */
  readonly timeout: number;
  /** Bytes of a body that are kept; longer ones are left out. */
  readonly mostBody: number;
  readonly onProgress?: (requests: number) => void;
}

export interface Recorded {
  readonly log: HarLog;
  readonly browser: string;
  /** What the script threw, or that it did not end. */
  readonly scriptError: string | null;
}

/** After the last request, for what is told late. */
const QUIET = 500;

/** Opens a browser at an address and keeps what goes over its network until it is closed or the script has ended. */
export async function record(options: RecordOptions): Promise<Recorded> {
  const { url, script, stop, timeout } = options;
  const log = new HarLog();
  const recorder = new Recorder(log, options);
  const browser = await startBrowser({ ...options, onEvent: (event) => recorder.event(event) });
  const send = browser.pipe.send.bind(browser.pipe);
  recorder.send = send;
  try {
    await send("Target.setDiscoverTargets", { discover: true });
    await send("Target.setAutoAttach", AUTO_ATTACH);
    const session = await recorder.firstPage;
    const navigated = await send("Page.navigate", { url }, session);
    if (typeof navigated["errorText"] === "string") throw new Error(`${url}: ${navigated["errorText"]}`);
    const stopped = new Promise<"stopped">((resolve) => {
      if (stop.aborted) resolve("stopped");
      stop.addEventListener("abort", () => resolve("stopped"), { once: true });
    });
    if (script === null) {
      await Promise.race([stopped, browser.ended, recorder.allClosed]);
      return { log, browser: browser.version, scriptError: null };
    }
    const scriptError = await Promise.race([
      recorder.run(session, script),
      stopped.then(() => null),
      browser.ended.then(() => "the browser has ended"),
      sleep(timeout, `it did not end within ${timeout / 1000} seconds`, { ref: false }),
    ]);
    await recorder.quiet(QUIET, timeout);
    return { log, browser: browser.version, scriptError };
  } finally {
    await browser.close();
  }
}

const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

class Recorder {
  readonly #log: HarLog;
  readonly #options: RecordOptions;
  readonly #loaded = new Set<string>();
  readonly #onLoad = new Map<string, () => void>();
  /** Tabs and windows that are open. */
  readonly #pages = new Set<string>();
  readonly #bodies = new Set<Promise<void>>();
  #last = 0;
  #onPage: (session: string) => void = () => {};
  #onAllClosed: () => void = () => {};
  /** The session of the tab that the browser opens with. */
  readonly firstPage = new Promise<string>((resolve) => {
    this.#onPage = resolve;
  });
  /** The person has closed every tab. */
  readonly allClosed = new Promise<void>((resolve) => {
    this.#onAllClosed = resolve;
  });
  send: (
    method: string,
    params?: Record<string, unknown>,
    session?: string,
  ) => Promise<Readonly<Record<string, unknown>>>;

  constructor(log: HarLog, options: RecordOptions) {
    this.#log = log;
    this.#options = options;
    this.send = () => Promise.reject(new Error("no browser yet"));
  }

  /** Everything that this page, frame or worker does. */
  async listen(session: string): Promise<void> {
    const attempt = (method: string, params = {}) => this.send(method, params, session).catch(() => {});
    await Promise.all([
      attempt("Network.enable", { maxPostDataSize: this.#options.mostBody }),
      attempt("Page.enable"),
      attempt("Target.setAutoAttach", AUTO_ATTACH),
    ]);
    await attempt("Runtime.runIfWaitingForDebugger");
  }

  event({ method, params, sessionId = "" }: ProtocolEvent): void {
    switch (method) {
      case "Target.attachedToTarget":
        this.#log.belongs(params.sessionId, sessionId);
        void this.#attached(params);
        break;
      case "Target.targetDestroyed":
        if (this.#pages.delete(params.targetId) && this.#pages.size === 0) this.#onAllClosed();
        break;
      case "Page.frameNavigated":
        if (params.frame.parentId === undefined) this.#log.page(sessionId, params.frame.url, Date.now() / 1000);
        break;
      case "Page.loadEventFired":
        this.#loaded.add(sessionId);
        this.#onLoad.get(sessionId)?.();
        break;
      default:
        if (method.startsWith("Network.")) this.#network(sessionId, method, params);
    }
  }

  async #attached({ sessionId, targetInfo }: ProtocolEvent["params"]): Promise<void> {
    if (targetInfo.type === "page") this.#pages.add(targetInfo.targetId);
    await this.listen(sessionId);
    if (targetInfo.type === "page") this.#onPage(sessionId);
  }

  #network(session: string, method: string, params: ProtocolEvent["params"]): void {
    this.#last = Date.now();
    this.#log.event(session, method, params);
    if (method === "Network.requestWillBeSent") this.#options.onProgress?.(this.#log.count);
    if (method !== "Network.loadingFinished" || params.encodedDataLength > this.#options.mostBody) return;
    const { requestId } = params;
    const body = this.send("Network.getResponseBody", { requestId }, session).then(
      (result) => {
        const text = String(result["body"]);
        if (text.length <= this.#options.mostBody)
          this.#log.body(session, requestId, text, result["base64Encoded"] === true);
      },
      () => {},
    );
    this.#bodies.add(body);
    void body.then(() => this.#bodies.delete(body));
  }

  /** @returns what was thrown, or null */
  async run(session: string, script: string): Promise<string | null> {
    if (!this.#loaded.has(session)) await new Promise<void>((resolve) => this.#onLoad.set(session, resolve));
    const expression = `(async () => {\n${script}\n})()`;
    const options = { expression, awaitPromise: true, userGesture: true };
    const { exceptionDetails } = (await this.send("Runtime.evaluate", options, session).catch((error: Error) => ({
      exceptionDetails: { text: error.message },
    }))) as { exceptionDetails?: { text: string; exception?: { description?: string } } };
    return exceptionDetails === undefined ? null : (exceptionDetails.exception?.description ?? exceptionDetails.text);
  }

  /** Until nothing has happened for a while, but not for ever. */
  async quiet(milliseconds: number, most: number): Promise<void> {
    const start = Date.now();
    this.#last = Math.max(this.#last, start);
    while (Date.now() - start < most && (Date.now() - this.#last < milliseconds || this.#bodies.size > 0))
      await sleep(50);
  }
}
