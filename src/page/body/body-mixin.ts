import { MIMEType } from "whatwg-mimetype";
import { decodeAndSplit } from "../../core/http-extensions/get-decode-and-split.js";
import { TextDecoder } from "../platform.js";
import type { Realm } from "../realm.js";
import { complaintText } from "../words.js";
import type { Body } from "./body.js";
import { parseFormData } from "./parse-form-data.js";
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

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#consume("arrayBuffer", (bytes) => bytes.slice().buffer);
  }

  blob(): Promise<Blob> {
    return this.#consume("blob", (bytes) => new Blob([bytes], { type: blobType(this.contentTypeOf()) }));
  }

  bytes(): Promise<Uint8Array> {
    return this.#consume("bytes", (bytes) => bytes.slice());
  }

  formData(): Promise<FormData> {
    return this.#consume("formData", (bytes) => this.#form(bytes));
  }

  json(): Promise<unknown> {
    return this.#refusal("json") ?? this.#text("json").then((text) => JSON.parse(text));
  }

  text(): Promise<string> {
    return this.#text("text");
  }

  #text(method: string): Promise<string> {
    const text = this.#refusal(method) ?? this.#body?.readText() ?? null;
    if (text === null) return this.#consume(method, (bytes) => utf8.decode(bytes));
    return typeof text === "string" ? Promise.resolve(text) : text;
  }

  /** Consume body — https://fetch.spec.whatwg.org/#concept-body-consume-body */
  #consume<T>(method: string, make: (bytes: Bytes) => T | Promise<T>): Promise<T> {
    return this.#refusal(method) ?? (this.#body === null ? Promise.resolve(NO_BYTES) : this.#body.read()).then(make);
  }

  #refusal(method: string): Promise<never> | null {
    const body = this.#body;
    if (body === null) return null;
    const { interruption } = body;
    if (interruption !== null) return Promise.reject(interruption[0]);
    if (!body.isUnusable) return null;
    const context = { interface: this.constructor.name, method };
    return Promise.reject(new TypeError(complaintText("body-used", context, this.#realm)));
  }

  #form(bytes: Bytes): FormData {
    const form = new FormData();
    if (parseFormData(bytes, this.contentTypeOf(), form)) return form;
    const context = { interface: this.constructor.name, method: "formData" };
    throw new TypeError(complaintText("not-form-data", context, this.#realm));
  }
}

/** The MIME type of a Blob made of a body: of several values the last that parses. */
function blobType(contentType: string | null): string {
  if (contentType === null) return "";
  const types = decodeAndSplit(contentType).map((each) => MIMEType.parse(each));
  return types.findLast((type) => type !== null)?.toString() ?? "";
}

const NO_BYTES = new Uint8Array(0);
