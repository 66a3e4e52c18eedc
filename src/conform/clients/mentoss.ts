import * as http from "node:http";
import * as https from "node:https";
import type { FetchLike } from "../../perform/apis.js";
import type { ClientModule } from "../client.js";
import { versionOf } from "../peers.js";
import { hasNoBody } from "../raw-http.js";

type Mentoss = typeof import("mentoss");
type MockServer = InstanceType<Mentoss["MockServer"]>;

export function clientFor({ FetchMocker }: Mentoss, from: string): ClientModule {
  return {
    name: `mentoss ${versionOf(from)}`,
    createClient: ({ url }) => ({
      fetch: new FetchMocker({ servers: [new WireServer() as unknown as MockServer], baseUrl: url }).fetch as FetchLike,
    }),
  };
}

/** A mock server that has no routes: it passes on what it is asked, and what it is answered. */
class WireServer {
  async traceReceive(request: Request, Made: typeof Response): Promise<{ response: Response; traces: never[] }> {
    const body = Buffer.from(await request.arrayBuffer());
    const response = await new Promise<Response>((resolve, reject) => {
      const { method, url } = request;
      const headers = Object.fromEntries(request.headers);
      const { request: send } = url.startsWith("https:") ? https : http;
      const sent = send(url, { method, headers }, (received) => {
        const chunks: Buffer[] = [];
        received.on("error", reject);
        received.on("data", (chunk: Buffer) => chunks.push(chunk));
        received.on("end", () => {
          const { statusCode: status = 200, statusMessage: statusText = "", rawHeaders } = received;
          const pairs = rawHeaders.flatMap((name, at): [string, string][] =>
            at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""]] : [],
          );
          const content = hasNoBody(method, status) || status === 205 ? null : Buffer.concat(chunks);
          resolve(new Made(content, { status, statusText, headers: pairs }));
        });
      });
      sent.on("error", (cause) => reject(new TypeError("fetch failed", { cause })));
      sent.end(body);
    });
    return { response, traces: [] };
  }
}
