import type { Verdict } from "../../cases/verdict.js";

/** What was asked of the browser. */
export interface Asked {
  readonly api: string;
  readonly method: string;
  readonly url: string;
}

/** A verdict on its way to paper. */
export interface Item {
  readonly verdict: Verdict;
  readonly asked: Asked;
  /** The file that it came from, as the user named it. */
  readonly file: string;
  readonly title?: string | undefined;
  /** With a baseline: what it was. */
  readonly was?: Was | undefined;
  /** Of a real server: what was asked, and how long it took. */
  readonly timings?: readonly string[];
}

/** The earlier verdict of a request; null: there was none. */
export type Was = Pick<Verdict, "outcome" | "reason"> | null;

/** What a verdict alone says about the request; a saved run has nothing else. */
export function askedOf({ exchanges, preflight, detail, id, xhr }: Verdict): Asked {
  const api = xhr === undefined ? "" : "xhr";
  const sent = exchanges.find(({ kind }) => kind !== "preflight")?.request;
  if (sent !== undefined) return { api, method: sent.method, url: sent.url };
  if (preflight.request !== null) {
    const { headers, url } = preflight.request;
    const method = headers.find(([name]) => name.toLowerCase() === "access-control-request-method")?.[1];
    return { api, method: method ?? "", url };
  }
  return { api, method: detail.method ?? "", url: detail.url ?? id };
}
