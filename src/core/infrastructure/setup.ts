import type { HeaderPairs } from "./header-list.js";
import type { Api } from "./request.js";

/** What page code does, defaults filled in. Strings are the code's own: what the browser makes of them is the verdict. */
export interface Setup {
  readonly api: Api;
  readonly url: string;
  readonly method: string;
  readonly headers: HeaderPairs;
  readonly mode: string;
  readonly credentials: string;
  readonly redirect: string;
  readonly cache: string;
  readonly referrer: string;
  readonly referrerPolicy: string;
  readonly keepalive: boolean;
  readonly integrity: string;
  /** `null`: the code passed none. */
  readonly duplex: string | null;
  readonly withCredentials: boolean;
  readonly uploadListeners: readonly string[];
  readonly async: boolean;
  readonly responseType: string;
  /** Milliseconds; 0: none. */
  readonly timeout: number;
  /** The attribute as written; `null`: absent. */
  readonly crossorigin: string | null;
  /** Seconds after the call; `null`: never. */
  readonly abortAfter: number | null;
  readonly body: SetupBody | null;
}

export interface SetupBody {
  /** A document is an XMLHttpRequest's alone. */
  readonly type: "text" | "urlencoded" | "formdata" | "blob" | "bytes" | "stream" | "document";
  readonly value: string;
  readonly contentType: string | null;
}

export const DEFAULT_SETUP: Setup = {
  api: "fetch",
  url: "",
  method: "GET",
  headers: [],
  mode: "cors",
  credentials: "same-origin",
  redirect: "follow",
  cache: "default",
  referrer: "about:client",
  referrerPolicy: "",
  keepalive: false,
  integrity: "",
  duplex: "half",
  withCredentials: false,
  uploadListeners: [],
  async: true,
  responseType: "",
  timeout: 0,
  crossorigin: null,
  abortAfter: null,
  body: null,
};
