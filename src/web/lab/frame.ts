import type { Setup } from "../model/edit.js";
import type { FrameMessage, Observation, PerformMessage } from "./messages.js";

/** Runs in the page of a case, on an origin of the lab: does what the case's code does with the browser's real APIs. */

const pairsOf = (headers: Headers): [string, string][] => [...headers].map(([name, value]) => [name, value]);
const errorOf = (error: unknown) => {
  const { name, message } = error as Error;
  return { name: String(name), message: String(message) };
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const SECOND = 1000;

function bodyOf(body: Setup["body"]): BodyInit | undefined {
  if (body === null) return undefined;
  const { type, value, contentType } = body;
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
      return new Blob([value], contentType === null ? {} : { type: contentType });
    case "bytes":
      return new TextEncoder().encode(value);
    case "stream":
      return new ReadableStream({
        start(controller) {
          if (value !== "") controller.enqueue(new TextEncoder().encode(value));
          controller.close();
        },
      });
  }
}

async function viaFetch(setup: Setup): Promise<Observation> {
  const { method, headers, mode, credentials, redirect, cache, referrer, referrerPolicy, keepalive, integrity } = setup;
  const init: Record<string, unknown> = { headers, mode, credentials, redirect, cache, referrer, referrerPolicy };
  if (method !== undefined) init["method"] = method;
  if (keepalive) init["keepalive"] = true;
  if (integrity !== "") init["integrity"] = integrity;
  const body = bodyOf(setup.body);
  if (body !== undefined) init["body"] = body;
  if (setup.body?.type === "stream" && setup.duplex !== null) init["duplex"] = setup.duplex;
  if (setup.abortAfter !== null) {
    const controller = new AbortController();
    init["signal"] = controller.signal;
    setTimeout(() => controller.abort(), setup.abortAfter * SECOND);
  }
  let response: Response;
  try {
    response = await fetch(setup.url, init as RequestInit);
  } catch (error) {
    return { settles: "rejects", outcome: "rejected", error: errorOf(error) };
  }
  const isHidden = response.type === "opaque" || response.type === "opaqueredirect";
  const isRead = await response.text().then(
    () => true,
    () => false,
  );
  const { type, status, statusText, url, redirected } = response;
  return {
    settles: "resolves",
    outcome: isHidden ? "opaque" : "allowed",
    response: {
      type,
      status,
      statusText,
      url,
      redirected,
      headers: pairsOf(response.headers),
      bodyReadable: isRead && !isHidden,
    },
  };
}

const PROGRESS = ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"];

function viaXhr(setup: Setup): Promise<Observation> {
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    const events: string[] = [];
    let call = "open";
    const finish = (end: Pick<Observation, "settles" | "outcome" | "thrownBy" | "error">) => {
      const lines = xhr.getAllResponseHeaders().split("\r\n").filter(Boolean);
      const headers = lines.map((line): [string, string] => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon), line.slice(colon + 1).trim()];
      });
      const { status, statusText, responseURL: url } = xhr;
      const response = { status, statusText, url, headers };
      resolve({ ...end, events, ...(end.outcome === "allowed" ? { response } : {}) });
    };
    xhr.addEventListener("readystatechange", () => events.push(`readystatechange ${xhr.readyState}`));
    for (const type of PROGRESS) xhr.addEventListener(type, () => events.push(type));
    xhr.addEventListener("loadend", () => {
      if (!setup.async) return;
      const isLoaded = events.includes("load");
      finish(isLoaded ? { settles: "resolves", outcome: "allowed" } : { settles: "rejects", outcome: "rejected" });
    });
    try {
      if (setup.timeout > 0) xhr.timeout = setup.timeout;
      if (setup.responseType !== "") xhr.responseType = setup.responseType as XMLHttpRequestResponseType;
      xhr.open(setup.method ?? "GET", setup.url, setup.async);
      call = "withCredentials";
      if (setup.withCredentials) xhr.withCredentials = true;
      call = "setRequestHeader";
      for (const [name, value] of setup.headers) xhr.setRequestHeader(name, value);
      for (const type of setup.uploadListeners) {
        xhr.upload.addEventListener(type, () => events.push(`upload.${type}`));
      }
      if (setup.abortAfter !== null) setTimeout(() => xhr.abort(), setup.abortAfter * SECOND);
      call = "send";
      xhr.send(bodyOf(setup.body) as XMLHttpRequestBodyInit | undefined);
      if (!setup.async) finish({ settles: "resolves", outcome: "allowed" });
    } catch (error) {
      finish({ settles: "throws", outcome: "rejected", thrownBy: call, error: errorOf(error) });
    }
  });
}

function viaEventSource({ url, withCredentials }: Setup): Promise<Observation> {
  return new Promise((resolve) => {
    const events: string[] = [];
    let source: EventSource;
    try {
      source = new EventSource(url, { withCredentials });
    } catch (error) {
      resolve({ settles: "throws", outcome: "rejected", thrownBy: "EventSource", error: errorOf(error), events });
      return;
    }
    const end = (event: string) => {
      events.push(event);
      source.close();
      const isOpened = events.includes("open");
      resolve({ settles: isOpened ? "resolves" : "rejects", outcome: isOpened ? "allowed" : "rejected", events });
    };
    source.addEventListener("open", () => events.push("open"));
    source.addEventListener("message", () => end("message"));
    source.addEventListener("error", () => end(`error ${source.readyState}`));
  });
}

async function viaBeacon({ url, body }: Setup): Promise<Observation> {
  try {
    const isSent = navigator.sendBeacon(url, bodyOf(body));
    // Nothing tells when it has left.
    await pause(400);
    return { settles: isSent ? "resolves" : "rejects", outcome: null };
  } catch (error) {
    return { settles: "throws", outcome: null, thrownBy: "sendBeacon", error: errorOf(error) };
  }
}

const loaded = (isReadable: boolean, element: Readonly<Record<string, unknown>>): Observation => ({
  settles: "resolves",
  outcome: isReadable ? "allowed" : "opaque",
  element: { loads: true, ...element },
});

function viaElement(
  element: HTMLElement & { integrity?: string },
  { crossorigin, integrity }: Setup,
  start: () => void,
  look: () => Observation,
): Promise<Observation> {
  return new Promise((resolve) => {
    if (crossorigin !== null) element.setAttribute("crossorigin", crossorigin);
    if (integrity !== "") element.integrity = integrity;
    element.addEventListener("error", () =>
      resolve({ settles: "rejects", outcome: "rejected", element: { loads: false } }),
    );
    element.addEventListener("load", () => resolve(look()));
    start();
  });
}

function viaImage(setup: Setup): Promise<Observation> {
  const image = new Image();
  const start = () => {
    image.src = setup.url;
  };
  return viaElement(image, setup, start, () => {
    const context = document.createElement("canvas").getContext("2d")!;
    try {
      context.drawImage(image, 0, 0);
      context.getImageData(0, 0, 1, 1);
      return loaded(true, { canvas: "readable" });
    } catch {
      return loaded(false, { canvas: "tainted" });
    }
  });
}

function viaStylesheet(setup: Setup): Promise<Observation> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  const start = () => {
    link.href = setup.url;
    document.head.append(link);
  };
  return viaElement(link, setup, start, () => {
    try {
      return loaded(link.sheet!.cssRules.length >= 0, { cssRules: "readable" });
    } catch (error) {
      return loaded(false, { cssRules: errorOf(error).name });
    }
  });
}

/** What a script shows of its errors is seen only if it has some; that it loads is all that is told. */
function viaScript(setup: Setup, type: string): Promise<Observation> {
  const script = document.createElement("script");
  if (type !== "") script.type = type;
  const start = () => {
    script.src = setup.url;
    document.head.append(script);
  };
  return viaElement(script, setup, start, () => ({ settles: "resolves", outcome: null, element: { loads: true } }));
}

async function viaFont({ url }: Setup): Promise<Observation> {
  try {
    await new FontFace("Lab", `url(${JSON.stringify(url)})`).load();
    return loaded(true, {});
  } catch (error) {
    return { settles: "rejects", outcome: "rejected", error: errorOf(error), element: { loads: false } };
  }
}

function perform(setup: Setup): Promise<Observation> {
  switch (setup.api) {
    case "xhr":
      return viaXhr(setup);
    case "eventsource":
      return viaEventSource(setup);
    case "beacon":
      return viaBeacon(setup);
    case "img":
      return viaImage(setup);
    case "stylesheet":
      return viaStylesheet(setup);
    case "script":
      return viaScript(setup, "");
    case "module-script":
      return viaScript(setup, "module");
    case "font":
      return viaFont(setup);
    default:
      return viaFetch(setup);
  }
}

const tell = (message: FrameMessage) => parent.postMessage(message, "*");

addEventListener("message", async ({ source, data }: MessageEvent<PerformMessage>) => {
  if (source !== parent || data.perform === undefined) return;
  const never = pause(data.patience).then((): Observation => ({ settles: "never", outcome: "rejected" }));
  tell({ observed: await Promise.race([perform(data.perform), never]) });
});
tell({ ready: true });
