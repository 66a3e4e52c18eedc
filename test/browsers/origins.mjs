/**
 * The stage on which cases are performed: hosts of one site, one of another, and a port where
 * nobody listens. Each port answers in clear text and over TLS, by the first byte that comes.
 */
export const PORTS = { page: 8101, api: 8102, other: 8103, far: 8104, h2: 8105 };
/** Nobody listens here. */
export const DOWN = 8109;

/** By site, the domain itself first; generated cases know but two of the sites. */
export const HOSTS_BY_SITE = [
  ["page.test", "api.page.test", "other.page.test", "h2.page.test", "down.page.test"],
  ["far.test", "api.far.test", "other.far.test"],
  ["third.test", "api.third.test", "other.third.test"],
  ["fourth.test", "api.fourth.test"],
];
export const HOSTS = HOSTS_BY_SITE.flat();

/** HTTP/2 is spoken on this port only, and over TLS only. */
export const HTTP2_PORT = PORTS.h2;

/** The origins by name, in one scheme. */
export function originsOf(scheme) {
  return {
    page: `${scheme}://page.test:${PORTS.page}`,
    api: `${scheme}://api.page.test:${PORTS.api}`,
    other: `${scheme}://other.page.test:${PORTS.other}`,
    far: `${scheme}://far.test:${PORTS.far}`,
    h2: `https://h2.page.test:${PORTS.h2}`,
    down: `${scheme}://down.page.test:${DOWN}`,
  };
}

/** The path under which everything of a case lives; it tells whose request has arrived. */
export const caseFolder = (id) => `/c/${id}/`;

/** The case that a URL, or a text with a URL in it, belongs to. */
export function caseOf(text) {
  return /\/c\/([\w.-]+)\//.exec(text)?.[1] ?? null;
}

/** Can a case's page be there? */
export function isOnStage(url) {
  const { origin } = new URL(url);
  return ["http", "https"].some((scheme) => {
    const { down: _nobody, ...origins } = originsOf(scheme);
    return Object.values(origins).includes(origin);
  });
}

/** The same case under another name, in all its URLs. */
export function renamed(given, id) {
  const text = JSON.stringify({ ...given, id });
  return JSON.parse(text.replaceAll(/\/c\/[\w.-]+(?=[/"; ]|$)/g, `/c/${id}`));
}
