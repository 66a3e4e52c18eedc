import type { BrowserContext, Page, Request, Route } from "playwright-core";

/** What a mock answered by its own words, before the runner added any. */
export interface Fulfilled {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

type Routed = BrowserContext | Page;
type Handler = Parameters<Page["route"]>[1];
type UrlMatch = Parameters<Page["route"]>[0];

/** Watches what the routes of a context and its pages deliver: each handler gets a Route that takes notes. */
export class RouteWatch {
  readonly #fulfilled = new WeakMap<Request, Fulfilled>();
  readonly #routes = new Map<Routed, { readonly url: UrlMatch; readonly handler: Handler }[]>();
  readonly #wrapped = new WeakMap<Handler, Handler>();

  /** What a route answered; null: none did, or it let the request pass. */
  fulfilled(request: Request): Fulfilled | null {
    return this.#fulfilled.get(request) ?? null;
  }

  /** With any route at all, the runner takes every request into its hands, and answers preflights itself. */
  intercepts(page: Page | null): boolean {
    return [...this.#routes].some(([target, routes]) => routes.length > 0 && (!isPage(target) || target === page));
  }

  /** From now on; routes that were there before are not seen. @returns puts the methods back */
  watch(target: Routed): () => void {
    const { route, unroute, unrouteAll } = target;
    const own: { url: UrlMatch; handler: Handler }[] = [];
    this.#routes.set(target, own);
    const methods = {
      // routeFromHAR comes here too.
      route: (url: UrlMatch, handler: Handler, options?: Parameters<Page["route"]>[2]) => {
        own.push({ url, handler });
        return route.call(target, url, this.#wrap(handler), options);
      },
      unroute: (url: UrlMatch, handler?: Handler) => {
        const left = own.filter(
          (one) => String(one.url) !== String(url) || (handler !== undefined && one.handler !== handler),
        );
        own.splice(0, own.length, ...left);
        return unroute.call(target, url, handler === undefined ? undefined : this.#wrap(handler));
      },
      unrouteAll: (options?: Parameters<Page["unrouteAll"]>[0]) => {
        own.length = 0;
        return unrouteAll.call(target, options);
      },
    };
    Object.assign(target, methods);
    return () => {
      for (const name of Object.keys(methods)) Reflect.deleteProperty(target, name);
    };
  }

  /** The same for the same, so that it can be taken off again. */
  #wrap(handler: Handler): Handler {
    let wrapped = this.#wrapped.get(handler);
    if (wrapped === undefined) {
      wrapped = (route, request) => handler(this.#noting(route), request);
      this.#wrapped.set(handler, wrapped);
    }
    return wrapped;
  }

  #noting(route: Route): Route {
    const fulfill: Route["fulfill"] = (options = {}) => {
      const { response, status, headers } = options;
      this.#fulfilled.set(route.request(), {
        status: status ?? response?.status() ?? 200,
        headers: headers ?? response?.headers() ?? {},
      });
      return route.fulfill(options);
    };
    return new Proxy(route, {
      get(target, name) {
        if (name === "fulfill") return fulfill;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }
}

function isPage(target: Routed): target is Page {
  return "context" in target;
}
