import type { ReadCase } from "../cases/case.js";
import type { Apis, BodyClasses, EventSourceLike, ResponseLike, XhrLike } from "./apis.js";
import type { Seen } from "./seen.js";

type Setup = ReadCase["setup"];

const SECONDS = 1000;
const BEACON_PATIENCE = 400;
/** Characters of a body that are kept. */
const MOST_TEXT = 200;
const EVENTS = ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"];
const MEMBERS = ["mode", "credentials", "redirect", "cache", "referrer", "referrerPolicy", "keepalive", "integrity"];

/** Does what a setup says with the APIs of a page, and tells what script could see. */
export function perform(apis: Apis, setup: Setup): Promise<Seen> {
  switch (setup.api) {
    case "fetch":
      return viaFetch(apis, setup);
    case "xhr":
      return viaXhr(apis, setup);
    case "eventsource":
      return viaEventSource(apis, setup);
    case "beacon":
      return viaBeacon(apis, setup);
    default:
      throw new Error(`no script calls ${setup.api}`);
  }
}

async function viaFetch(apis: Apis, setup: Setup): Promise<Seen> {
  const { method, headers, duplex, abortAfter } = setup;
  const init: Record<string, unknown> = method === undefined ? {} : { method };
  if (headers.length > 0) init["headers"] = headers;
  // What the setup leaves at its default the code does not name: some clients know no default of their own.
  for (const member of MEMBERS) {
    const value = setup[member as keyof Setup];
    if (value !== DEFAULTS[member as keyof typeof DEFAULTS]) init[member] = value;
  }
  if (setup.body !== null) init["body"] = bodyOf(apis, setup.body);
  if (setup.body?.type === "stream" && duplex !== null) init["duplex"] = duplex;
  if (abortAfter !== null) {
    const controller = new (apis.AbortController ?? AbortController)();
    init["signal"] = controller.signal;
    if (abortAfter === 0) controller.abort();
    else setTimeout(() => controller.abort(), abortAfter * SECONDS);
  }
  let response: ResponseLike;
  try {
    response = await apis.fetch!(setup.url, init);
  } catch (error) {
    return { settles: "rejects", outcome: "rejected", error: errorOf(error) };
  }
  const { type, status, statusText, url, redirected } = response;
  const isHidden = type === "opaque" || type === "opaqueredirect";
  const read: Pick<Seen, "body" | "bodyError"> = await response.text().then(
    (text) => ({ body: text.slice(0, MOST_TEXT) }),
    (error: unknown) => ({ bodyError: errorOf(error) }),
  );
  const pairs = [...response.headers].map(([name, value]) => [name, value] as const);
  return {
    settles: "resolves",
    outcome: isHidden ? "opaque" : "allowed",
    response: {
      type,
      status,
      statusText,
      url,
      redirected,
      headers: pairs,
      bodyReadable: !isHidden && read.body !== undefined,
    },
    ...read,
  };
}

const DEFAULTS = {
  mode: "cors",
  credentials: "same-origin",
  redirect: "follow",
  cache: "default",
  referrer: "about:client",
  referrerPolicy: "",
  keepalive: false,
  integrity: "",
};

function viaXhr(apis: Apis, setup: Setup): Promise<Seen> {
  return new Promise((resolve) => {
    const xhr = new apis.XMLHttpRequest!();
    const events: string[] = [];
    let call = "open";
    const finish = (ending: Seen) => {
      const view = viewOf(xhr);
      const response = ending.outcome === "allowed" ? { response: responseOf(view) } : {};
      resolve({ ...ending, ...response, xhr: view, events });
    };
    xhr.addEventListener("readystatechange", () => events.push(`readystatechange ${xhr.readyState}`));
    for (const type of EVENTS) xhr.addEventListener(type, () => events.push(type));
    xhr.addEventListener("loadend", () => {
      if (!setup.async) return;
      finish(events.includes("load") ? LOADED : FAILED);
    });
    try {
      xhr.timeout = setup.timeout;
      if (setup.responseType !== "") xhr.responseType = setup.responseType;
      xhr.open(setup.method ?? "GET", setup.url, setup.async);
      call = "withCredentials";
      if (setup.withCredentials) xhr.withCredentials = true;
      call = "setRequestHeader";
      for (const [name, value] of setup.headers) xhr.setRequestHeader(name, value);
      for (const type of setup.uploadListeners) xhr.upload.addEventListener(type, () => events.push(`upload.${type}`));
      call = "send";
      if (setup.body === null) xhr.send();
      else xhr.send(bodyOf(apis, setup.body));
      if (setup.abortAfter === 0) xhr.abort();
      else if (setup.abortAfter !== null) setTimeout(() => xhr.abort(), setup.abortAfter * SECONDS);
      if (!setup.async) finish(xhr.readyState === 4 ? LOADED : IGNORED);
    } catch (error) {
      finish({ settles: "throws", outcome: "rejected", thrownBy: call, error: errorOf(error) });
    }
  });
}

const LOADED: Seen = { settles: "resolves", outcome: "allowed" };
const FAILED: Seen = { settles: "rejects", outcome: "rejected" };
/** send() returned, and nothing came of it. */
const IGNORED: Seen = { settles: "resolves", outcome: "rejected" };

function viewOf(xhr: XhrLike): NonNullable<Seen["xhr"]> {
  const { readyState, status, statusText, responseURL } = xhr;
  return { readyState, status, statusText, responseURL, getAllResponseHeaders: xhr.getAllResponseHeaders() ?? "" };
}

function responseOf({ status, statusText, responseURL, getAllResponseHeaders }: NonNullable<Seen["xhr"]>) {
  const headers = getAllResponseHeaders
    .split("\r\n")
    .filter((line) => line !== "")
    .map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
  return { status, statusText, url: responseURL, headers };
}

function viaEventSource(apis: Apis, setup: Setup): Promise<Seen> {
  return new Promise((resolve) => {
    const events: string[] = [];
    let source: EventSourceLike;
    try {
      source = new apis.EventSource!(setup.url, { withCredentials: setup.withCredentials });
    } catch (error) {
      resolve({ settles: "throws", outcome: "rejected", thrownBy: "EventSource", error: errorOf(error), events });
      return;
    }
    const end = () => {
      source.close();
      resolve({ ...(events.includes("open") ? LOADED : FAILED), events });
    };
    source.onopen = () => events.push("open");
    source.onmessage = () => {
      events.push("message");
      end();
    };
    source.onerror = () => {
      events.push(`error ${source.readyState}`);
      end();
    };
  });
}

async function viaBeacon(apis: Apis, setup: Setup): Promise<Seen> {
  const { navigator } = apis;
  try {
    const body = setup.body === null ? undefined : bodyOf(apis, setup.body);
    const isQueued = navigator!.sendBeacon!(setup.url, body);
    await new Promise((resolve) => setTimeout(resolve, BEACON_PATIENCE));
    return { settles: isQueued ? "resolves" : "rejects", outcome: null };
  } catch (error) {
    return { settles: "throws", outcome: null, thrownBy: "sendBeacon", error: errorOf(error) };
  }
}

function bodyOf(apis: Apis, { type, value, contentType }: NonNullable<Setup["body"]>): unknown {
  const classes: BodyClasses = { FormData, Blob, URLSearchParams, ReadableStream, AbortController, ...own(apis) };
  const bytes = new TextEncoder().encode(value);
  switch (type) {
    case "text":
      return value;
    case "urlencoded":
      return new classes.URLSearchParams(value);
    case "formdata": {
      const form = new classes.FormData();
      for (const [name, text] of new URLSearchParams(value)) form.append(name, text);
      return form;
    }
    case "blob":
      return new classes.Blob([value], contentType === null ? {} : { type: contentType });
    case "bytes":
      return bytes;
    case "stream":
      return new classes.ReadableStream({
        start(controller) {
          if (bytes.length > 0) controller.enqueue(bytes);
          controller.close();
        },
      });
  }
}

function own(apis: Apis): Partial<BodyClasses> {
  const names = ["FormData", "Blob", "URLSearchParams", "ReadableStream"] as const;
  return Object.fromEntries(names.filter((name) => apis[name] !== undefined).map((name) => [name, apis[name]]));
}

/** As it crosses to another realm or process. */
export function errorOf(error: unknown): { name: string; message: string } {
  const { name, message } = (error ?? {}) as { name?: unknown; message?: unknown };
  return { name: String(name), message: String(message) };
}
