/** Where engines differ about what a document uses again of its own loads — https://html.spec.whatwg.org/#list-of-available-images */
export interface DocumentLoadsDialect {
  /** Which other loads of its URL keep an image that the document has from being used again. */
  readonly loadsThatReplaceImages: "none" | "all" | "all but no-store";
  /** An image that came with `Vary: *` is not used again. */
  readonly variedImagesAreAskedForAgain: boolean;
  /** A module script that failed to load fails again unasked. */
  readonly failedModulesStay: boolean;
}
