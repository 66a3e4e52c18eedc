import type { MimeTypeDialect } from "./mime-type.js";

/** Where engines differ about `nosniff` — https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-nosniff%3F */
export interface NosniffDialect extends MimeTypeDialect {
  /** Module scripts too are held back by nosniff, before anybody looks at their type as HTML has it. */
  readonly nosniffCoversModules: boolean;
}
