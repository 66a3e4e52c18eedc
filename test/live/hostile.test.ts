import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { Asker, type Limits } from "../../src/live/ask.js";
import { audit } from "../../src/live/audit/audit.js";
import { check } from "../../src/live/check/check.js";
import { LiveServer } from "../../src/live/check/live-server.js";

/** Servers that do not mean well: each gets bounded time and memory, and a clear outcome. */

const LIMITS: Limits = { timeout: 600, body: 65_536 };
const MEGABYTES = 1e6;
const OK = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n";

interface Hostile {
  readonly title: string;
  readonly serve: (socket: Socket, request: string) => void;
  readonly secure?: boolean;
  /** Outcome and what kept the answer from coming. */
  readonly ends: readonly [outcome: string, error: string | null];
}

/** Writes as fast as it is read, until the other end has had enough. */
function pour(socket: Socket, chunk: string): void {
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on("drain", more);
  more();
}

const SERVERS: readonly Hostile[] = [
  {
    title: "an endless body",
    serve: (socket) => pour(socket.writable ? write(socket, `${OK}\r\n`) : socket, "x".repeat(65_536)),
    ends: ["allowed", null],
  },
  {
    title: "a body that is never whole",
    serve: (socket) => void socket.write(`${OK}Content-Length: 1000000\r\n\r\nshort`),
    ends: ["allowed", null],
  },
  {
    title: "more than it said",
    serve: (socket) => void socket.end(`${OK}Content-Length: 2\r\n\r\nmuch more than that`),
    ends: ["allowed", null],
  },
  {
    title: "an endless redirect",
    serve: (socket, request) =>
      void socket.end(
        `HTTP/1.1 302 Found\r\nAccess-Control-Allow-Origin: *\r\nLocation: ${/ (\S+) /.exec(request)?.[1]}x\r\nContent-Length: 0\r\n\r\n`,
      ),
    ends: ["failed", "too-many-redirects"],
  },
  {
    title: "headers without end",
    serve: (socket) => pour(write(socket, OK), `X-Bomb: ${"y".repeat(8000)}\r\n`),
    ends: ["failed", "invalid-response"],
  },
  {
    title: "one header without end",
    serve: (socket) => pour(write(socket, `${OK}X-Bomb: `), "z".repeat(65_536)),
    ends: ["failed", "invalid-response"],
  },
  {
    title: "interim answers without end",
    serve: (socket) => pour(socket, "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n".repeat(100)),
    ends: ["failed", "timeout"],
  },
  {
    title: "a byte now and then",
    serve: (socket) => slowly(socket, `${OK}Content-Length: 0\r\n\r\n`),
    ends: ["failed", "timeout"],
  },
  { title: "silence", serve: () => {}, ends: ["failed", "timeout"] },
  {
    title: "binary garbage",
    serve: (socket) => void socket.end(Buffer.from([0, 255, 254, 13, 10, 7, 0, 128, 13, 10, 13, 10])),
    ends: ["failed", "invalid-response"],
  },
  {
    title: "HTTP/0.9",
    serve: (socket) => void socket.end("<html>the whole answer</html>"),
    ends: ["failed", "invalid-response"],
  },
  { title: "an end at once", serve: (socket) => void socket.end(), ends: ["failed", "connection-reset"] },
  {
    title: "no TLS where TLS is asked for",
    serve: (socket) => void socket.end(`${OK}\r\n`),
    secure: true,
    ends: ["failed", "tls"],
  },
  { title: "TLS that never begins", serve: () => {}, secure: true, ends: ["failed", "timeout"] },
];

function write(socket: Socket, text: string): Socket {
  socket.write(text);
  return socket;
}

function slowly(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= text.length) clearInterval(timer);
    else socket.write(text[at++]!);
  }, 50);
}

async function served<T>({ serve, secure }: Hostile, use: (url: string) => Promise<T>): Promise<T> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", (request) => serve(socket, request.toString("latin1")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await use(`${secure ? "https" : "http"}://127.0.0.1:${port}/a`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

describe("check", () => {
  test.each(SERVERS)("$title", async (hostile) => {
    const before = process.memoryUsage().rss;
    const start = performance.now();
    const { verdict } = await served(hostile, async (url) => {
      const server = new LiveServer({ limits: LIMITS, withhold: () => null });
      const subject = {
        page: { url: hostile.secure ? "https://app.example/" : "http://app.example/" },
        setup: { url },
      };
      try {
        return await check(subject, server, { profile: "chromium", lang: "en", trace: false });
      } finally {
        server.close();
      }
    });
    const why = verdict.reason === "network-error" ? verdict.detail.error : verdict.reason;
    expect([verdict.outcome, why ?? null]).toEqual(hostile.ends);
    expect(verdict.explanation.length).toBeGreaterThan(20);
    expect(performance.now() - start).toBeLessThan(LIMITS.timeout * 12);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MEGABYTES);
  });
});

describe("audit", () => {
  test.each(SERVERS.filter(({ title }) => !/redirect/.test(title)))("$title", async (hostile) => {
    const before = process.memoryUsage().rss;
    const report = await served(hostile, async (url) => {
      const asker = new Asker({ limits: LIMITS });
      const target = {
        url: new URL(url),
        own: "https://app.example.com",
        methods: ["PUT"],
        names: [],
        headers: [],
        maySend: false,
      };
      try {
        return await audit(target, asker, { rate: 10_000, most: 4, lang: "en" });
      } finally {
        asker.close();
      }
    });
    expect(report.error).toBe(hostile.ends[0] === "failed" ? hostile.ends[1] : null);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MEGABYTES);
  });
});
