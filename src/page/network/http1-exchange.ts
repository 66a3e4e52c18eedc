import type * as http from "node:http";
import type * as https from "node:https";
import type { HttpCall, HttpHead, HttpListener } from "./http-call.js";
import type { HttpTools } from "./http-tools.js";

/**
 * Sends one request over HTTP/1.1. NOTE: a worker runs the text of this function.
 * @returns ends it
 */
export function http1Exchange(
  tools: HttpTools,
  agent: http.Agent,
  call: HttpCall,
  { came, failed, uploaded }: HttpListener,
): () => void {
  const { node, decodedBody, errorCode } = tools;
  const { body } = call;
  // https://fetch.spec.whatwg.org/#http-network-fetch: chunks wait for a protocol that knows them.
  if (body !== null && "pipe" in body) {
    body.destroy();
    failed("needs-http2");
    return () => {};
  }
  const target = new URL(call.url);
  const secure = target.protocol === "https:";
  const hostname = target.hostname.replace(/^\[|\]$/g, "");
  const isAddress = hostname.includes(":") || /^[\d.]+$/.test(hostname);
  let isOver = false;
  let request: http.ClientRequest;

  /**
   * A response that the class does not take and browsers do: headers that the end of the connection ends, and two equal
   * lengths.
   */
  const lenient = (text: string): readonly [head: HttpHead, body: string] | null => {
    const end = /\r?\n\r?\n/.exec(text);
    const [first = "", ...lines] = text.slice(0, end?.index ?? text.length).split(/\r?\n/);
    const [, status, statusText = ""] = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/.exec(first) ?? [];
    if (status === undefined) return null;
    const headers = lines
      .filter((line) => line.includes(":"))
      .map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]);
    const body = end === null ? "" : text.slice(end.index + end[0].length);
    return [{ status: Number(status), statusText, headers, remoteAddress: null, http: "1.1" }, body];
  };

  /** What a browser sends and the class refuses: control characters. */
  const writeRaw = (outgoing: http.ClientRequest, raw: ReadonlyMap<string, string>) => {
    const internal = outgoing as unknown as { _header: string; _implicitHeader(): void };
    const implicit = internal._implicitHeader.bind(internal);
    internal._implicitHeader = () => {
      implicit();
      for (const [placeholder, value] of raw) internal._header = internal._header.replace(placeholder, () => value);
    };
  };

  const attempt = (isSecond: boolean) => {
    try {
      request = (secure ? node.https : node.http).request({
        agent: call.newConnection ? false : agent,
        host: call.route?.host ?? call.address ?? hostname,
        port: call.route?.port ?? (target.port === "" ? (secure ? 443 : 80) : Number(target.port)),
        // Of a URL record, a query may be empty; the class does not tell that from none.
        path:
          (call.route?.forward ? target.origin : "") +
          target.pathname +
          (target.search === "" && /^[^#]*\?/.test(target.href) ? "?" : target.search),
        method: call.method,
        setHost: false,
        // As lenient as browsers are.
        insecureHTTPParser: true,
        maxHeaderSize: 262_144,
        ...(secure && !isAddress ? { servername: hostname } : {}),
        ...(secure ? (call.tls as https.RequestOptions) : {}),
      });
      // The class writes every method in upper case; a browser writes `patch` as it was given.
      request.method = call.method;
      request.useChunkedEncodingByDefault = false;
      const fields = new Map<string, { name: string; values: string[] }>();
      const raw = new Map<string, string>();
      const { authorization } = call.route ?? {};
      const forProxy = authorization === undefined ? [] : [["Proxy-Authorization", authorization] as const];
      for (const [name, given] of [...call.headers, ...forProxy]) {
        let value = given;
        if (/[^\t\x20-\x7e\x80-\xff]/.test(given)) {
          value = `raw-${raw.size}-${Math.random().toString(36).slice(2)}-`;
          raw.set(value, given);
        }
        const field = fields.get(name.toLowerCase());
        if (field === undefined) fields.set(name.toLowerCase(), { name, values: [value] });
        else field.values.push(value);
      }
      if (raw.size > 0) writeRaw(request, raw);
      for (const { name, values } of fields.values())
        request.setHeader(name, values.length === 1 ? values[0]! : values);
    } catch (error) {
      failed(errorCode(error as Error));
      return;
    }
    let answered = false;
    request.on("finish", uploaded);
    // What came is kept until it has been understood.
    let received = "";
    const keep = (chunk: Buffer) => {
      // No more than headers can have; interim answers may come without end.
      if (received.length < 524_288) received += chunk.toString("latin1");
    };
    request.on("socket", (socket) => socket.prependListener("data", keep));
    request.on("response", (response) => {
      answered = true;
      response.socket.off("data", keep);
      // A NUL makes it no HTTP for any browser.
      if (response.rawHeaders.some((text) => text.includes("\0"))) {
        request.destroy();
        failed("invalid-response");
        return;
      }
      const { rawHeaders } = response;
      const headers: [string, string][] = [];
      for (let i = 0; i < rawHeaders.length; i += 2) headers.push([rawHeaders[i]!, rawHeaders[i + 1]!]);
      const status = response.statusCode ?? 0;
      const hasBody = call.method !== "HEAD" && status !== 204 && status !== 304;
      const encodings = response.headers["content-encoding"] ?? "";
      came(
        {
          status,
          statusText: response.statusMessage ?? "",
          headers,
          remoteAddress: response.socket.remoteAddress ?? null,
          http: "1.1",
        },
        hasBody ? decodedBody(tools, response, encodings) : response,
      );
    });
    request.on("error", (error: Error & { code?: string }) => {
      if (isOver || answered) return;
      // A connection that was kept open may have been closed by the other end meanwhile.
      const isOdd = error.code?.startsWith("HPE_") === true && error.code !== "HPE_HEADER_OVERFLOW";
      const understood = error.code === "ECONNRESET" || isOdd ? lenient(received) : null;
      if (understood !== null) {
        const [head, text] = understood;
        came(head, node.stream.Readable.from(text === "" ? [] : [Buffer.from(text, "latin1")]));
        return;
      }
      if (request.reusedSocket && !isSecond && error.code === "ECONNRESET") attempt(true);
      else failed(errorCode(error));
    });
    if (body === null) request.end();
    else request.end(body);
  };
  attempt(false);
  return () => {
    isOver = true;
    request?.destroy();
  };
}
