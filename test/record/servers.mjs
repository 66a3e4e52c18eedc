/**
 * The local servers of a recording: one http listener and one https listener (HTTP/2, and
 * HTTP/1.1 for who asks), both on loopback. Every step of a recording has its own path, and
 * the step itself says what is answered there; nothing is added but Date and Content-Length.
 */
import { readFileSync } from "node:fs";
import http from "node:http";
import http2 from "node:http2";
import { certificate } from "../certificate.mjs";

/** Fixed, so that a new recording differs from the old one only in what the browser changed. */
export const HTTP_PORT = 8180;
export const HTTPS_PORT = 8543;
/** Nobody listens here. */
export const REFUSED_PORT = 8181;

export function origins(scheme) {
  const port = scheme === "https" ? HTTPS_PORT : HTTP_PORT;
  const at = (host) => `${scheme}://${host}.test:${port}`;
  return {
    app: at("app"),
    api: at("api"),
    cdn: at("cdn"),
    other: at("other"),
    sub: at("api.app"), // cross-origin, but same-site: SameSite=Lax cookies go along
    refused: `${scheme}://api.test:${REFUSED_PORT}`,
    insecure: `http://api.test:${HTTP_PORT}`,
  };
}

/** Without indentation and comments: they are in every recording. */
function pageScript(name) {
  return readFileSync(new URL(name, import.meta.url), "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(\/\/|\/?\*)/.test(line))
    .join("\n");
}
const SCRIPTS = new Map(["page.js", "more.js", "service-worker.js"].map((name) => [`/${name}`, pageScript(name)]));

/** Starts both listeners for one recording. `log` collects what arrived, by path. */
export async function startServers(recording, steps) {
  const routes = new Map();
  for (const step of steps) {
    const path = new URL(step.url).pathname;
    if (!routes.has(path)) routes.set(path, { preflight: step.preflight, respond: step.respond });
    for (const [name, route] of Object.entries(step.routes ?? {})) routes.set(name, route);
  }
  const log = [];
  const origin = origins(recording.scheme ?? "http");
  const pageUrl = `${origin.app}/${recording.name}`;

  const handler = (request, response) => {
    const host = request.headers[":authority"] ?? request.headers.host;
    const scheme = request.socket.encrypted ? "https" : "http";
    const { pathname } = new URL(request.url, "http://x");
    const isPreflight = request.method === "OPTIONS" && "access-control-request-method" in request.headers;

    if (pathname === `/${recording.name}`) return send(request, response, page(recording, steps));
    const file = SCRIPTS.get(pathname);
    if (file !== undefined) return send(request, response, text("text/javascript", file));
    if (pathname === "/frame") {
      return send(
        request,
        response,
        text("text/html", '<!doctype html><title>Frame</title><script src="/page.js"></script>'),
      );
    }

    const entry = { at: Date.now(), method: request.method, url: `${scheme}://${host}${request.url}` };
    if (request.headers.origin !== undefined) entry.origin = request.headers.origin;
    if (request.headers.cookie !== undefined) entry.cookie = request.headers.cookie;
    log.push(entry);

    const route = routes.get(pathname);
    const chosen = isPreflight ? (route?.preflight ?? route?.respond) : route?.respond;
    const answer = typeof chosen === "function" ? chosen(request, log) : chosen;
    send(
      request,
      response,
      answer ?? { status: 404, headers: [["Content-Type", "text/plain"]], body: "Nothing here.\n" },
    );
  };

  const { key, cert } = certificate(
    ...["*.test", "app.test", "api.test", "cdn.test", "other.test", "api.app.test"].map((name) => `DNS:${name}`),
  );
  const listeners = [
    http.createServer({ keepAliveTimeout: 60_000 }, handler),
    http2.createSecureServer({ key, cert, allowHTTP1: true }, handler),
  ];
  const sessions = new Set();
  for (const listener of listeners) {
    listener.on("connection", (socket) => sessions.add(socket));
    listener.on("secureConnection", (socket) => sessions.add(socket));
  }
  await listen(listeners[0], HTTP_PORT);
  await listen(listeners[1], HTTPS_PORT);
  return {
    pageUrl,
    log,
    close() {
      for (const socket of sessions) socket.destroy();
      for (const listener of listeners) listener.close();
    },
  };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

async function send(request, response, answer) {
  request.resume();
  if (answer.delay) await new Promise((resolve) => setTimeout(resolve, answer.delay));
  if (answer.drop) {
    (request.stream?.session ?? request.socket).destroy();
    return;
  }
  const headers = answer.headers ?? [];
  const length =
    answer.body === undefined || answer.chunks ? [] : [["Content-Length", String(Buffer.byteLength(answer.body))]];
  const sent = [...headers, ...(answer.status === 204 || answer.status === 304 ? [] : length)];
  if (response.stream) {
    // The compatibility layer of HTTP/2 replaces repeated names unless they come as one list.
    const lists = {};
    for (const [name, value] of sent) {
      const list = lists[name.toLowerCase()] ?? [];
      lists[name.toLowerCase()] = list;
      list.push(value);
    }
    const grouped = Object.entries(lists).map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
    response.writeHead(answer.status ?? 200, Object.fromEntries(grouped));
  } else {
    response.writeHead(answer.status ?? 200, sent.flat());
  }
  if (request.method === "HEAD" || answer.status === 204 || answer.status === 304) response.end();
  else response.end(answer.body);
}

function page(recording, steps) {
  // What the page performs; what the server answers stays here.
  const visible = steps.map(({ preflight, respond, routes, ...step }) => step);
  const options = JSON.stringify({
    parallel: recording.parallel ?? false,
    serviceWorker: recording.serviceWorker ?? false,
  });
  const needsMore = steps.some(({ api = "fetch", context }) => context || (api !== "fetch" && api !== "xhr"));
  const answer = text(
    "text/html; charset=utf-8",
    `<!doctype html>
<title>${recording.title}</title>
<link rel="icon" href="data:,">
<script type="application/json" id="steps">${JSON.stringify(visible)}</script>
<script type="application/json" id="options">${options}</script>
<script src="/page.js"></script>
${needsMore ? '<script src="/more.js"></script>\n' : ""}`,
  );
  return { ...answer, headers: [...answer.headers, ...(recording.pageHeaders ?? [])] };
}

function text(type, body) {
  return { status: 200, headers: [["Content-Type", type]], body };
}
