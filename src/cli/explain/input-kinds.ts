/** What `--as` takes; apart from what reads it, so that `--help` need not load that. */
export const INPUT_KINDS = [
  "javascript",
  "html",
  "curl",
  "powershell",
  "console",
  "report",
  "case",
  "har",
  "http",
  "reason",
] as const;
export type InputKind = (typeof INPUT_KINDS)[number];
