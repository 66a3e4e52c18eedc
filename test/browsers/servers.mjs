/**
 * The servers of a recording. Sockets are read and written raw, so that an answer goes out byte
 * for byte as its case has it, malformed or not; only HTTP/2 goes through Node's own framing.
 */
import http2 from "node:http2";
import tls from "node:tls";
import { font } from "../record/answers.mjs";
import { certificateFor, isPreflight, Loopback, parseCase, parseUrl, RuleServer, serveHttp1 } from "../sources.mjs";
import { serveHttp2 } from "./http2.mjs";
import { caseOf, HOSTS, HTTP2_PORT, PORTS } from "./origins.mjs";

/** What a request carries whatever the page does; where it is what the page set of its own, that is kept. */
const NOT_RECORDED =
  /^(?:host|connection|accept-encoding|priority|te|sec-ch-ua.*|upgrade-insecure-requests|user-agent)$/i;

/**
 * Starts a listener per port.
 * @param stage answers what is not of a case: `stage.control(request)` gives an answer or null, `stage.page(id)` a
 *   case's document
 */
export async function startServers(stage) {
  const { key, cert } = certificateFor(HOSTS);
  /** By case: its rules, how often each answered, and what has arrived. */
  const cases = new Map();
  const plain = (socket) => serveHttp1(socket, "http", raw);
  const secure = tls.createServer({ key, cert, ALPNProtocols: ["http/1.1"] }, (socket) =>
    serveHttp1(socket, "https", raw),
  );
  const multiplexed = http2.createSecureServer({ key, cert });
  multiplexed.on("stream", (stream, headers, _flags, rawHeaders) => {
    serveHttp2(stream, headers, rawHeaders, raw).catch(() => stream.destroy());
  });
  multiplexed.on("sessionError", () => {});

  /** An answer as it goes out. */
  async function raw(request) {
    const given = await answer(request);
    if (given === null) return null;
    const { status = 200, statusText, headers = [] } = given;
    return { status, statusText, headers, body: bodyOf(given) };
  }

  /** Whose request is it, and what is answered? Null closes the connection. */
  async function answer(request) {
    const control = await stage.control(request);
    if (control !== null) return control;
    const performed = cases.get(caseOf(request.url));
    if (performed === undefined) return { status: 404, headers: [["Content-Length", "0"]] };
    const document = stage.document(performed.given, request);
    if (document !== null) return document;
    const exchange = {
      kind: isPreflight(request) ? "preflight" : "actual",
      request: {
        method: request.method,
        url: request.url,
        headers: request.headers.filter((header) => !isNoise(header, performed.given)),
      },
      response: null,
    };
    if (request.body.length > 0) exchange.bodyLength = request.body.length;
    const { kind } = exchange;
    const url = parseUrl(request.url);
    const rule = url === null ? null : performed.rules.ruleFor({ kind, method: request.method, url }, "network");
    // In a case, whom no rule answers isn't there.
    if (rule === null) return null;
    // Whether a browser tries again on another connection depends on what became of the first before.
    const last = performed.exchanges.at(-1);
    const again = rule.respond.error !== undefined && last?.dropped && last.request.url === request.url;
    if (!again || last.kind !== exchange.kind) performed.exchanges.push(exchange);
    const { respond } = rule;
    if (respond.delay > 0) await new Promise((resolve) => setTimeout(resolve, respond.delay * 1000));
    if (respond.error !== undefined) {
      exchange.dropped = true;
      return null;
    }
    exchange.response = { status: respond.status ?? 200 };
    return respond;
  }

  const ports = [];
  for (const port of Object.values(PORTS)) {
    try {
      ports.push(await Loopback.listen(port, plain, port === HTTP2_PORT ? multiplexed : secure));
    } catch (error) {
      for (const open of ports) open.close();
      if (error.code !== "EADDRINUSE") throw error;
      throw new Error(`port ${port} is in use: end the other recording, or whatever has it`);
    }
  }

  return {
    add(given) {
      cases.set(given.id, { given, rules: new RuleServer(parseCase(given).server), exchanges: [] });
    },
    /** What has arrived for a case until now. */
    exchangesOf: (id) => cases.get(id)?.exchanges ?? [],
    forget: (id) => cases.delete(id),
    close() {
      for (const port of ports) port.close();
    },
  };
}

function isNoise([name, value], given) {
  if (!NOT_RECORDED.test(name)) return false;
  const own = [given.setup, ...(given.then ?? [])]
    .flatMap(({ headers = [] }) => headers)
    .filter(([own]) => own.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value.trim());
  return !value.split(", ").every((part) => own.includes(part));
}

function bodyOf(answer) {
  if (answer.body === "(font)") return font(200).body;
  return Buffer.from(answer.body ?? "", "utf8");
}
