import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { Payload } from "../body/payload.js";
import type { HttpCall, HttpHead } from "./http-call.js";
import { httpClientSource } from "./http-client.js";
import type { NetworkAnswer } from "./network.js";

type Reply = { readonly head: HttpHead; readonly bytes: Uint8Array } | { readonly error: string };

/** A thread that sends while this one stands still. */
export class SyncWorker {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #flag = new Int32Array(new SharedArrayBuffer(4));
  readonly #timeout: number;

  constructor(timeout: number) {
    this.#timeout = timeout;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const workerData = { port: port2, flag: this.#flag };
    this.#worker = new Worker(sourceOf(httpClientSource()), { eval: true, workerData, transferList: [port2] });
    this.#worker.unref();
    this.#port.unref();
  }

  ask(call: HttpCall, blob: Blob | null): NetworkAnswer {
    Atomics.store(this.#flag, 0, 0);
    this.#port.postMessage({ call, blob });
    if (Atomics.wait(this.#flag, 0, 0, this.#timeout) === "timed-out") return { ok: false, error: "sync-timeout" };
    const reply = receiveMessageOnPort(this.#port)?.message as Reply | undefined;
    if (reply === undefined) return { ok: false, error: "sync-worker" };
    if ("error" in reply) return { ok: false, error: reply.error };
    const { status, statusText, headers, http } = reply.head;
    return { ok: true, status, statusText, headers, body: new Payload(reply.bytes), http };
  }

  close(): void {
    this.#port.close();
    void this.#worker.terminate();
  }
}

/** Run as text: a worker has no other way to code that is not a file of its own, whatever bundles this one. */
const sourceOf = (client: string) => `
const { workerData: { port, flag } } = require("node:worker_threads");
const client = ${client};
const reply = (message) => {
  port.postMessage(message);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
};
port.on("message", async ({ call, blob }) => {
  const body = blob === null ? call.body : new Uint8Array(await blob.arrayBuffer());
  client.exchange({ ...call, body }, {
    came(head, stream) {
      const chunks = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => reply({ head, bytes: new Uint8Array(Buffer.concat(chunks)) }));
      stream.on("error", () => {});
      stream.on("close", () => stream.readableEnded || reply({ error: "connection-reset" }));
    },
    failed: (error) => reply({ error }),
    uploaded() {},
  });
});
`;
