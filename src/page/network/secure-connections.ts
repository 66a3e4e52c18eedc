import type * as http2 from "node:http2";
import type * as https from "node:https";
import type * as tls from "node:tls";
import type { HttpCall } from "./http-call.js";
import type { HttpTools } from "./http-tools.js";

/** A session of HTTP/2 that several share. */
export interface SharedSession {
  readonly session: http2.ClientHttp2Session;
  /** Streams before this one have come to an answer, so that the server may have closed it for idleness. */
  readonly isReused: boolean;
  /** The last stream that the server looks at, once it goes away. */
  readonly lastStreamId: number;
  /** Keeps the process alive until released. */
  hold(): void;
  release(): void;
}

export interface SecureConnections {
  /** For HTTP/1.1. */
  readonly agent: https.Agent;
  /**
   * A session to where a call goes; null: the server speaks HTTP/1.1, over the agent.
   * @param fresh none that was kept open
   * @returns takes it back
   */
  find(
    call: HttpCall,
    fresh: boolean,
    found: (session: SharedSession | null) => void,
    failed: (error: Error) => void,
  ): () => void;
  /** This server wants HTTP/1.1 from now on. */
  avoidHttp2(call: HttpCall): void;
  close(): void;
}

/**
 * Connections over TLS. The first one to a server asks it for HTTP/2 — https://www.rfc-editor.org/rfc/rfc7301, all that want
 * to go there wait for it and share the session. NOTE: a worker runs the text of this function.
 */
export function secureConnections({ node: { http2, https, tls } }: HttpTools): SecureConnections {
  interface Connecting {
    readonly socket: tls.TLSSocket;
    readonly waiting: Set<{ found(session: SharedSession | null): void; failed(error: Error): void }>;
  }
  const sessions = new Map<string, SharedSession>();
  const connecting = new Map<string, Connecting>();
  const speaksHttp1 = new Set<string>();
  /** Connected to find out that it speaks HTTP/1.1: its first request goes there. */
  const spare = new Map<string, tls.TLSSocket>();
  const open = new Set<http2.ClientHttp2Session>();

  const placeOf = ({ url, address, route }: HttpCall) => {
    const { hostname, port } = new URL(url);
    const name = hostname.replace(/^\[|\]$/g, "");
    const isAddress = name.includes(":") || /^[\d.]+$/.test(name);
    return {
      host: route?.host ?? address ?? name,
      port: route?.port ?? (port === "" ? 443 : Number(port)),
      servername: isAddress ? "" : name,
    };
  };
  /** A connection that has shown a client certificate serves nobody who would not show it. */
  const keyOf = ({ host, port, servername, cert, pfx }: Readonly<Record<string, unknown>>) =>
    `${host}:${port}:${servername ?? ""}:${cert !== undefined || pfx !== undefined}`;
  const keyFor = (call: HttpCall) => keyOf({ ...placeOf(call), ...call.tls });

  const agent = new https.Agent({ keepAlive: true, scheduling: "lifo" });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const key = keyOf({ ...options });
    const socket = spare.get(key);
    spare.delete(key);
    return socket === undefined || socket.destroyed ? connect(options, callback) : socket.ref();
  };

  const share = (socket: tls.TLSSocket, key: string): SharedSession => {
    const session = http2.connect(`https://${socket.servername || "localhost"}`, {
      createConnection: () => socket,
      settings: { enablePush: false },
    });
    let holders = 0;
    const shared = {
      session,
      isReused: false,
      lastStreamId: Number.POSITIVE_INFINITY,
      hold() {
        holders++;
        if (!session.destroyed) session.ref();
      },
      release() {
        holders--;
        shared.isReused = true;
        if (holders === 0 && !session.destroyed) session.unref();
      },
    };
    const forget = () => {
      if (sessions.get(key) === shared) sessions.delete(key);
    };
    // What goes wrong is told to those who have a stream.
    session.on("error", forget);
    session.on("goaway", (_, lastStreamId) => {
      shared.lastStreamId = lastStreamId;
      forget();
    });
    session.on("close", () => {
      forget();
      open.delete(session);
    });
    session.unref();
    open.add(session);
    sessions.set(key, shared);
    return shared;
  };

  const connectTo = (call: HttpCall, key: string): Connecting => {
    const { host, port, servername } = placeOf(call);
    const socket = tls.connect({
      host,
      port,
      ALPNProtocols: ["h2", "http/1.1"],
      ...(servername === "" ? {} : { servername }),
      ...(call.tls as tls.ConnectionOptions),
    });
    const one: Connecting = { socket, waiting: new Set() };
    const over = () => {
      socket.off("error", onError);
      socket.off("close", onClose);
      if (connecting.get(key) === one) connecting.delete(key);
    };
    const onError = (error: Error) => {
      over();
      for (const { failed } of [...one.waiting]) failed(error);
    };
    const onClose = () => onError(new Error("the connection was closed"));
    socket.on("error", onError);
    socket.on("close", onClose);
    socket.on("secureConnect", () => {
      over();
      const session = socket.alpnProtocol === "h2" ? share(socket, key) : null;
      if (session === null) {
        speaksHttp1.add(key);
        spare.get(key)?.destroy();
        spare.set(key, socket.unref());
        socket.on("error", () => socket.destroy());
      }
      for (const { found } of [...one.waiting]) found(session);
    });
    connecting.set(key, one);
    return one;
  };

  return {
    agent,
    find(call, fresh, found, failed) {
      const key = keyFor(call);
      const known = sessions.get(key);
      if (speaksHttp1.has(key)) {
        found(null);
        return () => {};
      }
      if (!fresh && known !== undefined && !known.session.closed && !known.session.destroyed) {
        found(known);
        return () => {};
      }
      const one = (fresh ? undefined : connecting.get(key)) ?? connectTo(call, key);
      const waiter = {
        found(session: SharedSession | null) {
          one.waiting.delete(waiter);
          found(session);
        },
        failed(error: Error) {
          one.waiting.delete(waiter);
          failed(error);
        },
      };
      one.waiting.add(waiter);
      return () => {
        if (one.waiting.delete(waiter) && one.waiting.size === 0) one.socket.destroy();
      };
    },
    avoidHttp2(call) {
      speaksHttp1.add(keyFor(call));
    },
    close() {
      agent.destroy();
      for (const { socket } of connecting.values()) socket.destroy();
      for (const socket of spare.values()) socket.destroy();
      for (const session of open) session.destroy();
      sessions.clear();
      spare.clear();
    },
  };
}
