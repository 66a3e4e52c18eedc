import { MIMEType } from "whatwg-mimetype";
import { decodeAndSplit } from "../../core/http-extensions/get-decode-and-split.js";
import { getHeader, type HeaderList } from "../../core/infrastructure/header-list.js";
import { type Bytes, concat } from "../body/payload.js";
import { TextDecoder, TextEncoder } from "../platform.js";

/** A received body as an XMLHttpRequest gives it out — https://xhr.spec.whatwg.org/#response-body */
export class ReceivedBody {
  readonly #own: MIMEType | null;
  readonly #state: { readonly override: MIMEType | null };
  readonly #chunks: Bytes[] = [];
  /** The whole as text of UTF-8, where it came as such. */
  #given: string | null = null;
  #text: { readonly length: number; readonly label: string; readonly text: string } | null = null;
  length = 0;

  /** @param state holds what overrideMimeType() says, until the body comes */
  constructor(headers: HeaderList, state: { readonly override: MIMEType | null }) {
    this.#own = responseMimeType(headers);
    this.#state = state;
  }

  /** Final MIME type — https://xhr.spec.whatwg.org/#final-mime-type */
  get #type(): MIMEType | null {
    return this.#state.override ?? this.#own;
  }

  push(chunk: Bytes): void {
    this.#chunks.push(chunk);
    this.length += chunk.length;
    this.#given = null;
  }

  pushText(text: string, length: number): void {
    this.#given = text;
    this.length = length;
  }

  get bytes(): Bytes {
    return this.#given === null ? concat(this.#chunks) : new TextEncoder().encode(this.#given);
  }

  /** The final MIME type, serialised. */
  get type(): string {
    return this.#type?.toString() ?? "text/xml";
  }

  get essence(): string {
    return this.#type?.essence ?? "text/xml";
  }

  get isXml(): boolean {
    const { essence } = this;
    return essence === "text/xml" || essence === "application/xml" || essence.endsWith("+xml");
  }

  /** The markup of a document response — https://xhr.spec.whatwg.org/#document-response, steps 5–7 */
  get markup(): string {
    return this.isXml ? this.text(true) : this.#decoded(metaEncoding(this.bytes));
  }

  /**
   * Text response — https://xhr.spec.whatwg.org/#text-response
   * @param declared what an XML declaration says counts where no header says more
   */
  text(declared: boolean): string {
    return this.#decoded(declared && this.isXml ? declaredEncoding(this.bytes) : null);
  }

  /** @param declared the encoding that the body itself names; null: none */
  #decoded(declared: string | null): string {
    const { override } = this.#state;
    const label = override?.parameters.get("charset") ?? this.#own?.parameters.get("charset") ?? declared ?? "utf-8";
    if (this.#given !== null && /^utf-?8$/i.test(label) && this.#given.charCodeAt(0) !== 0xfeff) return this.#given;
    if (this.#text?.length !== this.length || this.#text.label !== label) {
      this.#text = { length: this.length, label, text: decode(this.bytes, label) };
    }
    return this.#text.text;
  }

  /** @throws SyntaxError */
  get json(): unknown {
    return JSON.parse(new TextDecoder().decode(this.bytes));
  }
}

/** Response MIME type — https://xhr.spec.whatwg.org/#response-mime-type: of several values the last that parses. */
function responseMimeType(headers: HeaderList): MIMEType | null {
  const value = getHeader("content-type", headers);
  if (value === null) return null;
  const types = decodeAndSplit(value).map((each) => MIMEType.parse(each));
  return types.findLast((type) => type !== null && type.essence !== "*/*") ?? null;
}

/** Decode — https://encoding.spec.whatwg.org/#decode: a byte order mark goes before the label. */
function decode(bytes: Bytes, label: string): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
  if (/^x-user-defined$/i.test(label)) return decodeUserDefined(bytes);
  const decoder = decoderFor(label);
  return decoder.encoding === "windows-1252" ? decodeWindows1252(bytes) : decoder.decode(bytes);
}

/** The encoding that an XML declaration names: ASCII, in the first bytes; null: none. */
function declaredEncoding(bytes: Bytes): string | null {
  const start = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(start)?.[1] ?? null;
}

/**
 * Prescan a byte stream — https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding: what `<meta>` says in the
 * first bytes.
 */
function metaEncoding(bytes: Bytes): string | null {
  const start = Buffer.from(bytes.subarray(0, 1024))
    .toString("latin1")
    .replace(/<!--.*?-->/gs, "");
  for (const [, attributes = ""] of start.matchAll(/<meta[\s/]([^>]*)/gi)) {
    const charset = /(?:^|[\s/"';])charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(attributes)?.[1];
    if (charset !== undefined) return /^utf-16/i.test(charset) ? "utf-8" : charset;
  }
  return null;
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}

/** What Node takes for Latin-1 — https://encoding.spec.whatwg.org/#windows-1252: 0x80 to 0x9F are characters of their own. */
function decodeWindows1252(bytes: Bytes): string {
  return Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (byte) => WINDOWS_1252[byte.charCodeAt(0) - 0x80]!);
}
const WINDOWS_1252 =
  "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f" +
  "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178";

/** x-user-defined decoder — https://encoding.spec.whatwg.org/#x-user-defined-decoder, which Node lacks and old libraries use. */
function decodeUserDefined(bytes: Bytes): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte < 0x80 ? byte : 0xf780 + byte - 0x80);
  return text;
}
