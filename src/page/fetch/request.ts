import { getHeader } from "../../core/infrastructure/header-list.js";
import type { Request as CoreRequest } from "../../core/infrastructure/request.js";
import type { Setup } from "../../core/infrastructure/setup.js";
import { BodyMixin, bodyOf, setBody } from "../body/body-mixin.js";
import { asInterface } from "../interface-object.js";
import type { Realm } from "../realm.js";
import { complaintText, failureMessage } from "../words.js";
import { GuardedHeaders, headerListOf, type PageHeaders } from "./headers.js";
import { keptBody, RequestBehind, type RequestRecord, requestRecord } from "./request-record.js";

const CONSTRUCTOR = { interface: "Request", method: null };

/** What stands behind a Request of a page's; null: it is none. */
export let requestBehind: (given: unknown) => RequestBehind | null;

/** It makes the headers and the clones. */
export interface RequestRealm extends Realm {
  readonly Headers: new (init?: unknown) => PageHeaders;
  readonly Request: new (input: unknown, init?: unknown) => PageRequest;
}

/** Request — https://fetch.spec.whatwg.org/#request-class */
export class PageRequest extends BodyMixin {
  readonly #realm: RequestRealm;
  readonly #record: RequestRecord;
  readonly #request: CoreRequest;
  readonly #headers: PageHeaders;
  #signal: AbortSignal | null = null;

  constructor(realm: RequestRealm, input: unknown, init: unknown) {
    super(realm, () => getHeader("content-type", headerListOf(this.#headers)));
    this.#realm = realm;
    const copy = input instanceof RequestBehind ? input : null;
    const record = copy?.record ?? requestRecord(requestBehind(input) ?? input, init, CONSTRUCTOR, realm);
    const { prepared } = record;
    if (!prepared.ok) throw new TypeError(constructorMessage(record, realm));
    this.#record = record;
    this.#request = prepared.request;
    const { headers, mode } = prepared.request;
    const guard = mode === "no-cors" ? "request-no-cors" : "request";
    this.#headers = new realm.Headers(new GuardedHeaders(copy?.headers ?? headers, guard));
    setBody(this, copy === null ? keptBody(record) : copy.body);
  }

  static {
    requestBehind = (given) => {
      if (typeof given !== "object" || given === null || !(#record in given)) return null;
      return new RequestBehind(given.#record, headerListOf(given.#headers), bodyOf(given));
    };
  }

  get method(): string {
    return this.#request.method;
  }

  get url(): string {
    return this.#request.url.href;
  }

  get headers(): PageHeaders {
    return this.#headers;
  }

  get destination(): string {
    return this.#request.destination;
  }

  get referrer(): string {
    const { referrer } = this.#request;
    if (referrer === "client") return "about:client";
    return referrer === "no-referrer" ? "" : referrer.href;
  }

  get referrerPolicy(): string {
    return this.#setup.referrerPolicy;
  }

  get mode(): string {
    return this.#request.mode;
  }

  get credentials(): string {
    return this.#request.credentialsMode;
  }

  get cache(): string {
    return this.#request.cacheMode;
  }

  get redirect(): string {
    return this.#request.redirectMode;
  }

  get integrity(): string {
    return this.#request.integrity;
  }

  get keepalive(): boolean {
    return this.#request.keepalive;
  }

  get isReloadNavigation(): boolean {
    return false;
  }

  get isHistoryNavigation(): boolean {
    return false;
  }

  get duplex(): string {
    return "half";
  }

  /** Made when it is asked for: it follows the one that it was constructed with. */
  get signal(): AbortSignal {
    const { signal } = this.#record;
    this.#signal ??= signal === null ? new AbortController().signal : AbortSignal.any([signal]);
    return this.#signal;
  }

  clone(): PageRequest {
    const body = bodyOf(this);
    if (body?.isUnusable === true) {
      throw new TypeError(complaintText("clone-used", { interface: "Request", method: "clone" }, this.#realm));
    }
    const copy = new RequestBehind(this.#record, headerListOf(this.#headers), body?.clone() ?? null);
    return new this.#realm.Request(copy);
  }

  get #setup(): Setup {
    return this.#record.setup;
  }
}

asInterface(PageRequest, "Request");

function constructorMessage({ prepared }: RequestRecord, realm: Realm): string {
  if (prepared.ok) return "";
  const { failure } = prepared;
  // The one complaint that fetch() and the constructor do not share: it is about the Request that was given.
  if (failure.reason === "unusable-body" && failure.member === undefined) {
    return complaintText("request-used", CONSTRUCTOR, realm);
  }
  return failureMessage(failure, CONSTRUCTOR, realm);
}
