/** Where engines differ about which headers need permission — https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export interface SafelistDialect {
  /** Which edition's list is in force. Standard: `today`. */
  readonly safelistEdition: "today" | "fetch-2018" | "w3c-2014";
  /** Device-dependent client hints need no permission. Standard: false (removed in 2019). */
  readonly clientHintsSafelisted: boolean;
  /** Bytes from 0x80 on are harmless in Accept and Content-Type. Standard: true. */
  readonly acceptAllowsNonAscii: boolean;
  /** How the media type of Content-Type is read: `firefox` wants no comma, no empty last parameter, and looks at no more than the first word. Standard: `standard`. */
  readonly contentTypeDialect: "standard" | "firefox";
  /** How the value of Range is read. Standard: `standard`. */
  readonly rangeDialect: "standard" | "webkit";
  /** The largest number that Range may name, in decimal digits; `null`: any. Standard: `null`. */
  readonly rangeMaximum: string | null;
  /** Bytes that all safelisted values together may have. Standard: 1024. */
  readonly safelistTotalLimit: number;
  /** Fields of one name are judged as one combined value, not each alone. Standard: false. */
  readonly combinesRepeatedHeaders: boolean;
  /** A name that stands in several fields is announced as often. Standard: false. */
  readonly repeatsUnsafeNames: boolean;
  /** Script cannot set User-Agent. Standard: false. */
  readonly userAgentForbidden: boolean;
}
