/** Which host and port of the stage stands for which of a case. */
import { getDomain } from "tldts";
import { isBadPort } from "../sources.mjs";
import { DOWN, HOSTS_BY_SITE, HTTP2_PORT, PORTS } from "./origins.mjs";

/** Ports of the standard's list that some browser opens: what it finds there is not on the stage. */
const OPEN_TO_SOME = [4190, 6679];
const STANDARD = { unblockedPorts: [] };
export const isRefusedPort = (url) => isBadPort(url, STANDARD);

const FREE_PORTS = [PORTS.page, PORTS.api, PORTS.other, PORTS.far];
const HOME_PORTS = { "page.test": PORTS.page, "api.page.test": PORTS.api, "other.page.test": PORTS.other };

/** A case that the stage can't take; the message says why. */
export class NotStaged extends Error {}

/**
 * Hosts of one site stay hosts of one site, a domain and its subdomains too; ports that browsers refuse stay as they are.
 */
export class Places {
  /** @param asked URLs of which a browser may ask for something, the page's first */
  constructor(asked, { isDown, isHttp2 }) {
    this.hosts = new Map();
    this.ports = new Map();
    const used = new Map();
    for (const url of asked) {
      if (!this.hosts.has(url.hostname)) this.hosts.set(url.hostname, this.#hostFor(url.hostname, used));
      if (url.isHttp) this.#choosePort(url, { isDown, isHttp2 });
    }
    this.sites = used;
  }

  #hostFor(host, used) {
    if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/.test(host) || /\.localhost$/.test(host)) {
      throw new NotStaged(`a host that is no ordinary name: ${host}`);
    }
    const site = getDomain(host, { allowPrivateDomains: true }) ?? host;
    if (!used.has(site)) {
      const stage = HOSTS_BY_SITE[used.size];
      if (stage === undefined) throw new NotStaged(`more than ${HOSTS_BY_SITE.length} sites`);
      used.set(site, { apex: stage[0], free: stage.slice(1) });
    }
    const { apex, free } = used.get(site);
    const chosen = host === site ? apex : free.shift();
    if (chosen === undefined) throw new NotStaged("too many hosts of one site");
    return chosen;
  }

  #choosePort(url, { isDown, isHttp2 }) {
    const host = this.hosts.get(url.hostname);
    const key = `${host} ${url.port ?? ""}`;
    if (this.ports.has(key)) return;
    const taken = [...this.ports].filter(([each]) => each.startsWith(`${host} `)).map(([, port]) => port);
    const home = HOME_PORTS[host] ?? PORTS.far;
    if (OPEN_TO_SOME.includes(url.port)) throw new NotStaged("a port that only some browsers refuse");
    const port = isRefusedPort(url)
      ? url.port
      : isDown(url)
        ? DOWN
        : isHttp2(url)
          ? HTTP2_PORT
          : [home, ...FREE_PORTS].find((each) => !taken.includes(each));
    if (port === undefined || taken.includes(port)) throw new NotStaged("too many ports of one host");
    this.ports.set(key, port);
  }

  /** @returns the port on the stage; null: it stays what it is */
  portOf(host, port) {
    return this.ports.get(`${host} ${port ?? ""}`) ?? null;
  }
}
