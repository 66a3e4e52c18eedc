import { Cookie, CookieJar, cookieCompare } from "tough-cookie";
import type { CookieContext, CookieSource } from "../core/infrastructure/browser-state.js";
import { parseUrl, type UrlRecord } from "../core/infrastructure/url-record.js";
import type { CookieDialect } from "../core/profiles/dialects/cookies.js";

interface JarOptions extends Omit<CookieDialect, "cookiesForgetRedirects" | "sandboxedPagesAreOfTheirSite"> {
  /** Cookies of other sites are neither sent nor kept. */
  readonly blockThirdParty: boolean;
  /** The page's host, where third parties are blocked by it: a cookie of another host than its own or a parent's is one's. */
  readonly pageHost: string;
}

const FIRST_PARTY: Omit<CookieContext, "now"> = { sameSite: true, topLevelNavigation: false, firstParty: true };

/**
 * Cookie jars of tough-cookie, seen as the model sees them. A jar decides on domain, path, Secure and SameSite; time is the
 * caller's clock, which a jar does not have, and so is kept here.
 */
export class JarCookies implements CookieSource {
  /** A cookie of the host alone and one of the same name with Domain are two, which a jar takes for one. */
  readonly #jars = { host: newJar(), domain: newJar() };
  readonly #deadlines = new WeakMap<Cookie, number>();
  readonly #kept: { url: UrlRecord; setCookie: string; context: CookieContext }[] = [];
  readonly #options: JarOptions;

  constructor(options: JarOptions) {
    this.#options = options;
  }

  get(url: UrlRecord, context: CookieContext): string | null {
    if (
      this.#kept.length === 0 ||
      (!context.sameSite && this.#options.blockThirdParty && !this.#options.blockedCookiesAreSent)
    )
      return null;
    const asked = { ...jarContext(context), expire: false };
    const cookies = Object.values(this.#jars).flatMap((jar) => jar.getCookiesSync(url.wire, asked));
    cookies.sort(cookieCompare);
    if (this.#options.cookiesByDomain) cookies.sort((one, other) => compareAsLibsoup(one, other, url.hostname));
    const live = cookies.filter((cookie) => (this.#deadlines.get(cookie) ?? Number.POSITIVE_INFINITY) > context.now);
    return live.length === 0 ? null : live.map((cookie) => cookie.cookieString()).join("; ");
  }

  set(url: UrlRecord, setCookie: string, context: CookieContext): void {
    if (!context.sameSite && this.#options.blockThirdParty) return;
    const cookie = Cookie.parse(setCookie, { loose: true });
    if (cookie === undefined) return;
    if (context.firstParty !== true && this.#isForeign(cookie.domain ?? url.hostname)) return;
    const written = cookie.sameSite?.toLowerCase();
    if (this.#options.noneNeedsSecure && written === "none" && !cookie.secure) return;
    if (this.#options.cookiesLaxByDefault && written !== "none" && written !== "strict") cookie.sameSite = "lax";
    const deadline = deadlineOf(cookie, context.now);
    cookie.setExpires("Infinity");
    cookie.maxAge = null;
    const jar = this.#jars[cookie.domain === null ? "host" : "domain"];
    const stored = jar.setCookieSync(cookie, url.wire, { ...jarContext(context), ignoreError: true });
    if (stored === undefined) return;
    this.#deadlines.set(stored, deadline);
    this.#kept.push({ url, setCookie, context });
  }

  /** Keeps a line that the jar got from this origin before, as its own page. */
  remember(origin: string, setCookie: string, now: number): void {
    const url = parseUrl(origin);
    if (url !== null) this.set(url, setCookie, { ...FIRST_PARTY, now });
  }

  /** PROFILE webkit: libsoup/cookies/soup-cookie-jar.c (SOUP_COOKIE_JAR_ACCEPT_NO_THIRD_PARTY) compares with the page's host. */
  #isForeign(domain: string): boolean {
    const { blockThirdParty, thirdPartyByHost, pageHost } = this.#options;
    return blockThirdParty && thirdPartyByHost && pageHost !== domain && !pageHost.endsWith(`.${domain}`);
  }

  /** A copy, to run the same again. */
  fork(): JarCookies {
    const copy = new JarCookies(this.#options);
    for (const { url, setCookie, context } of this.#kept) copy.set(url, setCookie, context);
    return copy;
  }
}

function newJar(): CookieJar {
  return new CookieJar(undefined, { rejectPublicSuffixes: false, looseMode: true });
}

/** PROFILE webkit: libsoup/cookies/soup-cookie-jar.c (get_cookies) looks for `.host`, `host`, and then at its parents. */
function compareAsLibsoup(one: Cookie, other: Cookie, host: string): number {
  const rank = ({ domain, hostOnly }: Cookie) =>
    hostOnly ? 1 : domain === host ? 0 : 1 + host.length - domain!.length;
  return (other.path?.length ?? 0) - (one.path?.length ?? 0) || rank(one) - rank(other);
}

/** Seconds on the caller's clock at which the cookie ends; Max-Age goes before Expires. */
function deadlineOf(cookie: Cookie, now: number): number {
  if (typeof cookie.maxAge === "number") return now + cookie.maxAge;
  return cookie.expires instanceof Date ? cookie.expires.getTime() / 1000 : Number.POSITIVE_INFINITY;
}

function jarContext({ sameSite, topLevelNavigation, byScript = false }: CookieContext) {
  const sameSiteContext = sameSite ? "strict" : topLevelNavigation ? "lax" : "none";
  return { sameSiteContext, http: !byScript } as const;
}
