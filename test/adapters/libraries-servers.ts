import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CorsPolicy, corsServer } from "../../src/server/cors-server.js";

/** A server on loopback: /open follows a policy, everything else knows nothing of CORS. All echo what came. */
export interface LoopbackApi {
  readonly url: string;
  /** Method, path, and where it matters Cookie and body of each request that came, preflights included. */
  readonly requests: string[];
  close(): Promise<void>;
}

export async function startApi(policy: CorsPolicy): Promise<LoopbackApi> {
  const cors = corsServer(policy);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (request.url?.startsWith("/open") === true && cors.middleware(request, response)) return;
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const { method, headers } = request;
      response.setHeader("Content-Type", "application/json");
      response.setHeader("X-Total", "3");
      response.setHeader("X-Other", "4");
      const { cookie = null, "content-type": type = null, "x-requested-with": requestedWith = null } = headers;
      response.end(JSON.stringify({ method, cookie, type, requestedWith, body }));
    });
  });
  const { port } = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function listening(server: Server): Promise<AddressInfo> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server.address() as AddressInfo));
  });
}
