import { MIMEType } from "whatwg-mimetype";
import type { FetchOutcome } from "../../core/fetching/outcome.js";
import { getHeader } from "../../core/infrastructure/header-list.js";
import { DEFAULT_SETUP, type Setup } from "../../core/infrastructure/setup.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { neverRequested, prepare } from "../../core/setup/perform.js";
import { type Prepared, refused } from "../../core/setup/prepared.js";
import { appendHeader } from "../../core/setup/request-constructor.js";
import { settlingOf } from "../../core/setup/script-view.js";
import { xhrEvents } from "../../core/setup/xhr-events.js";
import { xhrViewOf } from "../../core/setup/xhr-view.js";
import { xmlHttpRequest } from "../../core/setup/xml-http-request.js";
import { rejectionOf } from "../../explain/console/rejection.js";
import type { HeldBlob } from "../blob-urls.js";
import { type ExtractedBody, extractSource } from "../body/extract.js";
import { ignore, Payload } from "../body/payload.js";
import { describeDocument, isDocument } from "../documents.js";
import { defineHandlers, type Handler, ProgressEvent } from "../events.js";
import { errorWith } from "../fetch/fetch.js";
import { asInterface, defineConstants } from "../interface-object.js";
import { type Load, type Loaded, loadNow } from "../loading.js";
import type { Realm } from "../realm.js";
import { payloadFrom } from "../received.js";
import { setVerdictBehind } from "../verdict-behind.js";
import { INTERNAL, XMLHttpRequestEventTarget } from "./event-target.js";
import { ReceivedBody } from "./response-body.js";
import { progressOf, SendRun, type XhrState } from "./send-run.js";
import { listeningTo, XMLHttpRequestUpload } from "./upload.js";
import { xhrException } from "./words.js";

const RESPONSE_TYPES: ReadonlySet<string> = new Set(["", "arraybuffer", "blob", "document", "json", "text"]);

/** XMLHttpRequest — https://xhr.spec.whatwg.org/#interface-xmlhttprequest */
export class PageXmlHttpRequest extends XMLHttpRequestEventTarget {
  declare readonly UNSENT: 0;
  declare readonly OPENED: 1;
  declare readonly HEADERS_RECEIVED: 2;
  declare readonly LOADING: 3;
  declare readonly DONE: 4;
  declare onreadystatechange: Handler;

  readonly #realm: Realm;
  readonly #upload = new XMLHttpRequestUpload(INTERNAL);
  readonly #state: XhrState = {
    readyState: 0,
    sending: false,
    outcome: null,
    response: null,
    body: null,
    override: null,
  };
  #setup: Setup = { ...DEFAULT_SETUP, api: "xhr" };
  #run: SendRun | null = null;
  #timeout = 0;
  #responseType = "";
  #withCredentials = false;
  #blob: HeldBlob | null = null;
  /** The response as an object, made once. */
  #object: { readonly value: unknown } | null = null;

  constructor(realm: Realm) {
    super(INTERNAL);
    this.#realm = realm;
  }

  get readyState(): number {
    return this.#state.readyState;
  }

  get withCredentials(): boolean {
    return this.#withCredentials;
  }

  set withCredentials(value: boolean) {
    if (this.#state.readyState > 1 || this.#state.sending) throw xhrException("withCredentials", this.#realm);
    this.#withCredentials = Boolean(value);
  }

  get upload(): XMLHttpRequestUpload {
    return this.#upload;
  }

  get timeout(): number {
    return this.#timeout;
  }

  set timeout(given: number) {
    if (!this.#setup.async && this.readyState > 0) throw xhrException("timeoutSync", this.#realm);
    this.#timeout = Math.max(0, Math.trunc(Number(given)) || 0);
    this.#run?.limit(this.#timeout);
  }

  get responseType(): string {
    return this.#responseType;
  }

  set responseType(given: string) {
    const { readyState } = this.#state;
    const type = `${given}`;
    if (!RESPONSE_TYPES.has(type)) return;
    if (readyState >= 3) throw xhrException("responseTypeState", this.#realm);
    if (!this.#setup.async && readyState > 0) throw xhrException("responseTypeSync", this.#realm);
    this.#responseType = type;
  }

  /** https://xhr.spec.whatwg.org/#the-open()-method */
  open(
    method: string,
    url: string | URL,
    ...rest: [async?: boolean, user?: string | null, password?: string | null]
  ): void {
    const [async, user, password] = rest;
    const isAsync = rest.length === 0 || Boolean(async);
    const setup: Setup = {
      ...DEFAULT_SETUP,
      api: "xhr",
      method: `${method}`,
      url: withUserinfo(`${url}`, user, password, this.#realm),
      async: isAsync,
      timeout: this.#timeout,
      responseType: this.#responseType,
    };
    const prepared = this.#prepare(setup);
    if (!prepared.ok) this.#throw(setup, prepared);
    this.#run?.drop();
    this.#run = null;
    this.#setup = setup;
    this.#blob = this.#realm.browser.blobUrls.hold(setup.url);
    this.#reset();
    if (this.#state.readyState === 1) return;
    this.#state.readyState = 1;
    this.dispatchEvent(new Event("readystatechange"));
  }

  /** https://xhr.spec.whatwg.org/#the-setrequestheader()-method */
  setRequestHeader(name: string, value: string): void {
    const header: [string, string] = [`${name}`, `${value}`];
    this.#checkOpened("setRequestHeader");
    if (appendHeader([], ...header, false, this.#realm.browser.profile) === "invalid") {
      const setup = { ...this.#setup, headers: [header] };
      const prepared = this.#prepare(setup);
      if (!prepared.ok) this.#throw(setup, prepared);
    }
    // What script may not set stays here too: the engine drops it, and says so.
    this.#setup = { ...this.#setup, headers: [...this.#setup.headers, header] };
  }

  /** https://xhr.spec.whatwg.org/#the-send()-method */
  send(body: unknown = null): void {
    // Its conversion may run code of the page.
    const extracted = body === null || body === undefined ? null : this.#extract(body);
    this.#checkOpened("send");
    const load = this.#loadOf(extracted);
    if (this.#setup.async) {
      this.#state.sending = true;
      this.#run = new SendRun(this, this.#upload, this.#state, load, this.#realm);
      this.#run.start(this.#timeout);
    } else this.#sendNow(load);
  }

  /** https://xhr.spec.whatwg.org/#the-abort()-method */
  abort(): void {
    const { readyState, sending } = this.#state;
    const run = this.#run;
    if ((readyState === 1 && sending) || readyState === 2 || readyState === 3) run?.stop("aborted");
    if (this.#run !== run || this.readyState !== 4) return;
    this.#state.readyState = 0;
    this.#reset();
  }

  get responseURL(): string {
    const { outcome, readyState, response } = this.#state;
    if (response !== null) return response.url;
    return outcome === null || readyState !== 4 ? "" : xhrViewOf(outcome, this.#realm.browser.profile).responseURL;
  }

  get status(): number {
    return this.#state.response?.status ?? 0;
  }

  get statusText(): string {
    return this.#state.response?.statusText ?? "";
  }

  getResponseHeader(name: string): string | null {
    const { response } = this.#state;
    return response === null ? null : getHeader(`${name}`.toLowerCase(), response.headers);
  }

  getAllResponseHeaders(): string {
    const { outcome, response } = this.#state;
    if (outcome === null || response === null) return "";
    return xhrViewOf(outcome, this.#realm.browser.profile).getAllResponseHeaders;
  }

  overrideMimeType(type: string): void {
    if (this.readyState >= 3) throw xhrException("overrideMimeType", this.#realm);
    this.#state.override = MIMEType.parse(`${type}`) ?? new MIMEType("application/octet-stream");
  }

  get responseText(): string {
    if (this.#responseType !== "" && this.#responseType !== "text") {
      throw xhrException("responseText", this.#realm, this.#responseType);
    }
    return this.readyState < 3 ? "" : (this.#state.body?.text(this.#responseType === "") ?? "");
  }

  get responseXML(): unknown {
    if (this.#responseType !== "" && this.#responseType !== "document") {
      throw xhrException("responseXML", this.#realm, this.#responseType);
    }
    return this.readyState === 4 ? this.#cached(() => this.#document()) : null;
  }

  get response(): unknown {
    if (this.#responseType === "" || this.#responseType === "text") return this.responseText;
    return this.readyState === 4 && this.#state.body !== null ? this.#cached(() => this.#make()) : null;
  }

  #cached(make: () => unknown): unknown {
    this.#object ??= { value: make() };
    return this.#object.value;
  }

  #make(): unknown {
    const body = this.#state.body!;
    switch (this.#responseType) {
      case "arraybuffer":
        return body.bytes.slice().buffer;
      case "blob":
        return new Blob([body.bytes], { type: body.type });
      case "document":
        return this.#document();
      default:
        try {
          return body.json;
        } catch {
          return null;
        }
    }
  }

  /** Document response — https://xhr.spec.whatwg.org/#document-response, where there is a parser. */
  #document(): unknown {
    const { body, response } = this.#state;
    if (body === null || body.length === 0 || response === null) return null;
    const isHtml = body.essence === "text/html";
    if (isHtml ? this.#responseType !== "document" : !body.isXml) return null;
    const { documents, clock } = this.#realm;
    const lastModified = getHeader("last-modified", response.headers);
    const source = { contentType: body.essence, url: response.url, lastModified };
    const document = documents.parse(body.markup, source);
    if (document !== null) describeDocument(document, source, clock.now());
    return document;
  }

  #reset(): void {
    const state = this.#state;
    state.sending = false;
    state.outcome = null;
    state.response = null;
    state.body = null;
    this.#object = null;
  }

  #checkOpened(method: string): void {
    if (this.readyState === 1 && !this.#state.sending) return;
    this.#throw(this.#setup, refused("invalid-state", { member: method }, null, method));
  }

  /** IE's XMLHttpRequest of the time of XDomainRequest knew its own origin only. */
  #prepare(setup: Setup): Prepared {
    const { browser } = this.#realm;
    if (browser.profile.name !== "xdr") return prepare(setup, browser);
    const prepared = xmlHttpRequest(setup, browser.page, browser.profile);
    return prepared.ok ? { ...prepared, request: { ...prepared.request, mode: "same-origin" } } : prepared;
  }

  /** send(), step 4: a document goes out as its markup. */
  #extract(body: unknown): ExtractedBody {
    if (!isDocument(body)) return extractSource(body, true);
    const markup = this.#realm.documents.serialize(body);
    const isHtml = (body as { contentType?: unknown }).contentType === "text/html";
    const contentType = `${isHtml ? "text/html" : "application/xml"};charset=UTF-8`;
    return { setup: { type: "document", value: markup, contentType }, payload: new Payload(markup) };
  }

  #loadOf(body: ExtractedBody | null): Load {
    const setup: Setup = {
      ...this.#setup,
      timeout: 0,
      responseType: "",
      withCredentials: this.#withCredentials,
      uploadListeners: listeningTo(this.#upload),
      body: body?.setup ?? null,
    };
    return { setup, prepared: this.#prepare(setup), body: body?.payload ?? null, blob: this.#blob };
  }

  /** send(), step 12: the page stands still. */
  #sendNow(load: Load): void {
    const loaded = loadNow(this.#realm, load);
    setVerdictBehind(this, loaded.verdict.public);
    const { outcome, payload } = loaded;
    const state = this.#state;
    state.outcome = outcome;
    state.response = outcome.response;
    if (outcome.failure !== null) {
      const { profile } = this.#realm.browser;
      state.readyState = xhrViewOf(outcome, profile).readyState;
      if (settlingOf(outcome, profile) === "throws") this.#reject(loaded);
      return;
    }
    const body = new ReceivedBody(outcome.response!.headers, state);
    const bytes = (payload ?? payloadFrom(outcome.response!)).bytesNow;
    if (bytes !== null && outcome.request?.method !== "HEAD") body.push(bytes);
    state.body = body;
    for (const name of xhrEvents(outcome, this.#realm.browser.profile).slice(1)) {
      const [type, readyState] = name.split(" ");
      if (readyState !== undefined) state.readyState = Number(readyState);
      const progress = progressOf(outcome.response!, body);
      this.dispatchEvent(readyState === undefined ? new ProgressEvent(type!, progress) : new Event("readystatechange"));
    }
  }

  #throw(setup: Setup, prepared: Prepared & { ok: false }): never {
    const outcome: FetchOutcome = neverRequested(setup, prepared);
    const { browser, log } = this.#realm;
    this.#reject({ outcome, payload: null, mistake: null, release: ignore, verdict: log.ended(outcome, browser) });
  }

  #reject({ outcome, verdict }: Loaded): never {
    const { browser } = this.#realm;
    const { name, message } = rejectionOf(outcome, browser.profile, browser.page) ?? {
      name: "NetworkError",
      message: "",
    };
    throw errorWith(name, message, verdict);
  }
}

defineConstants(PageXmlHttpRequest, { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 });
defineHandlers(PageXmlHttpRequest.prototype, ["readystatechange"]);
asInterface(PageXmlHttpRequest, "XMLHttpRequest");

/** open(), step 8: user and password go into the URL. */
function withUserinfo(
  url: string,
  user: string | null | undefined,
  password: string | null | undefined,
  { browser }: Realm,
): string {
  if ((user === null || user === undefined) && (password === null || password === undefined)) return url;
  const parsed = parseUrl(url, browser.page.baseUrl);
  if (parsed === null || parsed.host === "") return url;
  const changed = new URL(parsed.href);
  if (user !== null && user !== undefined) changed.username = `${user}`;
  if (password !== null && password !== undefined) changed.password = `${password}`;
  return changed.href;
}
