/** Where engines differ about the Referer header — https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer */
export interface ReferrerDialect {
  /** Between sites, a policy weaker than the default counts as the default. Standard: false. */
  readonly ignoresWeakReferrerPolicyCrossSite: boolean;
  /** A page with an opaque origin names its URL all the same. Standard: false. */
  readonly opaquePagesSendReferrer: boolean;
  /** And to every server as to one of another site. */
  readonly opaquePagesAreOfAnotherSite: boolean;
}
