import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import type { Request } from "../infrastructure/request.js";
import type { FilteredResponse } from "../infrastructure/response.js";
import type { IntegrityDialect } from "../profiles/dialects/integrity.js";
import type { Failure } from "../reasons.js";

type Algorithm = "sha256" | "sha384" | "sha512";

interface IntegrityMetadata {
  readonly algorithm: Algorithm;
  readonly digest: string;
}

const HASHES = { sha256, sha384, sha512 } as const;
/** The weakest first. */
const STRENGTH: readonly Algorithm[] = ["sha256", "sha384", "sha512"];

/**
 * Main fetch, step 23 — https://fetch.spec.whatwg.org/#concept-main-fetch: with integrity metadata, the body must be
 * readable and match.
 * @param response its body as text; or as bytes, where they are no text
 * @returns null: nothing against it
 */
export function integrityFailure(
  { api, integrity, url }: Pick<Request, "api" | "integrity" | "url">,
  filtered: Pick<FilteredResponse, "type">,
  response: { readonly body: string | Uint8Array | null },
  dialect: IntegrityDialect,
): Failure | null {
  const metadata = strongestMetadata(parseIntegrity(integrity));
  // 23.2. What is opaque is refused before it is hashed, whatever the metadata say.
  if (filtered.type === "opaque") {
    if (metadata.length === 0 && api !== "fetch" && dialect.integrityOfOpaque === "known") return null;
    const expected = metadata.length === 0 ? integrity : nameOf(metadata[0]!);
    return { ok: false, reason: "integrity-mismatch", expected, url: url.href, type: "opaque" };
  }
  if (metadata.length === 0) return null;
  // FIXME: a body that was not recorded is believed; whether it matches is unknown.
  if (response.body === null || matchesMetadata(response.body, metadata)) return null;
  const { algorithm } = metadata[0]!;
  const actual = `${algorithm}-${digestOf(algorithm, response.body)}`;
  return { ok: false, reason: "integrity-mismatch", expected: nameOf(metadata[0]!), url: url.href, actual };
}

function nameOf({ algorithm, digest }: IntegrityMetadata): string {
  return `${algorithm}-${digest}`;
}

/** Do bytes match metadataList? — https://w3c.github.io/webappsec-subresource-integrity/#does-response-match-metadatalist */
export function matchesIntegrity(body: string, integrity: string): boolean {
  // 1–4.
  const metadata = strongestMetadata(parseIntegrity(integrity));
  return metadata.length === 0 || matchesMetadata(body, metadata);
}

/** Parse metadata — https://w3c.github.io/webappsec-subresource-integrity/#parse-metadata: what is not known is passed over. */
function parseIntegrity(integrity: string): IntegrityMetadata[] {
  const metadata: IntegrityMetadata[] = [];
  for (const token of integrity.split(/[\t\n\f\r ]+/)) {
    const match = METADATA.exec(token);
    if (match !== null) metadata.push({ algorithm: match[1]!.toLowerCase() as Algorithm, digest: match[2]! });
  }
  return metadata;
}
/** Options after a question mark have no meaning yet. */
const METADATA = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\?[\x21-\x7e]*)?$/i;

/** Get the strongest metadata from set — https://w3c.github.io/webappsec-subresource-integrity/#get-the-strongest-metadata */
function strongestMetadata(metadata: readonly IntegrityMetadata[]): readonly IntegrityMetadata[] {
  for (let i = STRENGTH.length - 1; i >= 0; i--) {
    const strongest = metadata.filter(({ algorithm }) => algorithm === STRENGTH[i]);
    if (strongest.length > 0) return strongest;
  }
  return [];
}

/** One of them is enough. */
function matchesMetadata(body: string | Uint8Array, metadata: readonly IntegrityMetadata[]): boolean {
  const actual = digestOf(metadata[0]!.algorithm, body);
  return metadata.some(({ digest }) => fromBase64Url(digest) === actual);
}

function digestOf(algorithm: Algorithm, body: string | Uint8Array): string {
  return toBase64(HASHES[algorithm](typeof body === "string" ? utf8(body) : body));
}

function fromBase64Url(digest: string): string {
  const base64 = digest.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  return base64 + "=".repeat((4 - (base64.length % 4)) % 4);
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** NON-SPEC: core has no globals, and so no `btoa` and no `TextEncoder`. */
function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += BASE64[bits >> 18]! + BASE64[(bits >> 12) & 63]!;
    text += b === undefined ? "=" : BASE64[(bits >> 6) & 63]!;
    text += c === undefined ? "=" : BASE64[bits & 63]!;
  }
  return text;
}

/** UTF-8 encode — https://encoding.spec.whatwg.org/#utf-8-encode; a lone surrogate becomes U+FFFD. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    const given = char.codePointAt(0)!;
    const code = given >= 0xd800 && given <= 0xdfff ? 0xfffd : given;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
  }
  return Uint8Array.from(bytes);
}
