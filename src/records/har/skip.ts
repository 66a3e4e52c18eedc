/** Why an entry gets no verdict. The first group is no subject of CORS, the second can't be used. */
export const SKIP_REASONS = {
  navigation: "out-of-scope",
  websocket: "out-of-scope",
  connect: "out-of-scope",
  "not-http": "out-of-scope",
  "worker-script": "out-of-scope",
  "browser-internal": "out-of-scope",
  "not-a-browser": "out-of-scope",

  "same-origin": "filtered",
  "no-cors": "filtered",
  "not-blocked": "filtered",
  "not-preflighted": "filtered",
  "not-asked-for": "filtered",

  "not-an-object": "unusable",
  "no-request": "unusable",
  "bad-url": "unusable",
  "bad-method": "unusable",
  "bad-headers": "unusable",
  "bad-status": "unusable",
  "no-page": "unusable",
  "too-large": "unusable",
  "bad-case": "unusable",
  "not-json": "unusable",
} as const;

export type SkipReason = keyof typeof SKIP_REASONS;

/** An entry that gets no verdict. */
export interface SkippedEntry {
  readonly reason: SkipReason;
  /** JSON path inside of the entry, where one is at fault. */
  readonly path: string | null;
  /** One sentence, for people. */
  readonly message: string;
}

export function skipped(reason: SkipReason, message: string, path: string | null = null): SkippedEntry {
  return { reason, path, message };
}

export const SAME_ORIGIN = skipped("same-origin", "a request to the page's own origin");
export const NO_CORS = skipped("no-cors", "a request without CORS");
