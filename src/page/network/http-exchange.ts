import type * as http from "node:http";
import type * as https from "node:https";
import type * as stream from "node:stream";
import type { Readable } from "node:stream";
import type * as zlib from "node:zlib";

/** Node's modules, which a worker gets in its own way. */
export interface NodeModules {
  readonly http: typeof http;
  readonly https: typeof https;
  readonly zlib: typeof zlib;
  readonly stream: typeof stream;
}

/** One request as data, which a worker can be told. */
export interface HttpCall {
  readonly method: string;
  readonly url: string;
  /** Where to connect, if not where the URL says; null: there. */
  readonly address: string | null;
  /** One byte a character. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | null;
  /** None that was kept open. */
  readonly newConnection: boolean;
  readonly tls: { readonly ca?: string | readonly string[]; readonly rejectUnauthorized?: boolean };
}

export interface HttpHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: [name: string, value: string][];
  readonly remoteAddress: string | null;
}

/**
 * Sends one HTTP/1.1 request with exactly these headers, follows nothing and decodes the body's Content-Encoding.
 * NOTE: a worker runs the text of this function, so that it uses nothing but its arguments and the platform.
 * @returns ends it
 */
export function httpExchange(
  node: NodeModules,
  agents: { readonly http: http.Agent; readonly https: https.Agent },
  call: HttpCall,
  came: (head: HttpHead, body: Readable) => void,
  failed: (code: string) => void,
  uploaded: () => void,
): () => void {
  const target = new URL(call.url);
  const secure = target.protocol === "https:";
  const hostname = target.hostname.replace(/^\[|\]$/g, "");
  const isAddress = hostname.includes(":") || /^[\d.]+$/.test(hostname);
  let isOver = false;
  let request: http.ClientRequest;

  const codeOf = (error: Error & { code?: string }) => {
    const code = error.code ?? "";
    if (code === "ECONNREFUSED") return "connection-refused";
    if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "dns";
    if (/^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/.test(code))
      return "tls";
    if (code === "ETIMEDOUT" || code === "EHOSTUNREACH" || code === "ENETUNREACH") return "unreachable";
    return code.startsWith("ERR_INVALID") ? "invalid-request" : "connection-reset";
  };

  const decoded = (response: http.IncomingMessage): Readable => {
    const encodings = (response.headers["content-encoding"] ?? "").toLowerCase().split(",");
    if (call.method === "HEAD" || response.statusCode === 204 || response.statusCode === 304) return response;
    const flush = { flush: node.zlib.constants.Z_SYNC_FLUSH, finishFlush: node.zlib.constants.Z_SYNC_FLUSH };
    const brotli = node.zlib.constants.BROTLI_OPERATION_FLUSH;
    let stream: Readable = response;
    for (const encoding of encodings.map((each) => each.trim()).reverse()) {
      const decoder =
        encoding === "gzip" || encoding === "x-gzip"
          ? node.zlib.createGunzip(flush)
          : encoding === "deflate"
            ? node.zlib.createInflate(flush)
            : encoding === "br"
              ? node.zlib.createBrotliDecompress({ flush: brotli, finishFlush: brotli })
              : null;
      if (decoder === null) break;
      const source = stream;
      source.on("error", (error) => decoder.destroy(error));
      decoder.on("close", () => source.destroy());
      stream = source.pipe(decoder);
    }
    return stream;
  };

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
    return [{ status: Number(status), statusText, headers, remoteAddress: null }, body];
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
        agent: call.newConnection ? false : secure ? agents.https : agents.http,
        host: call.address ?? hostname,
        port: target.port === "" ? (secure ? 443 : 80) : Number(target.port),
        path: target.pathname + target.search,
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
      for (const [name, given] of call.headers) {
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
      failed(codeOf(error as Error));
      return;
    }
    let answered = false;
    request.on("finish", uploaded);
    // What came is kept until it has been understood.
    let received = "";
    const keep = (chunk: Buffer) => {
      received += chunk.toString("latin1");
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
      const body = decoded(response);
      came(
        {
          status: response.statusCode ?? 0,
          statusText: response.statusMessage ?? "",
          headers,
          remoteAddress: response.socket.remoteAddress ?? null,
        },
        body,
      );
    });
    request.on("error", (error: Error & { code?: string }) => {
      if (isOver || answered) return;
      // A connection that was kept open may have been closed by the other end meanwhile.
      const understood = error.code === "ECONNRESET" || error.code?.startsWith("HPE_") ? lenient(received) : null;
      if (understood !== null) {
        const [head, body] = understood;
        came(head, node.stream.Readable.from(body === "" ? [] : [Buffer.from(body, "latin1")]));
        return;
      }
      if (request.reusedSocket && !isSecond && error.code === "ECONNRESET") attempt(true);
      else failed(codeOf(error));
    });
    if (call.body === null) request.end();
    else request.end(call.body);
  };
  attempt(false);
  return () => {
    isOver = true;
    request?.destroy();
  };
}
