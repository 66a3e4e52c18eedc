import { StandardResponse } from "../platform.js";
import type { Realm } from "../realm.js";
import { complaintText } from "../words.js";
import type { Body } from "./body.js";
import type { Bytes } from "./payload.js";

const utf8 = new TextDecoder();

/** Body mixin — https://fetch.spec.whatwg.org/#body-mixin */
export abstract class BodyMixin {
  readonly #realm: Realm;
  #body: Body | null = null;

  constructor(realm: Realm) {
    this.#realm = realm;
  }

  /** For the classes here: script never sees a Body. */
  static bodyOf(object: BodyMixin): Body | null {
    return object.#body;
  }

  static setBody(object: BodyMixin, body: Body | null): void {
    object.#body = body;
  }

  /** Content-Type of the headers as they are now. */
  protected abstract contentTypeOf(): string | null;

  get body(): ReadableStream<Uint8Array> | null {
    return this.#body === null ? null : this.#body.stream;
  }

  get bodyUsed(): boolean {
    return this.#body?.used === true;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = await this.#read("arrayBuffer");
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  }

  async blob(): Promise<Blob> {
    return this.#standard(await this.#read("blob")).blob();
  }

  async bytes(): Promise<Bytes> {
    return (await this.#read("bytes")).slice();
  }

  async formData(): Promise<FormData> {
    return this.#standard(await this.#read("formData")).formData();
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.#text("json"));
  }

  async text(): Promise<string> {
    return this.#text("text");
  }

  async #text(method: string): Promise<string> {
    const body = this.#body;
    if (body === null) return "";
    this.#checkUsable(body, method);
    return body.readText() ?? utf8.decode(await body.read());
  }

  async #read(method: string): Promise<Bytes> {
    const body = this.#body;
    if (body === null) return NO_BYTES;
    this.#checkUsable(body, method);
    return body.read();
  }

  #checkUsable(body: Body, method: string): void {
    if (!body.isUnusable) return;
    throw new TypeError(complaintText("body-used", { interface: this.constructor.name, method }, this.#realm));
  }

  /** What the platform makes of the bytes and their type. */
  #standard(bytes: Bytes): Response {
    const type = this.contentTypeOf();
    return new StandardResponse(bytes, type === null ? {} : { headers: { "content-type": type } });
  }
}

const NO_BYTES = new Uint8Array(0);
