import type { Readable } from "node:stream";

/** A way to a server other than straight to its port. */
export interface Route {
  readonly host: string;
  readonly port: number;
  /** It is a proxy that is told the whole URL. */
  readonly forward: boolean;
  /** What it wants to be told for that. */
  readonly authorization?: string;
}

/** What a client shows a server that asks who it is: a certificate and its key in PEM, or both in PKCS #12. */
export interface ClientCertificate {
  /** With those that lead to a trusted one. */
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: Uint8Array;
  /** Of the key, or of the PKCS #12 file. */
  readonly passphrase?: string;
}

interface TlsOptions extends ClientCertificate {
  readonly ca?: string | readonly string[];
  readonly rejectUnauthorized?: boolean;
}

/** One request as data, which a worker can be told. */
export interface HttpCall {
  readonly method: string;
  readonly url: string;
  /** Where to connect, if not where the URL says; null: there. */
  readonly address: string | null;
  /** Another way there; null: straight. */
  readonly route: Route | null;
  /** One byte a character. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** A stream goes over HTTP/2 alone, as in browsers. */
  readonly body: Uint8Array | Readable | null;
  /** None that was kept open. */
  readonly newConnection: boolean;
  readonly tls: TlsOptions;
}

export interface HttpHead {
  readonly status: number;
  /** HTTP/2 has none. */
  readonly statusText: string;
  readonly headers: [name: string, value: string][];
  readonly remoteAddress: string | null;
  readonly http: "1.1" | "2";
}

/** Is told once of what came, or why nothing did. */
export interface HttpListener {
  /** The body's Content-Encoding is decoded. */
  came(head: HttpHead, body: Readable): void;
  /** `connection-refused`, `dns`, `tls`, `connection-reset` …; `needs-http2`: a stream met a server without it. */
  failed(error: string): void;
  /** The body has left. */
  uploaded(): void;
}
