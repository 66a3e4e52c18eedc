import { getDomain, getPublicSuffix } from "tldts";
import { isSecureOrigin } from "./secure.js";

/** What an origin is to the one that the server means to serve. */
export type Likeness =
  | "own"
  | "other"
  | "null"
  | "http-twin"
  | "subdomain"
  | "suffix"
  | "prefix"
  | "unescaped-dot"
  | "substring"
  | "special-character"
  | "port"
  | "trailing-dot"
  | "upper-case"
  | "userinfo"
  | "local"
  | "hosting";

/** An Origin header to try. */
export interface Candidate {
  readonly likeness: Likeness;
  readonly origin: string;
}

/** A site that nobody has: `.example` is reserved for documents. */
const STRANGER = "whycors-audit.example";

/** Where anyone can put up a page of their own. */
const HOSTING = [
  "whycors-audit.github.io",
  "whycors-audit.netlify.app",
  "whycors-audit.vercel.app",
  "cdpn.io",
  "jsfiddle.net",
];

const LOCAL = ["http://localhost", "http://localhost:3000", "http://127.0.0.1", "http://[::1]", "http://0.0.0.0"];

/** Characters that a host may have and that a careless pattern takes for its end. */
const SPECIAL = ["_", "-", "!", "`", "{", "~"];

/** An origin that has nothing to do with the server. */
export function strangerTo(target: URL): Candidate {
  return { likeness: "other", origin: `${schemeFor(target)}//${STRANGER}` };
}

/** Origins that anyone may have who knows where to look. */
export function foreignOrigins(): Candidate[] {
  return [
    ...HOSTING.map((host): Candidate => ({ likeness: "hosting", origin: `https://${host}` })),
    ...LOCAL.map((origin): Candidate => ({ likeness: "local", origin })),
  ];
}

/** Origins that a careless comparison takes for this one. */
export function lookAlikes(own: string, target: URL): Candidate[] {
  const { hostname, port, protocol } = new URL(own);
  const scheme = protocol === "https:" ? schemeFor(target) : protocol;
  const at = (likeness: Likeness, host: string, itsPort = port): Candidate => ({
    likeness,
    origin: `${scheme}//${host}${itsPort === "" ? "" : `:${itsPort}`}`,
  });
  const twin: Candidate[] =
    protocol === "https:"
      ? [{ likeness: "http-twin", origin: `http://${hostname}${port === "" ? "" : `:${port}`}` }]
      : [];
  const suffixed = (between: string) => `${hostname}${between}.${STRANGER}`;
  const names = isName(hostname)
    ? [
        at("subdomain", `whycors-audit.${getDomain(hostname) ?? hostname}`),
        at("subdomain", `whycors-audit.${hostname}`),
        at("prefix", `whycors-audit${getDomain(hostname) ?? hostname}`),
        ...dotsReplaced(hostname).map((host) =>
          at(getDomain(host) === getDomain(hostname) ? "subdomain" : "unescaped-dot", host),
        ),
        at("substring", (getDomain(hostname) ?? hostname).slice(1)),
        at("trailing-dot", `${hostname}.`),
      ]
    : [];
  return [
    ...twin,
    ...names,
    at("suffix", suffixed("")),
    ...SPECIAL.map((character) => at("special-character", suffixed(character))),
    at("port", hostname, port === "8443" ? "9443" : "8443"),
    { likeness: "upper-case", origin: own.toUpperCase() },
    { likeness: "userinfo", origin: `${scheme}//${hostname}@${STRANGER}` },
  ];
}

/** Each dot but the last ones, which no other site has there: `api.shop.example` → `apixshop.example`. */
function dotsReplaced(hostname: string): string[] {
  const suffix = getPublicSuffix(hostname) ?? "";
  const dots = [...hostname.matchAll(/\./g)].map(({ index }) => index);
  const inside = dots.filter((index) => index < hostname.length - suffix.length - 1);
  const places = inside.length === 0 ? dots : inside;
  return places.map((index) => `${hostname.slice(0, index)}x${hostname.slice(index + 1)}`);
}

/** A name in the public tree, of which there can be look-alikes. */
export function isName(hostname: string): boolean {
  return !hostname.startsWith("[") && !/^[\d.]+$/.test(hostname) && hostname.includes(".");
}

/** A page over https can't ask a server without; whoever wants to, takes http. */
function schemeFor(target: URL): "https:" | "http:" {
  return isSecureOrigin(target) ? "https:" : "http:";
}
