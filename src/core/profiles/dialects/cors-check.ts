/** Where engines differ in the CORS check — https://fetch.spec.whatwg.org/#concept-cors-check */
export interface CorsCheckDialect {
  /**
   * Which unequal Access-Control-Allow-Origin is reported as several origins.
   * `list`: a comma or space inside; `comma`: a comma; `lines`: more than one header line.
   */
  readonly severalOrigins: "list" | "comma" | "lines";
  /** An unequal value that is no URL is reported as invalid (else as a mismatch). */
  readonly reportsInvalidOrigin: boolean;
  /** An unequal value with bytes from 0x80 on is reported as invalid. */
  readonly nonAsciiOriginIsInvalid: boolean;
}
