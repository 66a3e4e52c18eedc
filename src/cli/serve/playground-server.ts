import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page, Pages } from "./built-pages.js";
import type { Lab } from "./lab.js";
import { control } from "./lab-control.js";

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
export async function startPlayground(
  pages: Pages,
  { port, lab = null }: { readonly port: number; readonly lab?: Lab | null },
): Promise<Playground> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const { port: own } = server.address() as AddressInfo;
  const hosts = [`127.0.0.1:${own}`, `localhost:${own}`, ...(own === 80 ? ["127.0.0.1", "localhost"] : [])];
  const origins = hosts.map((host) => `http://${host}`);
  lab?.allowParents(origins);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A name that leads here from elsewhere (DNS rebinding) is not ours.
    if (!hosts.includes(request.headers.host ?? "")) {
      return refuse(response, 421, "This server answers to 127.0.0.1 only.");
    }
    const controlled = lab === null ? null : await control(lab, request, origins);
    if (controlled !== null) return sendJson(response, controlled.status, controlled.value);
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, "GET and HEAD only.");
    const path = (request.url ?? "/").split(/[?#]/, 1)[0]!;
    const page = pages.get(path === "/" ? "/index.html" : path);
    if (page === undefined) return refuse(response, 404, "There is no such page.");
    send(response, page, request.method === "HEAD", lab);
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

function send(response: ServerResponse, page: Page, isHead: boolean, lab: Lab | null): void {
  const { type, isForever } = page;
  const html = type.startsWith("text/html") ? withLab(page.bytes.toString("utf8"), lab) : null;
  const body = html === null ? page.bytes : Buffer.from(html.text);
  response.writeHead(200, {
    ...SECURITY,
    "Content-Type": type,
    "Content-Length": body.length,
    "Cache-Control": isForever ? "public, max-age=31536000, immutable" : "no-cache",
    ...(html === null ? {} : { "Content-Security-Policy": html.policy }),
  });
  response.end(isHead ? undefined : body);
}

/** The page as it is with a lab: told of the lab's ports, and allowed to hold its pages in frames. */
function withLab(text: string, lab: Lab | null): { readonly text: string; readonly policy: string } {
  const policy = [META.exec(text)?.[1] ?? "default-src 'none'", "frame-ancestors 'none'"];
  if (lab === null) return { text: text.replace(META, ""), policy: policy.join("; ") };
  const ports = lab.ports.join(" ");
  return {
    text: text.replace(META, `<meta name="whycors-lab" content="${ports}">`),
    policy: [...policy, `frame-src http://127.0.0.1:${lab.ports[0]}`].join("; "),
  };
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { ...SECURITY, "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...SECURITY, "Content-Type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}
