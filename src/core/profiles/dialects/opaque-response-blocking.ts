/** Where engines differ about opaque response blocking — https://github.com/annevk/orb#orbs-algorithm */
export interface OpaqueResponseDialect {
  /** Opaque responses that no element could use are withheld. Standard (Fetch): false, not there yet. */
  readonly opaqueResponseBlocking: boolean;
  /** As proposed, what is not known by type must parse as JavaScript; else only what is surely no script is refused. */
  readonly orbParsesJavaScript: boolean;
}
