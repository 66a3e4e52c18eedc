import type { ReadCase } from "../../src/cases/case.js";
import type { Page } from "../../src/page/page.js";
import type { AutoClock } from "./auto-clock.js";

type Setup = ReadCase["setup"];

const EVENTS = ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"] as const;

/** What page code saw of it. */
export interface Seen {
  readonly events?: readonly string[];
  readonly error?: { readonly name: string; readonly message: string };
  readonly [fact: string]: unknown;
}

/** Does on a page what a case's setup says, by the page's own API. */
export function runSetup(page: Page, setup: Setup, clock: AutoClock): Promise<Seen> {
  switch (setup.api) {
    case "fetch":
      return runFetch(page, setup, clock);
    case "xhr":
      return runXhr(page, setup, clock);
    case "eventsource":
      return runEventSource(page, setup);
    case "beacon":
      return runBeacon(page, setup);
    case "img":
      return page.loadImage(setup.url, setup).then(({ verdict: _, ...element }) => ({ element }));
    default:
      throw new Error(`the page has no ${setup.api}`);
  }
}

async function runFetch(page: Page, setup: Setup, clock: AutoClock): Promise<Seen> {
  const controller = new AbortController();
  if (setup.abortAfter !== null) {
    if (setup.abortAfter === 0) controller.abort();
    else clock.after(setup.abortAfter * 1000, () => controller.abort());
  }
  const { method, headers, mode, credentials, redirect, cache, referrer, referrerPolicy, keepalive, integrity } = setup;
  const members = { headers, mode, credentials, redirect, cache, referrer, referrerPolicy, keepalive, integrity };
  const init = {
    ...members,
    ...(method === undefined ? {} : { method }),
    ...(setup.body === null ? {} : { body: bodyOf(setup.body) }),
    ...(setup.duplex === null ? {} : { duplex: setup.duplex }),
    ...(setup.abortAfter === null ? {} : { signal: controller.signal }),
  };
  try {
    const response = await page.fetch(setup.url, init);
    const { type, status, statusText, url, redirected } = response;
    return {
      settles: "resolves",
      response: { type, status, statusText, url, redirected, headers: [...response.headers] },
    };
  } catch (error) {
    return { settles: "rejects", error: errorOf(error) };
  }
}

async function runXhr(page: Page, setup: Setup, clock: AutoClock): Promise<Seen> {
  const xhr = new page.XMLHttpRequest();
  const events: string[] = [];
  xhr.addEventListener("readystatechange", () => events.push(`readystatechange ${xhr.readyState}`));
  for (const type of EVENTS) xhr.addEventListener(type, () => events.push(type));
  for (const type of setup.uploadListeners) xhr.upload.addEventListener(type, () => events.push(`upload.${type}`));
  const view = () => ({
    readyState: xhr.readyState,
    status: xhr.status,
    statusText: xhr.statusText,
    responseURL: xhr.responseURL,
    getAllResponseHeaders: xhr.getAllResponseHeaders(),
  });
  try {
    xhr.timeout = setup.timeout;
    xhr.responseType = setup.responseType;
    if (setup.withCredentials) xhr.withCredentials = true;
    xhr.open(setup.method ?? "GET", setup.url, setup.async);
    for (const [name, value] of setup.headers) xhr.setRequestHeader(name, value);
    const ended = new Promise<Seen>((resolve) => {
      xhr.addEventListener("loadend", () => resolve({ events, xhr: view() }));
    });
    xhr.send(setup.body === null ? null : bodyOf(setup.body));
    if (setup.abortAfter !== null) {
      if (setup.abortAfter === 0) xhr.abort();
      else clock.after(setup.abortAfter * 1000, () => xhr.abort());
    }
    return setup.async ? await ended : { events, xhr: view() };
  } catch (error) {
    return { settles: "throws", error: errorOf(error), events, xhr: view() };
  }
}

async function runEventSource(page: Page, setup: Setup): Promise<Seen> {
  const events: string[] = [];
  try {
    const source = new page.EventSource(setup.url, { withCredentials: setup.withCredentials });
    await new Promise<void>((resolve) => {
      source.onopen = () => events.push("open");
      source.onmessage = () => {
        events.push("message");
        resolve();
      };
      source.onerror = () => {
        events.push(`error ${source.readyState}`);
        resolve();
      };
    });
    source.close();
  } catch (error) {
    return { settles: "throws", error: errorOf(error), events };
  }
  return { events };
}

async function runBeacon(page: Page, setup: Setup): Promise<Seen> {
  const ended = new Promise((resolve) => page.on("verdict", resolve));
  try {
    const sent = page.navigator.sendBeacon(setup.url, setup.body === null ? null : bodyOf(setup.body));
    await ended;
    return { settles: sent ? "resolves" : "rejects" };
  } catch (error) {
    return { settles: "throws", error: errorOf(error) };
  }
}

function bodyOf({ type, value, contentType }: NonNullable<Setup["body"]>): unknown {
  switch (type) {
    case "text":
      return value;
    case "urlencoded":
      return new URLSearchParams(value);
    case "formdata": {
      const form = new FormData();
      for (const [name, text] of new URLSearchParams(value)) form.append(name, text);
      return form;
    }
    case "blob":
      return new Blob([value], { type: contentType ?? "" });
    case "bytes":
      return new TextEncoder().encode(value);
    case "stream":
      return new Blob([value]).stream();
  }
}

function errorOf(error: unknown): { name: string; message: string } {
  if (error instanceof Error) return { name: error.name, message: error.message };
  throw error;
}
