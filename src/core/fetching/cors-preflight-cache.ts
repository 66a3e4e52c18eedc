/** CORS-preflight cache — https://fetch.spec.whatwg.org/#concept-cache */
export class PreflightCache {}
