import type { Verdict } from "../../src/cases/verdict.js";
import { RecordError, type ReplayOptions, type ReplaySource, replay, type Skip } from "../../src/records/replay.js";

/** All that a replay gave: what came before an error stands beside it. */
export interface Replayed {
  readonly verdicts: readonly Verdict[];
  readonly skips: readonly Skip[];
  readonly error: RecordError | null;
}

/** Replays bytes, a text, or what becomes JSON, in pieces of so many bytes. */
export async function replayed(
  input: unknown,
  options: ReplayOptions & { readonly piece?: number; readonly name?: string; readonly entry?: number } = {},
): Promise<Replayed> {
  const { piece, name = "test.har", entry, ...rest } = options;
  const bytes = bytesOf(input);
  return replayedSource(
    { name, chunks: () => pieces(bytes, piece ?? bytes.length), ...(entry !== undefined && { entry }) },
    rest,
  );
}

export async function replayedSource(source: ReplaySource, options: ReplayOptions = {}): Promise<Replayed> {
  const verdicts: Verdict[] = [];
  const skips: Skip[] = [];
  try {
    for await (const verdict of replay(source, { only: "all", ...options, onSkip: (skip) => skips.push(skip) })) {
      verdicts.push(verdict);
    }
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return { verdicts, skips, error };
  }
  return { verdicts, skips, error: null };
}

export function bytesOf(input: unknown): Uint8Array {
  if (input instanceof Uint8Array) return input;
  return Buffer.from(typeof input === "string" ? input : JSON.stringify(input));
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += Math.max(1, size)) yield bytes.subarray(at, at + size);
}

export const PAGE = "https://app.example";
export const API = "https://api.example";

interface Parts {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  readonly type?: string;
  readonly sent?: Readonly<Record<string, string>>;
  readonly got?: Readonly<Record<string, string>> | null;
  readonly at?: number;
  readonly time?: number;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly error?: string | null;
}

/** An entry as DevTools writes it; header names as given. */
export function entry({ method = "GET", url = `${API}/data`, status = 200, type = "fetch", ...rest }: Parts): object {
  const { sent = {}, got = {}, at = 0, time = 10, more = {}, error = null } = rest;
  return {
    _resourceType: type,
    request: {
      method,
      url,
      httpVersion: "HTTP/1.1",
      headers: pairs({ Host: new URL(url).host, Origin: PAGE, ...sent }),
      bodySize: 0,
    },
    response: {
      status,
      statusText: "",
      headers: pairs({ Date: "now", ...got }),
      content: {},
      redirectURL: "",
      _error: error,
    },
    startedDateTime: new Date(Date.UTC(2026, 10, 2, 9) + at).toISOString(),
    time,
    ...more,
  };
}

export function preflight(parts: Parts & { readonly asks: string; readonly names?: string }): object {
  const { asks, names, sent = {}, ...rest } = parts;
  return entry({
    status: 204,
    type: "preflight",
    ...rest,
    method: "OPTIONS",
    sent: {
      "Access-Control-Request-Method": asks,
      ...(names !== undefined && { "Access-Control-Request-Headers": names }),
      ...sent,
    },
  });
}

export function har(entries: readonly unknown[], log: Readonly<Record<string, unknown>> = {}): object {
  return { log: { version: "1.2", creator: { name: "WebInspector", version: "537.36" }, pages: [], ...log, entries } };
}

function pairs(headers: Readonly<Record<string, string>>): { name: string; value: string }[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

export const ALLOW = { "Access-Control-Allow-Origin": PAGE };
