/** Where engines differ in the cross-origin resource policy check — https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check */
export interface CorpDialect {
  /** Under COEP require-corp, a Cross-Origin-Resource-Policy that is no such policy lets pass. Standard: false. */
  readonly invalidCorpSatisfiesCoep: boolean;
}
