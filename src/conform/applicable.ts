import { pageOf } from "../cases/browser.js";
import type { ReadCase } from "../cases/case.js";
import { REACHED_THE_SERVER } from "../core/fetching/exchange-log.js";
import { CLIENT_APIS, type ClientPage, PAGE_FEATURES } from "./client.js";
import type { Abilities } from "./messages.js";

/** A case in which nothing happens for longer is not put to a client whose clock can't be moved. */
const LONGEST_WAIT = 4;
const LONGEST_DELAY = 3;

/** Why a case can't be put to a client; null: it can. */
export function whyNotApplicable(given: ReadCase, { apis, features, waits }: Abilities): string | null {
  const setups = [given.setup, ...given.then];
  for (const { api } of setups) {
    if (!(CLIENT_APIS as readonly string[]).includes(api)) return `API ${api}`;
    if (!(apis as readonly string[]).includes(api)) return `API ${api}`;
  }
  for (const feature of PAGE_FEATURES) {
    if (isUsed(given.page, feature) && !features.includes(feature)) return `page ${feature}`;
  }
  if (!/^https?:/.test(given.page.url) && !features.includes("extensionPermissions")) return "page of another scheme";
  for (const { via, http, addressSpace, clientCertificate, respond } of given.server) {
    if (via !== "network") return via === "service-worker" ? "service worker" : "HTTP cache";
    if (http !== "1.1") return "HTTP/2";
    if (addressSpace !== null) return "address space";
    if (clientCertificate === true) return "client certificate";
    // Whoever listens takes the connection, and can but close it; an upload notices.
    const isTaken = respond.error === undefined || REACHED_THE_SERVER.has(respond.error);
    if (!isTaken && setups.some(({ uploadListeners }) => uploadListeners.length > 0))
      return "connection that is not taken";
    if (respond.delay > LONGEST_DELAY) return "waits too long";
    if (respond.status !== undefined && respond.status < 200) return "status 1xx";
  }
  const waited = given.then.reduce((sum, { after }) => sum + after, 0);
  if (!waits && waited > LONGEST_WAIT) return "waits too long";
  return null;
}

function isUsed(page: ReadCase["page"], feature: (typeof PAGE_FEATURES)[number]): boolean {
  const value = page[feature];
  switch (feature) {
    case "opaque":
      return value === true;
    case "thirdPartyCookies":
      return value === "block";
    case "coep":
      return value !== "unsafe-none";
    case "referrerPolicy":
      return value !== "";
    case "csp":
    case "addressSpace":
      return value !== null;
    default:
      return Object.keys(value as object).length > 0;
  }
}

export function clientPageOf(page: ReadCase["page"]): ClientPage {
  return { ...page, origin: pageOf(page).origin.serialized };
}
