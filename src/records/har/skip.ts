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

  "not-an-object": "unusable",
  "no-request": "unusable",
  "bad-url": "unusable",
  "bad-method": "unusable",
  "bad-headers": "unusable",
  "bad-status": "unusable",
  "no-page": "unusable",
  "too-large": "unusable",
  "bad-case": "unusable",
} as const;

export type SkipReason = keyof typeof SKIP_REASONS;
