import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type tls from "node:tls";

const TLS_HANDSHAKE = 0x16;

/** A port on loopback that answers in clear text and over TLS: which, tells the first byte that comes. */
export class Loopback {
  readonly #listener: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(plain: (socket: Socket) => void, secure: tls.Server) {
    secure.on("tlsClientError", () => {});
    this.#listener = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      socket.on("error", () => {});
      socket.once("data", (chunk) => {
        socket.pause();
        socket.unshift(chunk);
        if (chunk[0] === TLS_HANDSHAKE) secure.emit("connection", socket);
        else {
          plain(socket);
          socket.resume();
        }
      });
    });
  }

  /** @param port 0: any that is free */
  static async listen(port: number, plain: (socket: Socket) => void, secure: tls.Server): Promise<Loopback> {
    const loopback = new Loopback(plain, secure);
    await new Promise<void>((resolve, reject) => {
      loopback.#listener.once("error", reject).listen(port, "127.0.0.1", resolve);
    });
    return loopback;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  close(): void {
    this.#listener.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
