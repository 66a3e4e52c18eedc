import { PageHeaders } from "./fetch/headers.js";
import { PageRequest, type RequestRealm } from "./fetch/request.js";
import { PageResponse, type ResponseRealm, responseStatics } from "./fetch/response.js";
import { defineStatics, interfaceOf } from "./interface-object.js";
import type { EventSourceConstructor, PageResponseConstructor, XmlHttpRequestConstructor } from "./page.js";
import type { Realm } from "./realm.js";
import { PageEventSource } from "./sources/event-source.js";
import { missingArguments } from "./words.js";
import { PageXmlHttpRequest } from "./xhr/xml-http-request.js";

/** The classes, bound to their page as a window's are. Made on demand: many a page needs few of them. */
export function createRealm(given: Omit<Realm, "closers">): PageRealm {
  const withRealm = (args: readonly unknown[]) => [realm, ...args];
  /** @throws TypeError when there is no first argument */
  const needsFirst = (name: string) => (args: readonly unknown[]) => {
    if (args.length === 0) throw missingArguments({ interface: name, method: null }, 1, 0, realm);
    return withRealm(args);
  };
  const headers = once(() => interfaceOf<PageRealm["Headers"]>(PageHeaders, withRealm));
  const request = once(() => interfaceOf<PageRealm["Request"]>(PageRequest, needsFirst("Request"), { length: 1 }));
  const response = once(() => {
    const Response = interfaceOf<PageRealm["Response"]>(PageResponse, withRealm);
    defineStatics(Response, responseStatics(realm));
    return Response;
  });
  const xmlHttpRequest = once(() => {
    const omitted = realm.browser.profile.name === "xdr" ? ["withCredentials"] : [];
    return interfaceOf<XmlHttpRequestConstructor>(PageXmlHttpRequest, withRealm, { omitted });
  });
  const eventSource = once(() =>
    interfaceOf<EventSourceConstructor>(PageEventSource, needsFirst("EventSource"), { length: 1 }),
  );
  const realm: PageRealm = {
    ...given,
    closers: new Set<() => void>(),
    get Headers() {
      return headers();
    },
    get Request() {
      return request();
    },
    get Response() {
      return response();
    },
    get XMLHttpRequest() {
      return xmlHttpRequest();
    },
    get EventSource() {
      return eventSource();
    },
  };
  return realm;
}

/** A page's globals too. */
export interface PageRealm extends RequestRealm, ResponseRealm {
  readonly Response: ResponseRealm["Response"] & PageResponseConstructor;
  readonly XMLHttpRequest: XmlHttpRequestConstructor;
  readonly EventSource: EventSourceConstructor;
}

export function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
