import type * as http from "node:http";
import type * as http2 from "node:http2";
import type * as https from "node:https";
import type * as stream from "node:stream";
import type { Readable } from "node:stream";
import type * as tls from "node:tls";
import type * as zlib from "node:zlib";

/** What a part of the client is given, for a worker runs its text: Node's modules, and parts that it may not know by name. */
export interface HttpTools {
  readonly node: {
    readonly http: typeof http;
    readonly http2: typeof http2;
    readonly https: typeof https;
    readonly stream: typeof stream;
    readonly tls: typeof tls;
    readonly zlib: typeof zlib;
  };
  decodedBody(tools: HttpTools, body: Readable, encodings: string): Readable;
  errorCode(error: Error & { code?: string }): string;
}
