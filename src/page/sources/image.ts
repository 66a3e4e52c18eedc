import { DEFAULT_SETUP, type Setup } from "../../core/infrastructure/setup.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { prepare } from "../../core/setup/perform.js";
import { type ElementView, elementViewOf } from "../../core/setup/script-view.js";
import { defineHandlers, type Handler } from "../events.js";
import { type Loaded, Loading } from "../loading.js";
import type { PageVerdict } from "../page-verdict.js";
import type { Realm } from "../realm.js";

export interface ImageOptions {
  /** The attribute as written; null: absent. */
  readonly crossorigin?: string | null;
  readonly referrerPolicy?: string;
}

/** What page code may do with an image. */
export interface LoadedImage extends ElementView {
  readonly verdict: PageVerdict;
}

/** Loads as `<img>` does; whether that went well is in the result. */
export function loadImage(realm: Realm, url: string | URL, options: ImageOptions = {}): Promise<LoadedImage> {
  const { crossorigin = null, referrerPolicy = "" } = options;
  const setup: Setup = { ...DEFAULT_SETUP, api: "img", url: `${url}`, crossorigin, referrerPolicy };
  return new Promise((resolve) => {
    const done = ({ outcome, verdict, payload }: Loaded) => {
      payload?.discard();
      resolve({ ...elementViewOf(outcome, realm.browser.profile)!, verdict: verdict.public });
    };
    new Loading(realm, { setup, prepared: prepare(setup, realm.browser), body: null }, done).start();
  });
}

/** HTMLImageElement, as far as loading goes — https://html.spec.whatwg.org/#update-the-image-data */
export class PageImage extends EventTarget {
  declare onload: Handler;
  declare onerror: Handler;
  readonly #realm: Realm;
  #src = "";
  #crossOrigin: string | null = null;
  #pending: Promise<LoadedImage> | null = null;
  #loaded: LoadedImage | null = null;

  constructor(realm: Realm) {
    super();
    this.#realm = realm;
  }

  get [Symbol.toStringTag](): string {
    return "HTMLImageElement";
  }

  get src(): string {
    return parseUrl(this.#src, this.#realm.browser.page.baseUrl)?.href ?? this.#src;
  }

  set src(url: string) {
    this.#src = `${url}`;
    this.#update();
  }

  get crossOrigin(): string | null {
    const value = this.#crossOrigin?.toLowerCase() ?? null;
    return value === null || value === "use-credentials" ? value : "anonymous";
  }

  /** A change loads anew. */
  set crossOrigin(value: string | null) {
    this.#crossOrigin = value === null || value === undefined ? null : `${value}`;
    if (this.#src !== "") this.#update();
  }

  get complete(): boolean {
    return this.#pending === null;
  }

  /** Whether a canvas that it is drawn on can still be read: null before it has loaded. */
  get canvas(): ElementView["canvas"] | null {
    return this.#loaded?.canvas ?? null;
  }

  async decode(): Promise<void> {
    const loaded = this.#pending === null ? this.#loaded : await this.#pending;
    if (loaded?.loads !== true) throw new DOMException("The source image cannot be decoded.", "EncodingError");
  }

  /** In a microtask, so that what script sets together counts together. */
  #update(): void {
    this.#loaded = null;
    let isLast = () => false;
    const pending = Promise.resolve().then((): Promise<LoadedImage> => {
      if (!isLast()) return new Promise(() => {});
      return loadImage(this.#realm, this.#src, { crossorigin: this.#crossOrigin });
    });
    isLast = () => this.#pending === pending;
    this.#pending = pending;
    void pending.then((loaded) => {
      if (!isLast()) return;
      this.#pending = null;
      this.#loaded = loaded;
      this.dispatchEvent(new Event(loaded.loads ? "load" : "error"));
    });
  }
}

defineHandlers(PageImage.prototype, ["load", "error"]);
