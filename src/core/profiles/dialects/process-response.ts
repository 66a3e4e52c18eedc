import type { Api } from "../../infrastructure/request.js";
import type { MimeTypeDialect } from "./mime-type.js";

/** Where engines differ about what makes a response one that an element can use — https://html.spec.whatwg.org/#fetch-a-classic-script */
export interface ProcessResponseDialect extends MimeTypeDialect {
  /** A style sheet of another type loads, and is empty. */
  readonly sheetsOfWrongTypeLoad: boolean;
  /** Once redirected, a style sheet without Content-Type is what its body looks like. */
  readonly redirectsLoseTypeHint: boolean;
  /** A text track that came with an error status loads. */
  readonly tracksOfErrorStatusLoad: boolean;
  /** APIs whose scripts and sheets count with any status that is no error, 304 say; the others want 200 to 299. */
  readonly oddStatusesRun: readonly Api[];
  /** `image/svg+xml` counts only as it is written. */
  readonly svgTypeIsLowerCase: boolean;
  /** An image that came with an error status is shown all the same. */
  readonly showsImagesOfErrorStatus: boolean;
}
