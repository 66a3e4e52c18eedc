import type { Api } from "../core/infrastructure/request.js";
import type { ProfileName } from "../core/profiles/profile.js";

/** Cases that teach: what lessons, quiz and reference pages show. Each is a case of the public format, written short. */

type Pair = [string, string];

export interface ExampleSetup {
  api?: Api;
  url: string;
  method?: string;
  headers?: Pair[];
  mode?: string;
  credentials?: string;
  redirect?: string;
  cache?: string;
  keepalive?: boolean;
  integrity?: string;
  duplex?: string | null;
  withCredentials?: boolean;
  uploadListeners?: string[];
  async?: boolean;
  timeout?: number;
  crossorigin?: string;
  abortAfter?: number;
  body?: {
    type: "text" | "urlencoded" | "formdata" | "blob" | "bytes" | "stream";
    value: string;
    contentType?: string;
  };
}

interface ExamplePage {
  url: string;
  opaque?: boolean;
  cookies?: Record<string, string[]>;
  csp?: string;
  coep?: "require-corp" | "credentialless";
  addressSpace?: "public" | "local" | "loopback";
  permissions?: Record<string, string>;
  extensionPermissions?: string[];
}

interface ExampleRule {
  when?: { method?: string; url?: string; preflight?: boolean };
  respond: {
    status?: number;
    headers?: Pair[];
    body?: string;
    error?: string;
    delay?: number;
    type?: "error" | "opaque";
  };
  via?: "http-cache" | "service-worker";
  http?: "1.1" | "2";
  addressSpace?: "public" | "local" | "loopback";
}

/** A case of the public format. */
export interface Example {
  page: ExamplePage;
  setup: ExampleSetup;
  server: ExampleRule[];
  then?: (ExampleSetup & { after?: number })[];
}

/** What a browser does about an example, as the text beside it says; a test holds it to the model. */
export interface Shown {
  readonly profile: ProfileName;
  /** Which request of a sequence is spoken of; the first unless given. */
  readonly at?: number;
  /** A partial verdict, compared as that of a case. */
  readonly expect: Readonly<Record<string, unknown>>;
}

export const APP = "https://app.example";
export const API = "https://api.example/data";

export const ORIGIN: Pair = ["Access-Control-Allow-Origin", APP];
export const ANY: Pair = ["Access-Control-Allow-Origin", "*"];
export const CREDENTIALS: Pair = ["Access-Control-Allow-Credentials", "true"];
export const origin = (value: string): Pair => ["Access-Control-Allow-Origin", value];
export const methods = (value: string): Pair => ["Access-Control-Allow-Methods", value];
export const headers = (value: string): Pair => ["Access-Control-Allow-Headers", value];
export const expose = (value: string): Pair => ["Access-Control-Expose-Headers", value];
export const maxAge = (value: string): Pair => ["Access-Control-Max-Age", value];

/** Page code at https://app.example/ asks https://api.example/data, unless said otherwise. */
export function example(setup: Partial<ExampleSetup>, server: ExampleRule[], page: Partial<ExamplePage> = {}): Example {
  return { page: { url: `${APP}/`, ...page }, setup: { url: API, ...setup }, server };
}

/** More requests of the same page, each so many seconds after the one before. */
export function thenAsk(first: Example, ...later: (Partial<ExampleSetup> & { after?: number })[]): Example {
  // biome-ignore lint/suspicious/noThenProperty: the public format names it so
  return { ...first, then: later.map((setup) => ({ ...first.setup, ...setup })) };
}

/** Answers preflights. */
export function preflight(status: number, ...list: Pair[]): ExampleRule {
  return { when: { preflight: true }, respond: { status, headers: list } };
}

/** Answers whatever no earlier rule does. */
export function answer(status: number, ...list: Pair[]): ExampleRule {
  return { respond: { status, headers: list, body: "ok" } };
}

/** Answers requests to one URL. */
export function at(url: string, status: number, ...list: Pair[]): ExampleRule {
  return { when: { url, preflight: false }, respond: { status, headers: list, body: "ok" } };
}

/** Answers with content of this type. */
export function content(type: string, body: string, ...list: Pair[]): ExampleRule {
  return { respond: { status: 200, headers: [["Content-Type", type], ...list], body } };
}

export const text = (value: string): NonNullable<ExampleSetup["body"]> => ({ type: "text", value });
export const JSON_TYPE: Pair = ["Content-Type", "application/json"];
