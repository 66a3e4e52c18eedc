/** Where engines differ about mixed content — https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm */
export interface MixedContentDialect {
  /**
   * Pages on `http://localhost` count as secure here too and prohibit mixed content. Standard: true by the letter, for their
   * origin is potentially trustworthy; engines look for `https`.
   */
  readonly loopbackPagesProhibitMixedContent: boolean;
  /** Text tracks are let through as they are. */
  readonly tracksAreDisplayContent: boolean;
}
