/**
 * Brings any case to the stage: the same between the stage's hosts and under the case's own path, and tells what comes of it
 * in the case's own words again.
 */
import { parseCase, parseUrl as urlOf } from "../sources.mjs";
import { caseFolder } from "./origins.mjs";
import { isRefusedPort, NotStaged, Places } from "./stage-places.mjs";

/** What the recorder's pages can call. */
const APIS = ["fetch", "xhr", "eventsource", "beacon", "img", "script", "module-script", "stylesheet", "font", "track"];
/** Seconds; more is not waited for. */
const LONGEST_WAIT = 20;
/** By these headers an answer may be used again. */
const KEEPING = /^(?:cache-control|expires|etag|last-modified)$/i;

/** `scheme://userinfo@host:port`, in any text; a scheme may be missing, and a policy's port may be any. */
const AUTHORITY =
  /(?:\b([a-z][a-z0-9+.-]*):)?\/\/([^/?#\s"'`,;|<>()\\@]*@)?((?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::(\d+|\*))?(?![\w.-])/gi;

/** @returns the case on the stage, and `told`, which tells a verdict or a text of the stage in the case's own words */
export function stage(given) {
  const read = parseCase(given);
  refuse(read);
  const staging = new Staging(given, read);
  return { given: staging.staged(), told: (value) => staging.told(value) };
}

/** @throws NotStaged that says what the stage does not have */
function refuse({ page, setup, then, server }) {
  const lacks = (why) => {
    throw new NotStaged(why);
  };
  const api = [setup, ...then].map((step) => step.api).find((each) => !APIS.includes(each));
  if (api !== undefined) lacks(`api ${api}`);
  if (!/^https?:/i.test(page.url)) lacks("a page of another scheme");
  if (page.extensionPermissions.length > 0) lacks("an extension's page");
  if (page.addressSpace !== null || Object.keys(page.permissions).length > 0) lacks("address spaces");
  for (const { via, addressSpace, clientCertificate, respond } of server) {
    if (via !== "network") lacks(via === "service-worker" ? "a service worker" : "an HTTP cache that is filled before");
    if (addressSpace !== null) lacks("address spaces");
    if (clientCertificate) lacks("client certificates");
    if (respond.error !== undefined && !["connection-refused", "connection-reset"].includes(respond.error)) {
      lacks(`the error ${respond.error}`);
    }
    if ((respond.status ?? 200) < 200) lacks("a status 1xx");
    if (respond.type !== "default") lacks("a service worker");
  }
  const waits = [...then.map(({ after }) => after), ...server.map(({ respond }) => respond.delay)];
  if (waits.reduce((sum, wait) => sum + wait, 0) > LONGEST_WAIT) lacks(`waiting for more than ${LONGEST_WAIT} seconds`);
  const cookies = [
    ...Object.values(page.cookies).flat(),
    ...server.flatMap(({ respond }) =>
      respond.headers.filter(([name]) => /^set-cookie$/i.test(name)).map(([, line]) => line),
    ),
  ];
  if (cookies.some((line) => /^\s*__Host-/i.test(line))) lacks("a cookie for every path");
}

class Staging {
  #given;
  #read;
  #folder;
  #places;
  /** What a place of the stage stands for. */
  #originals = new Map();
  #inClear;
  /** A directive that the stage has opened for its own script. */
  #opened = null;

  constructor(given, read) {
    this.#given = given;
    this.#read = read;
    this.#folder = caseFolder(given.id);
    const asked = this.#asked();
    this.#places = new Places(asked, {
      isDown: (url) => this.#isDown(url, asked),
      isHttp2: (url) => this.#speaksHttp2(url, asked),
    });
    // Chromium stores nothing that came over a certificate which it was told to put up with.
    this.#inClear =
      read.then.length > 0 &&
      read.server.some(({ respond }) => respond.headers.some(([name]) => KEEPING.test(name))) &&
      asked.every(({ scheme }) => scheme === "https");
  }

  /** Each URL that the browser may ask, and the page's. */
  #asked() {
    const { page, setup, then, server } = this.#read;
    const own = urlOf(page.url);
    if (own === null) throw new NotStaged("a page without an address");
    if (isRefusedPort(own)) throw new NotStaged("a page at a port that browsers refuse");
    const steps = [setup, ...then].map(({ url }) => urlOf(url, own));
    const itself = steps.find((url) => url?.href.replace(/#.*/s, "") === own.href.replace(/#.*/s, ""));
    if (itself !== undefined) throw new NotStaged("a page that asks for itself");
    const rules = server.flatMap(({ when, respond }) => [
      when.url === undefined ? null : urlOf(when.url),
      ...respond.headers
        .filter(([name]) => /^location$/i.test(name))
        .map(([, value]) => urlOf(value, urlOf(when.url ?? setup.url, own) ?? own)),
    ]);
    const jars = Object.keys(page.cookies).map((origin) => urlOf(origin));
    return [own, ...steps, ...rules, ...jars].filter((url) => url !== null && url.hostname !== "");
  }

  /** The rules that may answer there; the page itself comes from the stage. */
  #rulesOf({ origin }, [page, ...asked]) {
    if (origin === page.origin && !asked.some((url) => url.origin === origin)) return [];
    return this.#read.server.filter(({ when }) => when.url === undefined || urlOf(when.url)?.origin === origin);
  }

  /** Nobody listens where every answer is that nobody does. */
  #isDown(url, asked) {
    const isRefused = ({ respond }) => respond.error === "connection-refused";
    const rules = this.#rulesOf(url, asked);
    if (!rules.some(isRefused)) return false;
    if (!rules.every(isRefused) || url.origin === urlOf(this.#read.page.url).origin) {
      throw new NotStaged("a server that is there now and then");
    }
    return true;
  }

  #speaksHttp2(url, asked) {
    const versions = new Set(this.#rulesOf(url, asked).map(({ http }) => http));
    if (versions.size > 1) throw new NotStaged("a server of two versions of HTTP");
    if (versions.has("2") && url.scheme !== "https") throw new NotStaged("HTTP/2 without TLS");
    return versions.has("2");
  }

  staged() {
    const { id, title, page, setup, server = [], then } = this.#given;
    const own = page.url;
    return {
      id,
      ...(title === undefined ? {} : { title }),
      page: {
        ...page,
        url: urlOf(this.#url(own)).href,
        ...(page.csp ? { csp: this.#policy(page.csp) } : {}),
        ...(page.cookies ? { cookies: this.#cookies(page.cookies) } : {}),
      },
      setup: this.#setup(setup, own),
      server: server.map((rule) => this.#rule(rule, urlOf(rule.when?.url ?? setup.url, urlOf(own))?.href ?? own)),
      // biome-ignore lint/suspicious/noThenProperty: the public format names it so
      ...(then ? { then: then.map(({ expect: _expect, ...step }) => this.#setup(step, own)) } : {}),
    };
  }

  #setup(setup, own) {
    return {
      ...setup,
      url: this.#url(setup.url, own),
      ...(setup.headers ? { headers: setup.headers.map(([name, value]) => [name, this.#text(value)]) } : {}),
      ...(/^https?:/i.test(setup.referrer ?? "") ? { referrer: this.#url(setup.referrer) } : {}),
    };
  }

  #rule({ when, respond, ...rule }, base) {
    const headers = (respond.headers ?? []).map(([name, value]) => {
      if (/^location$/i.test(name)) return [name, this.#url(value, base)];
      return [name, /^set-cookie$/i.test(name) ? this.#cookie(value) : this.#text(value)];
    });
    return {
      ...(when === undefined ? {} : { when: when.url === undefined ? when : { ...when, url: this.#url(when.url) } }),
      respond: {
        ...respond,
        ...(respond.headers ? { headers } : {}),
        // The letters that a font begins with make no font.
        ...(respond.body?.startsWith("wOF2") ? { body: "(font)" } : {}),
      },
      ...rule,
    };
  }

  /** A URL under the case's path, as it is written; what is none stays what it is. */
  #url(text, base) {
    const moved = this.#text(text, true);
    const path = moved.replace(/^(\s*|file:\/\/)\/(?!\/)/i, (_all, before) => `${before}${this.#folder}`);
    const was = urlOf(text, base === undefined ? undefined : (urlOf(base) ?? undefined));
    const is = urlOf(path, base === undefined ? undefined : (urlOf(this.#url(base)) ?? undefined));
    const isMoved = was === null || is?.hostname !== was.hostname || !this.#places.hosts.has(was.hostname);
    if (!isMoved || was?.href !== (is === null ? undefined : this.told(is.href)))
      throw new NotStaged(`the way a URL is written: ${text}`);
    return path;
  }

  /** Origins in any text; those of URLs with their path. */
  #text(text, isUrl = false) {
    return text.replaceAll(AUTHORITY, (all, scheme, userinfo = "", host, port, at, whole) => {
      const place = this.#place(scheme, host, port);
      if (place === null) return all;
      const folder = isUrl ? this.#folder.replace(/\/$/, whole[at + all.length] === "/" ? "" : "/") : "";
      const written = scheme === undefined ? "" : `${this.#inClear && /^https$/i.test(scheme) ? "http" : scheme}:`;
      return `${written}//${userinfo}${place}${folder}`;
    });
  }

  #place(scheme, host, port) {
    const name = host.toLowerCase();
    const isAny = name.startsWith("*.");
    const stageHost = isAny ? this.#places.sites.get(name.slice(2))?.apex : this.#places.hosts.get(name);
    if (stageHost === undefined) return null;
    const spelled = host === name ? stageHost : stageHost.toUpperCase();
    if (isAny) return this.#remember(`*.${spelled}:*`, name);
    // What has no ports on the stage, like ftp:, keeps its own.
    if (scheme !== undefined && !/^(?:https?|wss?)$/i.test(scheme)) {
      return this.#remember(
        `${spelled}${port === undefined ? "" : `:${port}`}`,
        `${name}${port === undefined ? "" : `:${port}`}`,
      );
    }
    const isDefault = port === undefined || port === (/^(?:https|wss)$/i.test(scheme) ? "443" : "80");
    const stagePort = port === "*" ? "*" : this.#places.portOf(stageHost, isDefault ? null : Number(port));
    if (stagePort === null) return null;
    return this.#remember(`${spelled}:${stagePort}`, isDefault ? name : `${name}:${port}`);
  }

  #remember(place, original) {
    this.#originals.set(place.toLowerCase(), original);
    return place;
  }

  /** A policy's sources: with a scheme or without, a path where they have one. The frame's own script is to run under it. */
  #policy(csp) {
    const directives = csp.split(";").map((directive) => directive.trim());
    const ofScripts = ["script-src-elem", "script-src", "default-src"]
      .map((name) => directives.find((each) => each.split(/\s+/)[0].toLowerCase() === name))
      .find((directive) => directive !== undefined);
    if (ofScripts === undefined || /'unsafe-inline'/i.test(ofScripts)) return this.#sources(csp);
    const opened = `${ofScripts.replace(/\s+'none'/gi, "")} 'unsafe-inline'`;
    this.#opened = { opened, ofScripts };
    return this.#sources(csp.replace(ofScripts, opened));
  }

  #sources(csp) {
    return csp
      .split(/([\s;,]+)/)
      .map((source) => {
        const [, scheme = "", host, port, path = ""] =
          /^(?:([a-z]+):\/\/)?((?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::(\d+|\*))?(\/.*)?$/i.exec(source) ?? [];
        const place = host === undefined ? null : this.#place(scheme || "https", host, port);
        if (place === null) return source;
        return `${scheme && `${scheme}://`}${place}${path && this.#folder.slice(0, -1)}${path}`;
      })
      .join("");
  }

  #cookies(jars) {
    return Object.fromEntries(
      Object.entries(jars).map(([origin, lines]) => [
        this.#text(origin),
        [lines].flat().map((line) => {
          const moved = this.#cookie(line);
          return /;\s*path\s*=/i.test(moved) ? moved : `${moved}; Path=${this.#folder.slice(0, -1)}`;
        }),
      ]),
    );
  }

  #cookie(line) {
    return line
      .replace(/(;\s*path\s*=\s*)\/([^;]*)/i, (_all, key, path) =>
        `${key}${this.#folder}${path}`.replace(/\/(?=\s*$)/, ""),
      )
      .replace(/(;\s*domain\s*=\s*\.?)([^;\s]+)/i, (all, key, domain) => {
        const { hosts, sites } = this.#places;
        const name = domain.toLowerCase();
        const moved = hosts.get(name) ?? sites.get(name)?.apex;
        return moved === undefined ? all : `${key}${this.#remember(moved, name)}`;
      });
  }

  /** In the case's own words. */
  told(value) {
    if (typeof value === "string") return this.#toldText(value);
    if (Array.isArray(value)) return value.map((each) => this.told(each));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.told(each)]));
  }

  #toldText(text) {
    const folder = this.#folder.slice(0, -1);
    const own = text
      .replaceAll(
        /(?:\b(https?|wss?):\/\/)?((?:\*\.)?(?:[a-z0-9-]+\.)+test)(?::(\d+|\*))?(?![\w.-])/gi,
        (all, scheme, host, port) => {
          const original = this.#originals.get(`${host}${port === undefined ? "" : `:${port}`}`.toLowerCase());
          if (original === undefined) return all;
          const spelled = host === host.toLowerCase() ? original : original.toUpperCase();
          return `${scheme === undefined ? "" : `${this.#inClear && scheme === "http" ? "https" : scheme}://`}${spelled}`;
        },
      )
      .replaceAll(new RegExp(`${folder.replaceAll(".", "\\.")}(?![\\w.-])`, "g"), "");
    return this.#opened === null ? own : own.replaceAll(this.#opened.opened, this.#opened.ofScripts);
  }
}
