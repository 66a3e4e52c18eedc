import type { ReadCase } from "../cases/case.js";
import type { Apis } from "../perform/apis.js";

/** The page of a case, as a client is asked to play it. */
export type ClientPage = ReadCase["page"] & { readonly origin: string };

/** What a case may ask of a page beside its URL. A client names those that it knows; other cases are not put to it. */
export const PAGE_FEATURES = [
  "opaque",
  "cookies",
  "thirdPartyCookies",
  "csp",
  "coep",
  "referrerPolicy",
  "addressSpace",
  "permissions",
  "extensionPermissions",
] as const satisfies readonly (keyof ReadCase["page"])[];
export type PageFeature = (typeof PAGE_FEATURES)[number];

export const CLIENT_APIS = ["fetch", "xhr", "eventsource", "beacon"] as const;
export type ClientApi = (typeof CLIENT_APIS)[number];

/** What is put to the test, on one page. */
export interface Client extends Apis {
  /** Moves the client's clock. Who has none is waited for, for a few seconds at most. */
  readonly wait?: (seconds: number) => void | Promise<void>;
  readonly close?: () => unknown;
}

/** A module that `whycors conform --client` takes: a client for every page, or one client. */
export interface ClientModule extends Client {
  /** As tables name it, the version of what is tested behind it. */
  readonly name?: string;
  readonly createClient?: (page: ClientPage) => Client | Promise<Client>;
  readonly supports?: readonly PageFeature[];
}
