import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { ReadCase } from "../../cases/case.js";
import { RuleServer } from "../../cases/server.js";
import { type RawAnswer, type RawRequest, serveHttp1 } from "../../conform/raw-http.js";
import { REACHED_THE_SERVER } from "../../core/fetching/exchange-log.js";
import { headerPairs } from "../../core/infrastructure/header-list.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";

/** What a lab's servers have seen of a run. */
export interface LabExchange {
  readonly kind: "preflight" | "actual";
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
}

interface Run {
  readonly given: ReadCase;
  readonly rules: RuleServer;
  readonly seen: LabExchange[];
  /** The last connection was cut: a browser may ask the same once more, and that is no other request. */
  dropped: boolean;
}

/** Runs that are remembered; of older ones nobody asks any more. */
const MOST_RUNS = 40;
const SCRIPT_PATH = "/~whycors/frame.js";
const NO_STORE = ["Cache-Control", "no-store"] as const;

/**
 * Loopback origins whose servers answer as a case says. Everything of a run lives under its own path, `/~ID/`, so that
 * neither the preflight cache nor another run gets in between.
 */
export class Lab {
  readonly #runs = new Map<string, Run>();
  readonly #listeners: readonly Server[];
  readonly #sockets: ReadonlySet<Socket>;
  readonly #script: string;
  /** Origins of playgrounds, which alone may hold a run's page in a frame. */
  #parents: readonly string[] = [];

  private constructor(listeners: readonly Server[], sockets: ReadonlySet<Socket>, script: string) {
    this.#listeners = listeners;
    this.#sockets = sockets;
    this.#script = script;
  }

  /**
   * @param wanted ports to take if they are free; others are taken else
   * @param script what a run's page executes
   */
  static async start(wanted: readonly number[], script: string): Promise<Lab> {
    const sockets = new Set<Socket>();
    const listeners = wanted.map(() =>
      createServer((socket) => {
        sockets.add(socket);
        socket.on("close", () => sockets.delete(socket));
        serveHttp1(socket, "http", (request) => lab.#answer(request));
      }),
    );
    for (const [index, listener] of listeners.entries()) await listen(listener, wanted[index]!);
    const lab = new Lab(listeners, sockets, script);
    return lab;
  }

  get ports(): readonly number[] {
    return this.#listeners.map((listener) => (listener.address() as AddressInfo).port);
  }

  allowParents(origins: readonly string[]): void {
    this.#parents = origins;
  }

  /** @param id also the first part of the path of each of the case's URLs */
  add(id: string, given: ReadCase): void {
    this.#runs.set(id, { given, rules: new RuleServer(given.server), seen: [], dropped: false });
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > MOST_RUNS && oldest !== undefined) this.#runs.delete(oldest);
  }

  seen(id: string): readonly LabExchange[] | null {
    return this.#runs.get(id)?.seen ?? null;
  }

  close(): void {
    for (const listener of this.#listeners) listener.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #answer(request: RawRequest): Promise<RawAnswer | null> | RawAnswer | null {
    const url = parseUrl(request.url);
    const hosts = this.ports.flatMap((port) => [`127.0.0.1:${port}`, `localhost:${port}`]);
    if (url === null || !hosts.includes(url.host)) return plain(421, "The lab answers to this machine only.");
    if (url.path === SCRIPT_PATH) return this.#frameScript();
    const run = this.#runs.get(/^\/~([\w-]+)\//.exec(url.path)?.[1] ?? "");
    if (run === undefined) return plain(404, "No such run.");
    return isDocument(request, run) ? this.#document(run) : answerOf(run, request);
  }

  #frameScript(): RawAnswer {
    const headers = [["Content-Type", "text/javascript"], ["Cross-Origin-Resource-Policy", "cross-origin"], NO_STORE];
    return { status: 200, headers: headers as [string, string][], body: this.#script };
  }

  /** The page of a case: its policies, and the script that does what its code does. */
  #document({ given: { page } }: Run): RawAnswer {
    const headers: [string, string][] = [
      ["Content-Type", "text/html; charset=utf-8"],
      ["Content-Security-Policy", `frame-ancestors ${this.#parents.join(" ")}`],
      [...NO_STORE],
    ];
    if (page.csp !== null) headers.push(["Content-Security-Policy", page.csp]);
    if (page.coep !== "unsafe-none") headers.push(["Cross-Origin-Embedder-Policy", page.coep]);
    if (page.referrerPolicy !== "") headers.push(["Referrer-Policy", page.referrerPolicy]);
    const body = `<!doctype html><meta charset="utf-8"><title>whycors lab</title><link rel="icon" href="data:,"><body><script src="${SCRIPT_PATH}"></script>`;
    return { status: 200, headers, body };
  }
}

/** The port if it is free, else any. */
async function listen(listener: Server, port: number): Promise<void> {
  const attempt = (wanted: number) =>
    new Promise<void>((resolve, reject) => {
      listener.once("error", reject).listen(wanted, "127.0.0.1", () => {
        listener.removeListener("error", reject);
        resolve();
      });
    });
  await attempt(port).catch(() => attempt(0));
}

function plain(status: number, text: string): RawAnswer {
  return { status, headers: [["Content-Type", "text/plain; charset=utf-8"]], body: `${text}\n` };
}

/** The frame loads it; the case's own code may ask for the same URL. */
function isDocument({ method, url, headers }: RawRequest, { given }: Run): boolean {
  const destination = headers.find(([name]) => name.toLowerCase() === "sec-fetch-dest")?.[1];
  return method === "GET" && url === parseUrl(given.page.url)?.wire && destination === "iframe";
}

function answerOf(run: Run, request: RawRequest): Promise<RawAnswer | null> | RawAnswer | null {
  const { method, headers } = request;
  const url = parseUrl(request.url)!;
  const isPreflight =
    method === "OPTIONS" && headers.some(([name]) => name.toLowerCase() === "access-control-request-method");
  const kind = isPreflight ? "preflight" : "actual";
  const last = run.seen.at(-1);
  if (run.dropped && last?.kind === kind && last.url === request.url && last.method === method) return null;
  const received = run.rules.send({ kind, method, url });
  run.dropped = !received.ok;
  // Whoever is not there has seen nothing.
  if (received.ok || REACHED_THE_SERVER.has(received.error)) {
    run.seen.push({ kind, method, url: request.url, headers });
  }
  if (!received.ok) return null;
  const { status, statusText, body, delay } = received;
  const answer: RawAnswer = { status, statusText, headers: headerPairs(received.headers), body: body ?? "" };
  return delay > 0 ? new Promise((resolve) => setTimeout(resolve, delay * 1000, answer)) : answer;
}
