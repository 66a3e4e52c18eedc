import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page, Pages } from "./built-pages.js";

export interface Playground {
  readonly url: string;
  close(): Promise<void>;
}

const SECURITY: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** The policy that the page brings along in a meta element, for servers that send none; ours says more, in the header. */
const META = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"\s*\/?>/;

/** Serves the built pages on 127.0.0.1, to those who ask for this very host. */
export async function startPlayground(pages: Pages, { port }: { readonly port: number }): Promise<Playground> {
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const { port: own } = server.address() as AddressInfo;
  const hosts = new Set([`127.0.0.1:${own}`, `localhost:${own}`, ...(own === 80 ? ["127.0.0.1", "localhost"] : [])]);

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? "/").split(/[?#]/, 1)[0]!;
    const page = pages.get(path === "/" ? "/index.html" : path);
    // A name that leads here from elsewhere (DNS rebinding) is not ours.
    if (!hosts.has(request.headers.host ?? "")) refuse(response, 421, "This server answers to 127.0.0.1 only.");
    else if (request.method !== "GET" && request.method !== "HEAD") refuse(response, 405, "GET and HEAD only.");
    else if (page === undefined) refuse(response, 404, "There is no such page.");
    else send(response, page, request.method === "HEAD");
  }

  return {
    url: `http://127.0.0.1:${own}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, { type, bytes, isForever }: Page, isHead: boolean): void {
  const isHtml = type.startsWith("text/html");
  const html = isHtml ? bytes.toString("utf8") : "";
  const body = isHtml ? Buffer.from(html.replace(META, "")) : bytes;
  response.writeHead(200, {
    ...SECURITY,
    "Content-Type": type,
    "Content-Length": body.length,
    "Cache-Control": isForever ? "public, max-age=31536000, immutable" : "no-cache",
    ...(isHtml
      ? { "Content-Security-Policy": `${META.exec(html)?.[1] ?? "default-src 'none'"}; frame-ancestors 'none'` }
      : {}),
  });
  response.end(isHead ? undefined : body);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...SECURITY, "Content-Type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}
