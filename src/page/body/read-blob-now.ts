import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Bytes } from "./payload.js";

/** A Blob's bytes while the page stands still: another thread reads them. @returns null: it could not */
export function readBlobNow(blob: Blob): Bytes | null {
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(SOURCE, { eval: true, workerData: { blob, flag, port: port2 }, transferList: [port2] });
  Atomics.wait(flag, 0, 0, LIMIT);
  const bytes = receiveMessageOnPort(port1)?.message as Bytes | undefined;
  port1.close();
  void worker.terminate();
  return bytes ?? null;
}

/** Milliseconds. */
const LIMIT = 10_000;

const SOURCE = `
const { workerData: { blob, flag, port } } = require("node:worker_threads");
blob.arrayBuffer().then((buffer) => {
  port.postMessage(new Uint8Array(buffer));
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});
`;
