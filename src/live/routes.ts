import { connect as connectPlain, createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectSecurely } from "node:tls";
import { getProxyForUrl } from "proxy-from-env";
import type { Route } from "../page/network/http-call.js";

export interface RouteOptions {
  /** Path of a socket on which the server listens, whatever the URL's host. */
  readonly unixSocket: string | null;
  /** HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY are heeded. */
  readonly useProxies: boolean;
}

/**
 * Ways to a server other than straight to its port. Tunnels and sockets are entered through a port of this machine, so that
 * every protocol that runs over a connection runs over them.
 */
export class Routes {
  readonly #options: RouteOptions;
  readonly #routes = new Map<string, Route | null>();
  readonly #entrances = new Set<Server>();
  readonly #sockets = new Set<Duplex>();
  /** What went wrong on the way last, in words; null: nothing. */
  trouble: string | null = null;

  constructor(options: RouteOptions) {
    this.#options = options;
  }

  /** Makes the way to an origin ready; before that `of` knows none. */
  async prepare(url: URL): Promise<void> {
    if (!this.#routes.has(url.origin)) this.#routes.set(url.origin, await this.#routeTo(url));
  }

  /** Null: straight. */
  of(url: URL): Route | null {
    return this.#routes.get(url.origin) ?? null;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    for (const entrance of this.#entrances) entrance.close();
  }

  async #routeTo(url: URL): Promise<Route | null> {
    const { unixSocket, useProxies } = this.#options;
    if (unixSocket !== null) {
      return this.#entrance((found, lost) => {
        const socket = connectPlain(unixSocket, () => found(socket));
        socket.on("error", (error) => lost(`${unixSocket}: ${error.message}`));
        return socket;
      });
    }
    const written = useProxies ? getProxyForUrl(url.href) : "";
    if (written === "" || !URL.canParse(written)) return null;
    const proxy = new URL(written);
    if (url.protocol === "http:" && proxy.protocol === "http:") {
      const authorization = authorizationOf(proxy);
      return {
        host: bare(proxy.hostname),
        port: portOf(proxy),
        forward: true,
        ...(authorization !== null && { authorization }),
      };
    }
    return this.#entrance((found, lost) => tunnel(proxy, url, found, lost));
  }

  #entrance(open: (found: (upstream: Duplex) => void, lost: (why: string) => void) => Duplex): Promise<Route> {
    const entrance = createServer((client) => {
      const lost = (why: string) => {
        this.trouble = why;
        client.destroy();
      };
      const upstream = open((ready) => {
        ready.pipe(client);
        client.pipe(ready);
      }, lost);
      for (const socket of [client, upstream]) {
        this.#sockets.add(socket);
        socket.on("close", () => this.#sockets.delete(socket));
      }
      client.on("error", () => upstream.destroy());
      client.on("close", () => upstream.destroy());
      upstream.on("close", () => client.destroy());
    });
    this.#entrances.add(entrance);
    entrance.unref();
    return new Promise((resolve, reject) => {
      entrance.on("error", reject);
      entrance.listen(0, "127.0.0.1", () => {
        const address = entrance.address();
        resolve({ host: "127.0.0.1", port: typeof address === "object" ? (address?.port ?? 0) : 0, forward: false });
      });
    });
  }
}

/** CONNECT — https://www.rfc-editor.org/rfc/rfc9110.html#CONNECT */
function tunnel(
  proxy: URL,
  { hostname, port, protocol }: URL,
  found: (upstream: Duplex) => void,
  lost: (why: string) => void,
): Duplex {
  const target = `${hostname}:${port === "" ? (protocol === "https:" ? 443 : 80) : port}`;
  const where = { host: bare(proxy.hostname), port: portOf(proxy) };
  const socket: Socket =
    proxy.protocol === "https:" ? connectSecurely({ ...where, servername: where.host }) : connectPlain(where);
  const authorization = authorizationOf(proxy);
  const lines = [
    `CONNECT ${target} HTTP/1.1`,
    `Host: ${target}`,
    ...(authorization === null ? [] : [`Proxy-Authorization: ${authorization}`]),
  ];
  let head = "";
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  socket.on("error", (error) => lost(`the proxy ${proxy.host}: ${error.message}`));
  const listen = (chunk: Buffer) => {
    head += chunk.toString("latin1");
    const end = head.indexOf("\r\n\r\n");
    if (end === -1 && head.length < 65_536) return;
    socket.off("data", listen);
    const [status = ""] = head.split("\r\n", 1);
    if (end === -1 || !/^HTTP\/1\.[01] 2\d\d/.test(status)) {
      lost(`the proxy ${proxy.host} answered ${status.slice(0, 80)}`);
      return;
    }
    const rest = head.slice(end + 4);
    if (rest !== "") socket.unshift(Buffer.from(rest, "latin1"));
    found(socket);
  };
  socket.on("data", listen);
  return socket;
}

function portOf({ port, protocol }: URL): number {
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

function authorizationOf({ username, password }: URL): string | null {
  if (username + password === "") return null;
  return `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64")}`;
}
