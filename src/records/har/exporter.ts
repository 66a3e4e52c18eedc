/** Programs that write HAR files, as far as they differ in what they leave out. */
export type Exporter =
  | "whycors"
  | "devtools"
  | "firefox"
  | "safari"
  | "playwright"
  | "mitmproxy"
  | "chrome-har"
  | "charles"
  | "fiddler"
  | "insomnia"
  | "http-toolkit"
  | "other";

export interface ExporterTraits {
  /** Browser that made the requests, where the program is one's own. */
  readonly browser: "chromium" | "firefox" | "webkit" | null;
  /** Preflights have entries of their own. */
  readonly recordsPreflights: boolean;
  /** Cookie, Authorization and Set-Cookie may have been removed. */
  readonly maySanitize: boolean;
  /** An answer that script did not get is marked as such; without a mark it got it. */
  readonly marksBlocked: boolean;
  /** It sees the wire, not the browser. */
  readonly isProxy: boolean;
}

const PLAIN: ExporterTraits = {
  browser: null,
  recordsPreflights: true,
  maySanitize: false,
  marksBlocked: false,
  isProxy: false,
};
const PROXY: ExporterTraits = { ...PLAIN, isProxy: true };

export const EXPORTERS: Readonly<Record<Exporter, ExporterTraits>> = {
  whycors: { ...PLAIN, browser: "chromium", marksBlocked: true },
  devtools: { ...PLAIN, browser: "chromium", maySanitize: true, marksBlocked: true },
  firefox: { ...PLAIN, browser: "firefox" },
  safari: { ...PLAIN, browser: "webkit", recordsPreflights: false, marksBlocked: true },
  playwright: { ...PLAIN, recordsPreflights: false, marksBlocked: true },
  mitmproxy: PROXY,
  "chrome-har": { ...PLAIN, browser: "chromium" },
  charles: PROXY,
  fiddler: PROXY,
  insomnia: PLAIN,
  "http-toolkit": PROXY,
  other: PLAIN,
};

/** By `log.creator.name`; the order matters, names contain one another. */
const NAMES: readonly (readonly [RegExp, Exporter])[] = [
  [/^whycors$/i, "whycors"],
  [/^webinspector$/i, "devtools"],
  [/webkit web inspector|^safari/i, "safari"],
  [/playwright/i, "playwright"],
  [/mitmproxy|savehar|har_dump|mitmdump/i, "mitmproxy"],
  [/charles|proxyman|burp|zap/i, "charles"],
  [/fiddler/i, "fiddler"],
  [/insomnia/i, "insomnia"],
  [/http ?toolkit/i, "http-toolkit"],
  [/^firefox|^firebug|^thunderbird/i, "firefox"],
  [/chrome-har|browsertime|sitespeed|webpagetest|puppeteer|chrome har capturer/i, "chrome-har"],
  [/^(?:google )?chrome|^chromium|^microsoft edge|^edge|^opera|^brave/i, "devtools"],
];

export function exporterOf(creator: unknown): Exporter {
  const name = typeof creator === "object" && creator !== null ? (creator as { name?: unknown }).name : creator;
  if (typeof name !== "string") return "other";
  return NAMES.find(([pattern]) => pattern.test(name.trim()))?.[1] ?? "other";
}
