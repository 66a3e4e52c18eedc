import { DEFAULT_SETUP, type Setup } from "../../core/infrastructure/setup.js";
import { neverRequested } from "../../core/setup/perform.js";
import { xDomainRequest } from "../../core/setup/x-domain-request.js";
import { extractSource } from "../body/extract.js";
import { ignore, type Payload } from "../body/payload.js";
import { errorWith } from "../fetch/fetch.js";
import { decodeUtf8, type Loaded, Loading } from "../loading.js";
import type { Realm } from "../realm.js";

type Callback = (() => unknown) | null;

/**
 * XDomainRequest of Internet Explorer 8 and 9 — "XDomainRequest – Restrictions, Limitations and Workarounds", IEInternals,
 * 2010-05-13. Handlers are properties: there is no addEventListener.
 */
export class PageXDomainRequest {
  onload: Callback = null;
  onerror: Callback = null;
  onprogress: Callback = null;
  ontimeout: Callback = null;
  timeout = 0;
  responseText = "";
  contentType = "";
  readonly #realm: Realm;
  #setup: Setup | null = null;
  #loading: Loading | null = null;
  #cancelTimer: () => void = ignore;

  constructor(realm: Realm) {
    this.#realm = realm;
  }

  open(method: string, url: string): void {
    const { browser, log } = this.#realm;
    const setup: Setup = { ...DEFAULT_SETUP, api: "xdr", method: `${method}`, url: `${url}` };
    const prepared = xDomainRequest(setup, browser.page);
    if (!prepared.ok) {
      const verdict = log.ended(neverRequested(setup, prepared), browser);
      throw errorWith("Error", "Access is denied.", verdict);
    }
    this.#setup = setup;
  }

  send(data: unknown = null): void {
    const setup = this.#setup;
    if (setup === null) throw new Error("Unspecified error.");
    const body = data === null || data === undefined ? null : extractSource(data, false);
    const sent: Setup = { ...setup, body: body?.setup ?? null };
    const load = {
      setup: sent,
      prepared: xDomainRequest(sent, this.#realm.browser.page),
      body: body?.payload ?? null,
    };
    const loading: Loading = new Loading(this.#realm, load, (loaded) => {
      queueMicrotask(() => {
        if (this.#loading === loading) void this.#answered(loaded, loading);
      });
    });
    this.#loading = loading;
    if (this.timeout > 0) this.#cancelTimer = this.#realm.clock.after(this.timeout, () => loading.terminate("timeout"));
    loading.start();
  }

  abort(): void {
    const loading = this.#loading;
    this.#end();
    loading?.terminate("aborted");
  }

  #end(): void {
    this.#loading = null;
    this.#cancelTimer();
  }

  async #answered({ outcome, payload }: Loaded, loading: Loading): Promise<void> {
    if (outcome.failure !== null) {
      this.#end();
      if (outcome.failure.reason === "timeout") this.ontimeout?.();
      else this.onerror?.();
      return;
    }
    const text = await textOf(payload);
    if (this.#loading !== loading) return;
    this.#end();
    if (text === null) {
      this.onerror?.();
      return;
    }
    this.responseText = text;
    this.contentType = outcome.response?.headers.find(({ name }) => name === "content-type")?.value ?? "";
    this.onprogress?.();
    this.onload?.();
  }
}

function textOf(payload: Payload | null): Promise<string | null> {
  if (payload === null) return Promise.resolve("");
  return payload.bytes().then(decodeUtf8, () => null);
}
