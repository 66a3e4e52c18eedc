import { createSecureServer } from "node:http2";
import { createServer } from "node:https";
import type { Server } from "node:net";

const { certificate } = (await import(new URL("../certificate.mjs", import.meta.url).href)) as {
  certificate(...names: string[]): { key: string; cert: string };
};
const { key, cert } = certificate("DNS:localhost", "IP:127.0.0.1");

/** Lets every origin in, over TLS, in the version asked for alone. */
export function secureServer(http: "1.1" | "2"): Server {
  const listener = (
    _request: unknown,
    response: { setHeader(name: string, value: string): unknown; end(): unknown },
  ) => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.end();
  };
  return http === "1.1" ? createServer({ key, cert }, listener) : createSecureServer({ key, cert }, listener);
}
