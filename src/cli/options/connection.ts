import { cert, key, pfx } from "./client-certificate.js";
import { ca, insecure, resolve, timeout } from "./live.js";

const unixSocket = {
  type: "string",
  requiresArg: true,
  describe: "Path of a socket on which the server listens",
} as const;

const proxy = {
  type: "boolean",
  default: true,
  describe: "Heed HTTPS_PROXY, HTTP_PROXY and NO_PROXY; --no-proxy for none",
} as const;

/** How a server is reached: what `check` and `audit` take alike. */
export const connection = {
  timeout,
  insecure,
  ca,
  cert,
  key,
  pfx,
  resolve,
  "unix-socket": unixSocket,
  proxy,
} as const;
