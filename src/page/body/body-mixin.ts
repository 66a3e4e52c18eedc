import { MIMEType } from "whatwg-mimetype";
import { decodeAndSplit } from "../../core/http-extensions/get-decode-and-split.js";
import { asMixin } from "../interface-object.js";
import { TextDecoder } from "../platform.js";
import type { Realm } from "../realm.js";
import { complaintText } from "../words.js";
import type { Body } from "./body.js";
import { parseFormData } from "./parse-form-data.js";
import type { Bytes } from "./payload.js";

const utf8 = new TextDecoder();

/** The body of a Request or Response, which script never sees as such. */
export let bodyOf: (object: BodyMixin) => Body | null;
export let setBody: (object: BodyMixin, body: Body | null) => void;

/** Body mixin — https://fetch.spec.whatwg.org/#body-mixin */
export class BodyMixin {
  readonly #realm: Realm;
  readonly #contentType: () => string | null;
  #body: Body | null = null;

  /** @param contentType that of the headers as they are now */
  constructor(realm: Realm, contentType: () => string | null) {
    this.#realm = realm;
    this.#contentType = contentType;
  }

  static {
    bodyOf = (object) => object.#body;
    setBody = (object, body) => {
      object.#body = body;
    };
  }

  get body(): ReadableStream<Uint8Array> | null {
    return this.#body === null ? null : this.#body.stream;
  }

  get bodyUsed(): boolean {
    return this.#body?.used === true;
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return BodyMixin.#consume(this, "arrayBuffer", (bytes) => bytes.slice().buffer);
  }

  blob(): Promise<Blob> {
    return BodyMixin.#consume(this, "blob", (bytes) => new Blob([bytes], { type: blobType(this.#contentType()) }));
  }

  bytes(): Promise<Uint8Array> {
    return BodyMixin.#consume(this, "bytes", (bytes) => bytes.slice());
  }

  formData(): Promise<FormData> {
    return BodyMixin.#consume(this, "formData", (bytes) => this.#form(bytes));
  }

  json(): Promise<unknown> {
    return BodyMixin.#text(this, "json").then((text) => JSON.parse(text));
  }

  text(): Promise<string> {
    return BodyMixin.#text(this, "text");
  }

  static #text(object: BodyMixin, method: string): Promise<string> {
    const text = BodyMixin.#refusal(object, method) ?? object.#body?.readText() ?? null;
    if (text === null) return BodyMixin.#consume(object, method, (bytes) => utf8.decode(bytes));
    return typeof text === "string" ? Promise.resolve(text) : text;
  }

  /** Consume body — https://fetch.spec.whatwg.org/#concept-body-consume-body */
  static #consume<T>(object: BodyMixin, method: string, make: (bytes: Bytes) => T | Promise<T>): Promise<T> {
    const refusal = BodyMixin.#refusal(object, method);
    if (refusal !== null) return refusal;
    return (object.#body === null ? Promise.resolve(NO_BYTES) : object.#body.read()).then(make);
  }

  /** What returns a promise does not throw, whatever object it is called on. */
  static #refusal(object: BodyMixin, method: string): Promise<never> | null {
    if (!(#realm in Object(object))) return Promise.reject(new TypeError("Illegal invocation"));
    const body = object.#body;
    if (body === null) return null;
    const { interruption } = body;
    if (interruption !== null) return Promise.reject(interruption[0]);
    if (!body.isUnusable) return null;
    const context = { interface: object.constructor.name, method };
    return Promise.reject(new TypeError(complaintText("body-used", context, object.#realm)));
  }

  #form(bytes: Bytes): FormData {
    const form = new FormData();
    if (parseFormData(bytes, this.#contentType(), form)) return form;
    const context = { interface: this.constructor.name, method: "formData" };
    throw new TypeError(complaintText("not-form-data", context, this.#realm));
  }
}

asMixin(BodyMixin);

/** The MIME type of a Blob made of a body: of several values the last that parses. */
function blobType(contentType: string | null): string {
  if (contentType === null) return "";
  const types = decodeAndSplit(contentType).map((each) => MIMEType.parse(each));
  return types.findLast((type) => type !== null)?.toString() ?? "";
}

const NO_BYTES = new Uint8Array(0);
