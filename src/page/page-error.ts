/** A mistake of the caller's, not of the page's: says what was given and what would have been right. */
export class PageError extends TypeError {
  override readonly name = "PageError";
}
