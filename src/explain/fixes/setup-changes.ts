import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import { getHeader } from "../../core/infrastructure/header-list.js";
import type { Api } from "../../core/infrastructure/request.js";
import { DEFAULT_SETUP, type Setup } from "../../core/infrastructure/setup.js";
import { isRedirectStatus } from "../../core/infrastructure/status.js";
import { parseUrl, type UrlRecord } from "../../core/infrastructure/url-record.js";
import type { Choice } from "./answer-changes.js";
import type { SetupChange } from "./change.js";

type Maker = (given: Given) => SetupChange | readonly SetupChange[] | null;

interface Given {
  readonly setup: Setup;
  readonly outcome: FetchOutcome;
  readonly page: Page;
  /** What page code asked for; null: no URL. */
  readonly url: UrlRecord | null;
}

/** Everything that page code could do differently, what costs it least first. Which of it helps is for the model to say. */
export function setupChanges(outcome: FetchOutcome, setup: Setup, page: Page): readonly Choice<SetupChange>[] {
  const given: Given = { setup, outcome, page, url: parseUrl(setup.url, page.baseUrl) };
  const made = MAKERS.flatMap((make) => make(given) ?? []);
  return made.map((change) => [change]);
}

/** A slip of the pen: nothing is lost by mending it. */
const SLIPS: readonly Maker[] = [
  ({ setup: { method } }) => {
    const upper = method.toUpperCase();
    return upper === method
      ? null
      : { at: "setup", code: "method-upper-case", set: { method: upper }, values: { method, value: upper } };
  },
  ({ outcome: { failure }, setup }) => {
    const member = failure?.member;
    if (member === undefined || !(member in DEFAULT_SETUP)) return null;
    const value = DEFAULT_SETUP[member as keyof Setup];
    if (setup[member as keyof Setup] === value) return null;
    return { at: "setup", code: "default-member", set: { [member]: value }, values: { member, value: String(value) } };
  },
  ({ setup: { duplex } }) => (duplex === null ? { at: "setup", code: "duplex-half", set: { duplex: "half" } } : null),
  ({ url, setup }) => {
    if (url === null || (url.username === "" && url.password === "")) return null;
    const bare = `${url.origin}${url.path}${url.query}${url.fragment}`;
    return setup.url === bare
      ? null
      : { at: "setup", code: "no-userinfo", set: { url: bare }, values: { value: bare } };
  },
  ({ setup: { headers } }) =>
    namesIn(headers)
      .filter(isNeedless)
      .map((name) => ({ at: "setup", code: "needless-header", drop: [name], values: { header: name } })),
  ({ outcome: { failure } }) =>
    failure?.actual !== undefined && failure.reason === "integrity-mismatch"
      ? { at: "setup", code: "fix-integrity", set: { integrity: failure.actual }, values: { value: failure.actual } }
      : null,
];

/** Another way to the same answer. */
const DETOURS: readonly Maker[] = [
  ({ url, page, outcome: { failure } }) => {
    // Where the page is not of https, it is no matter of CORS.
    const isWanted = page.url.scheme === "https" || failure?.member === "secure-context";
    if (url?.scheme !== "http" || !isWanted) return null;
    const moved = { from: url.origin, to: `https://${url.host}` };
    const secure = `${moved.to}${url.path}${url.query}`;
    return { at: "setup", code: "use-https", set: { url: secure }, moved, values: { url: url.href, value: secure } };
  },
  ({ url, outcome: { failure } }) => {
    if (url === null || url.port === null || failure?.port !== url.port) return null;
    const moved = { from: url.origin, to: `${url.scheme}://${url.hostname}` };
    const other = `${moved.to}${url.path}${url.query}`;
    return { at: "setup", code: "other-port", set: { url: other }, moved, values: { value: other } };
  },
  ({ outcome }) => {
    const last = outcome.exchanges.at(-1);
    if (last === undefined || !last.received.ok || !isRedirectStatus(last.received.status)) return null;
    const location = getHeader("location", last.received.headers);
    const target = location === null ? null : parseUrl(location, last.sent.url);
    if (target === null || !target.isHttp) return null;
    const value = `${target.origin}${target.path}${target.query}`;
    return { at: "setup", code: "final-url", set: { url: value }, values: { value } };
  },
  ({ setup }) =>
    setup.redirect === "follow" ? null : { at: "setup", code: "follow-redirects", set: { redirect: "follow" } },
  ({ setup: { api, mode }, page }) =>
    api !== "fetch" || mode === "cors"
      ? null
      : { at: "setup", code: "use-cors", set: { mode: "cors" }, values: { origin: page.origin.serialized } },
  ({ setup: { api, crossorigin } }) =>
    crossorigin === null && WITH_ATTRIBUTE.has(api)
      ? { at: "setup", code: "crossorigin", set: { crossorigin: "anonymous" }, values: { value: "anonymous" } }
      : null,
  ({ setup: { body } }) =>
    body?.type === "stream" ? { at: "setup", code: "buffered-body", set: { body: { ...body, type: "bytes" } } } : null,
  ({ setup: { cache } }) =>
    cache === "only-if-cached" ? { at: "setup", code: "default-cache", set: { cache: "default" } } : null,
  ({ setup: { cache, api } }) =>
    cache === "default" && api === "fetch" ? { at: "setup", code: "past-the-cache", set: { cache: "reload" } } : null,
  ({ setup: { keepalive } }) => (keepalive ? { at: "setup", code: "no-keepalive", set: { keepalive: false } } : null),
];

/** It does without something; whether it can is for its author to know. */
const SACRIFICES: readonly Maker[] = [
  ({ setup: { api, uploadListeners } }) =>
    api !== "xhr" || uploadListeners.length === 0
      ? null
      : { at: "setup", code: "no-upload-listeners", set: { uploadListeners: [] }, values: { names: uploadListeners } },
  ({ setup: { headers, body } }) => {
    const type = headers.find(([name]) => name.toLowerCase() === "content-type");
    if (type !== undefined) {
      if (body === null)
        return { at: "setup", code: "needless-header", drop: ["content-type"], values: { header: "content-type" } };
      return {
        at: "setup",
        code: "safelisted-type",
        headers: [[type[0], "text/plain"]],
        values: { value: "text/plain", type: type[1] },
      };
    }
    if (body === null || body.contentType === null) return null;
    const plain = { ...body, contentType: "text/plain" };
    return {
      at: "setup",
      code: "safelisted-type",
      set: { body: plain },
      values: { value: "text/plain", type: body.contentType },
    };
  },
  ({ setup: { headers } }) =>
    namesIn(headers)
      .filter((name) => name !== "content-type" && !isNeedless(name))
      .map((name) => ({ at: "setup", code: "drop-header", drop: [name], values: { header: name } })),
  ({ setup: { api, credentials, withCredentials, crossorigin } }) => {
    if (api === "fetch") {
      return credentials === "include"
        ? { at: "setup", code: "omit-credentials", set: { credentials: "omit" }, values: { value: "omit" } }
        : null;
    }
    if (api === "xhr" || api === "eventsource") {
      return withCredentials
        ? { at: "setup", code: "omit-credentials", set: { withCredentials: false }, values: { value: "false" } }
        : null;
    }
    return crossorigin?.toLowerCase() === "use-credentials"
      ? { at: "setup", code: "omit-credentials", set: { crossorigin: "anonymous" }, values: { value: "anonymous" } }
      : null;
  },
  ({ setup: { body, method } }) =>
    body === null || !/^(get|head)$/i.test(method)
      ? null
      : { at: "setup", code: "no-body", set: { body: null }, values: { method } },
  ({ setup: { integrity } }) =>
    integrity === "" ? null : { at: "setup", code: "no-integrity", set: { integrity: "" } },
  ({ url, page }) => {
    const isForeign =
      url?.isHttp === true && !page.origin.opaque && page.url.isHttp && url.origin !== page.origin.serialized;
    if (!isForeign) return null;
    const value = `${page.origin.serialized}${url.path}${url.query}`;
    const moved = { from: url.origin, to: page.origin.serialized, path: `${url.path}${url.query}` };
    return { at: "setup", code: "proxy", set: { url: value }, moved, values: { url: url.href, value } };
  },
  ({ setup: { api, mode } }) =>
    api === "fetch" && mode === "cors" ? { at: "setup", code: "no-cors", set: { mode: "no-cors" } } : null,
];

const MAKERS: readonly Maker[] = [...SLIPS, ...DETOURS, ...SACRIFICES];

const WITH_ATTRIBUTE: ReadonlySet<Api> = new Set([
  "img",
  "webgl-texture",
  "script",
  "stylesheet",
  "video",
  "audio",
  "track",
]);

function namesIn(headers: Setup["headers"]): string[] {
  return [...new Set(headers.map(([name]) => name.toLowerCase()))];
}

/** What only a server says, or what no server looks at: it does nothing in a request but ask for permission. */
function isNeedless(name: string): boolean {
  return name.startsWith("access-control-") || name === "x-requested-with";
}
