/** Where engines differ about `nosniff` — https://fetch.spec.whatwg.org/#request-destination-script-like */
export interface NosniffDialect {
  /** Module scripts too are held back by nosniff, before anybody looks at their type as HTML has it. */
  readonly nosniffCoversModules: boolean;
}
