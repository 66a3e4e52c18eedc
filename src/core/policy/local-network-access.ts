import type { AddressSpace } from "../infrastructure/response.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import type { LocalNetworkAccessDialect } from "../profiles/dialects/local-network-access.js";
import type { Failure } from "../reasons.js";
import { isPotentiallyTrustworthyUrl } from "./potentially-trustworthy.js";

/** What the check needs of the page. */
export interface LocalNetworkAccessPage {
  readonly url: UrlRecord;
  /** `null`: not considered. */
  readonly addressSpace: AddressSpace | null;
  readonly permissions: Readonly<Record<string, string>>;
}

/**
 * Local network access check — https://wicg.github.io/local-network-access/#integration-with-fetch
 * @param space where the answer comes from; `null`: what the URL says
 * @returns null: nothing against it
 */
export function localNetworkAccessFailure(
  page: LocalNetworkAccessPage,
  url: UrlRecord,
  space: AddressSpace | null,
  dialect: LocalNetworkAccessDialect,
): Failure | null {
  const from = page.addressSpace;
  if (!dialect.localNetworkAccess || from === null) return null;
  const to = space ?? addressSpaceOf(url.hostname) ?? "public";
  // Only from outside inwards: what is local already may reach its neighbours and itself.
  if (from !== "public" || to === "public") return null;
  // Pages of extensions and files are asked at other places.
  if (!page.url.isHttp) return null;
  // Without a secure context there is no prompt.
  const mayAsk = !dialect.localNetworkNeedsSecureContext || isPotentiallyTrustworthyUrl(page.url);
  if (mayAsk && isGranted(page.permissions, to, dialect)) return null;
  const value = mayAsk ? (page.permissions[permissionFor(to)] ?? null) : null;
  const member = mayAsk ? permissionFor(to) : "secure-context";
  return { ok: false, reason: "local-network-access", from, to, member, value, url: url.href };
}

/** May an http URL of a literal local address be reached from a secure page? The permission relaxes mixed content too. */
export function mayReachLocally(
  page: LocalNetworkAccessPage,
  url: UrlRecord,
  dialect: LocalNetworkAccessDialect,
): boolean {
  if (!dialect.localNetworkAccess || !dialect.localNetworkRelaxesMixedContent || page.addressSpace === null)
    return false;
  const space = addressSpaceOf(url.hostname);
  return space !== null && space !== "public" && isGranted(page.permissions, space, dialect);
}

function permissionFor(space: AddressSpace): string {
  return space === "loopback" ? "loopback-network" : "local-network";
}

/** The permission was one, local-network-access, before Chromium 145, and remains as an alias. */
function isGranted(
  permissions: Readonly<Record<string, string>>,
  space: AddressSpace,
  { localNetworkHasAlias }: LocalNetworkAccessDialect,
): boolean {
  if (permissions[permissionFor(space)] === "granted") return true;
  return localNetworkHasAlias && permissions["local-network-access"] === "granted";
}

/**
 * IP address space — https://wicg.github.io/local-network-access/#ip-address-space, as far as a host name tells.
 * @returns null for a domain, whose address only the resolver knows
 */
export function addressSpaceOf(hostname: string): AddressSpace | null {
  if (hostname.startsWith("[")) return spaceOfIpv6(hostname.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname)) return spaceOfIpv4(hostname.split(".").map(Number));
  const name = hostname.endsWith(".") ? hostname.slice(0, -1) : hostname;
  if (name === "localhost" || name.endsWith(".localhost")) return "loopback";
  if (name.endsWith(".local")) return "local";
  return null;
}

function spaceOfIpv4([a = 0, b = 0, c = 0, d = 0]: readonly number[]): AddressSpace {
  if (a === 127 || (a === 0 && b === 0 && c === 0 && d === 0)) return "loopback";
  const local =
    a === 0 || a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254);
  return local || (a === 100 && b >= 64 && b <= 127) ? "local" : "public";
}

/** As the URL parser serializes them: lower case, compressed, no IPv4 part. */
function spaceOfIpv6(address: string): AddressSpace {
  if (address === "::1" || address === "::") return "loopback";
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (mapped !== null) {
    const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
    return spaceOfIpv4([high >> 8, high & 255, low >> 8, low & 255]);
  }
  const [first = "", second = ""] = address.split(":");
  const group = first === "" ? 0 : Number.parseInt(first, 16);
  const local =
    (group & 0xfe00) === 0xfc00 || // fc00::/7
    (group & 0xff80) === 0xfe80 || // fe80::/10 and fec0::/10
    (group === 0x2001 && second === "db8") || // 2001:db8::/32
    (group === 0x3fff && Number.parseInt(second || "0", 16) < 0x1000); // 3fff::/20
  return local ? "local" : "public";
}
