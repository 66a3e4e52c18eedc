import { EMPTY_HEADERS, getHeader, type HeaderList } from "../../core/infrastructure/header-list.js";
import type { FilteredResponse } from "../../core/infrastructure/response.js";
import { isNullBodyStatus, isOkStatus, isRedirectStatus } from "../../core/infrastructure/status.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { extractBody as extractSetupBody } from "../../core/setup/extract-body.js";
import { isHeaderValue } from "../../core/setup/request-constructor.js";
import { Body } from "../body/body.js";
import { BodyMixin, bodyOf, setBody } from "../body/body-mixin.js";
import { extractBody, UnusableBody } from "../body/extract.js";
import { asInterface } from "../interface-object.js";
import type { Realm } from "../realm.js";
import { type Complaint, type Context, complaintText, failureMessage } from "../words.js";
import { GuardedHeaders, headerListOf, headerPairsOf, type PageHeaders } from "./headers.js";

const CONSTRUCTOR: Context = { interface: "Response", method: null };

/** What a Response object of the page's own making is made of. */
export class ResponseState {
  readonly filtered: Pick<FilteredResponse, "status" | "statusText" | "url" | "redirected"> & {
    readonly type: ResponseType;
  };
  readonly headers: GuardedHeaders;
  readonly body: Body | null;

  constructor(filtered: ResponseState["filtered"], headers: GuardedHeaders, body: Body | null) {
    this.filtered = filtered;
    this.headers = headers;
    this.body = body;
  }
}

type ResponseType = FilteredResponse["type"] | "default" | "error";

/** It makes the headers and the clones. */
export interface ResponseRealm extends Realm {
  readonly Headers: new (init?: unknown) => PageHeaders;
  readonly Response: new (body?: unknown, init?: ResponseState | object) => PageResponse;
}

/** Response — https://fetch.spec.whatwg.org/#response-class */
export class PageResponse extends BodyMixin {
  readonly #realm: ResponseRealm;
  readonly #filtered: ResponseState["filtered"];
  /** Made an object when it is asked for. */
  #headers: PageHeaders | GuardedHeaders;

  constructor(realm: ResponseRealm, given: unknown, init: unknown) {
    super(realm, () => getHeader("content-type", this.#headerList));
    this.#realm = realm;
    if (init instanceof ResponseState) {
      this.#filtered = init.filtered;
      this.#headers = init.headers;
      setBody(this, init.body);
      return;
    }
    const { status, statusText, headers } = responseInit(init, realm);
    this.#filtered = { type: "default", status, statusText, url: "", redirected: false };
    this.#headers = new GuardedHeaders(EMPTY_HEADERS, "response");
    for (const [name, value] of headers) this.#made.append(name, value);
    if (given !== undefined && given !== null) this.#initialize(given);
  }

  get type(): ResponseType {
    return this.#filtered.type;
  }

  get url(): string {
    return this.#filtered.url;
  }

  get redirected(): boolean {
    return this.#filtered.redirected;
  }

  get status(): number {
    return this.#filtered.status;
  }

  get ok(): boolean {
    return isOkStatus(this.#filtered.status);
  }

  get statusText(): string {
    return this.#filtered.statusText;
  }

  get headers(): PageHeaders {
    return this.#made;
  }

  get #made(): PageHeaders {
    if (this.#headers instanceof GuardedHeaders) this.#headers = new this.#realm.Headers(this.#headers);
    return this.#headers;
  }

  clone(): PageResponse {
    const body = bodyOf(this);
    if (body?.isUnusable === true) {
      throw new TypeError(complaintText("clone-used", { interface: "Response", method: "clone" }, this.#realm));
    }
    const guard = this.#filtered.type === "default" ? "response" : "immutable";
    const headers = new GuardedHeaders(this.#headerList, guard);
    return new this.#realm.Response(null, new ResponseState(this.#filtered, headers, body?.clone() ?? null));
  }

  get #headerList(): HeaderList {
    return this.#headers instanceof GuardedHeaders ? this.#headers.list : headerListOf(this.#headers);
  }

  /** Initialize a response — https://fetch.spec.whatwg.org/#initialize-a-response, steps 5–6. */
  #initialize(given: unknown): void {
    if (isNullBodyStatus(this.#filtered.status)) this.#refuse("null-body-status");
    const extracted = extractBody(given, false);
    if (extracted instanceof UnusableBody) this.#refuse("body-used");
    else {
      setBody(this, new Body(extracted.payload, null));
      const { contentType } = extractSetupBody(extracted.setup, false, false);
      if (contentType !== null && !this.#made.has("content-type")) this.#made.append("Content-Type", contentType);
    }
  }

  #refuse(complaint: Complaint): never {
    throw new TypeError(complaintText(complaint, CONSTRUCTOR, this.#realm));
  }
}

asInterface(PageResponse, "Response");

/** The static methods of a page's Response. */
export function responseStatics(realm: ResponseRealm) {
  return {
    /** https://fetch.spec.whatwg.org/#dom-response-error */
    error(): PageResponse {
      const filtered = { type: "error", status: 0, statusText: "", url: "", redirected: false } as const;
      return new realm.Response(
        null,
        new ResponseState(filtered, new GuardedHeaders(EMPTY_HEADERS, "immutable"), null),
      );
    },

    /** https://fetch.spec.whatwg.org/#dom-response-redirect */
    redirect(url: string | URL, status: unknown = 302): PageResponse {
      const context = { interface: "Response", method: "redirect" };
      const parsed = parseUrl(`${url}`, realm.browser.page.baseUrl);
      if (parsed === null) {
        throw new TypeError(failureMessage({ ok: false, reason: "url-invalid", url: `${url}` }, context, realm));
      }
      const code = toUnsignedShort(status);
      if (!isRedirectStatus(code)) throw new RangeError(complaintText("redirect-status", context, realm, `${code}`));
      const header = { name: "location", spelling: "Location", value: parsed.href };
      const filtered = { type: "default", status: code, statusText: "", url: "", redirected: false } as const;
      return new realm.Response(null, new ResponseState(filtered, new GuardedHeaders([header], "immutable"), null));
    },

    /** https://fetch.spec.whatwg.org/#dom-response-json */
    json(data: unknown, init: object = {}): PageResponse {
      const text = JSON.stringify(data);
      if (text === undefined) {
        throw new TypeError(complaintText("not-json", { interface: "Response", method: "json" }, realm));
      }
      const response = new realm.Response(text, init);
      const given = (init as { headers?: unknown } | null)?.headers;
      if (
        given === undefined ||
        !headerPairsOf(given, CONSTRUCTOR, realm).some(([name]) => /^content-type$/i.test(name))
      ) {
        response.headers.set("content-type", "application/json");
      }
      return response;
    },
  };
}

interface ResponseInit {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly [string, string][];
}

function responseInit(given: unknown, realm: Realm): ResponseInit {
  if (given === undefined || given === null) return { status: 200, statusText: "", headers: [] };
  if (typeof given !== "object" && typeof given !== "function") {
    throw new TypeError(complaintText("not-init", CONSTRUCTOR, realm));
  }
  const init = given as { headers?: unknown; status?: unknown; statusText?: unknown };
  const headers = init.headers === undefined ? [] : headerPairsOf(init.headers, CONSTRUCTOR, realm);
  const status = init.status === undefined ? 200 : toUnsignedShort(init.status);
  const statusText = init.statusText === undefined ? "" : `${init.statusText}`;
  if (status < 200 || status > 599)
    throw new RangeError(complaintText("status-range", CONSTRUCTOR, realm, `${status}`));
  // A reason-phrase — https://www.rfc-editor.org/rfc/rfc9112.html#name-status-line
  if (!isHeaderValue(statusText) || /[\x00-\x08\x0a-\x1f\x7f]/.test(statusText)) {
    throw new TypeError(complaintText("status-text", CONSTRUCTOR, realm));
  }
  return { status, statusText, headers };
}

/** unsigned short — https://webidl.spec.whatwg.org/#js-unsigned-short */
function toUnsignedShort(value: unknown): number {
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? ((number % 65_536) + 65_536) % 65_536 : 0;
}
