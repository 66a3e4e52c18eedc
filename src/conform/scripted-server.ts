import tls from "node:tls";
import type { ReadCase } from "../cases/case.js";
import { RuleServer } from "../cases/server.js";
import type { VerdictExchange } from "../cases/verdict.js";
import { REACHED_THE_SERVER } from "../core/fetching/exchange-log.js";
import type { HttpRequest } from "../core/fetching/outcome.js";
import { headerPairs } from "../core/infrastructure/header-list.js";
import { parseUrl } from "../core/infrastructure/url-record.js";
import type { Certificate } from "./certificate.js";
import { Loopback } from "./loopback.js";
import { isPreflight, type RawAnswer, type RawRequest, serveHttp1 } from "./raw-http.js";

/** What only keeps the connection, and what every client says of itself where page code says nothing. */
const OF_CONNECTION = /^(?:host|connection|accept-encoding|content-length|transfer-encoding|keep-alive)$/i;
const OF_CLIENT = /^(?:accept-language|user-agent)$/i;

/** All servers of one case behind one port on loopback: which of them is asked tells the Host header. */
export class ScriptedServer {
  readonly exchanges: VerdictExchange[] = [];
  #loopback: Loopback | null = null;
  readonly #rules: RuleServer;
  readonly #authored: ReadonlySet<string>;

  private constructor(given: ReadCase) {
    this.#rules = new RuleServer(given.server);
    const setups = [given.setup, ...given.then];
    this.#authored = new Set(setups.flatMap(({ headers }) => headers.map(([name]) => name.toLowerCase())));
  }

  static async start(given: ReadCase, { key, cert }: Certificate): Promise<ScriptedServer> {
    const server = new ScriptedServer(given);
    const answer = (request: RawRequest) => server.#answer(request);
    const secure = tls.createServer({ key, cert, ALPNProtocols: ["http/1.1"] }, (socket) =>
      serveHttp1(socket, "https", answer),
    );
    server.#loopback = await Loopback.listen(0, (socket) => serveHttp1(socket, "http", answer), secure);
    return server;
  }

  get port(): number {
    return this.#loopback?.port ?? 0;
  }

  close(): void {
    this.#loopback?.close();
  }

  #answer(request: RawRequest): Promise<RawAnswer | null> | RawAnswer | null {
    const { method, url, headers } = request;
    const kind = isPreflight(request) ? "preflight" : "actual";
    const told = headers.filter(([name]) =>
      OF_CLIENT.test(name) ? this.#authored.has(name.toLowerCase()) : !OF_CONNECTION.test(name),
    );
    const parsed = parseUrl(url);
    if (parsed === null) return null;
    const received = this.#rules.send({ kind, method, url: parsed } as HttpRequest);
    const { delay } = received;
    const seen = { kind, request: { method, url, headers: told } } as const;
    if (!received.ok) {
      if (REACHED_THE_SERVER.has(received.error)) this.exchanges.push({ ...seen, response: null });
      return delay > 0 ? later(delay, null) : null;
    }
    const { status, statusText } = received;
    const pairs = headerPairs(received.headers);
    this.exchanges.push({ ...seen, response: { status, headers: pairs } });
    const answer: RawAnswer = {
      status,
      statusText,
      headers: [...pairs, ["Connection", "close"]],
      body: bodyFor(pairs, received.body),
    };
    return delay > 0 ? later(delay, answer) : answer;
  }
}

function later<Answer>(seconds: number, answer: Answer): Promise<Answer> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000, answer));
}

/** A case may announce a length without writing out a body of it. */
function bodyFor(headers: readonly (readonly [string, string])[], body: string | null): Buffer {
  const bytes = Buffer.from(body ?? "", "utf8");
  const lengths = headers.filter(([name]) => /^content-length$/i.test(name)).map(([, value]) => value);
  const [length] = lengths;
  if (lengths.length !== 1 || length === undefined || !/^\d{1,6}$/.test(length)) return bytes;
  const filled = Buffer.alloc(Number(length), " ");
  bytes.copy(filled);
  return filled;
}
