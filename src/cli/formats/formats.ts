import type { MakeFormat } from "./format.js";

/** Each format is loaded when it is asked for. */
export const REPLAY_FORMATS = {
  pretty: async () => (await import("./pretty-replay.js")).prettyReplay,
  json: async () => (await import("./json.js")).json,
  ndjson: async () => (await import("./ndjson.js")).ndjson,
  junit: async () => (await import("./junit.js")).junit,
  sarif: async () => (await import("./sarif.js")).sarif,
  markdown: async () => (await import("./markdown.js")).markdown,
  github: async () => (await import("./github.js")).github,
} as const satisfies Record<string, () => Promise<MakeFormat>>;

export const CASES_FORMATS = {
  pretty: async () => (await import("./pretty-cases.js")).prettyCases,
  tap: async () => (await import("./tap.js")).tap,
  json: REPLAY_FORMATS.json,
  ndjson: REPLAY_FORMATS.ndjson,
  junit: REPLAY_FORMATS.junit,
} as const satisfies Record<string, () => Promise<MakeFormat>>;
