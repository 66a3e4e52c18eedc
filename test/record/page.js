/**
 * Runs in the tested page (and in its frames and workers): performs the steps that the page
 * carries, one after the other, and keeps what script could see of each in `recorded`.
 */
(() => {
  const errorText = (error) => `${error.name}: ${error.message}`;
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  function bodyOf(step) {
    if (step.body === undefined) return undefined;
    if (step.bodyType === "blob") return new Blob([step.body], { type: step.contentType });
    if (step.bodyType === "urlencoded") return new URLSearchParams(step.body);
    if (step.bodyType === "formdata") {
      const form = new FormData();
      for (const [name, value] of new URLSearchParams(step.body)) form.append(name, value);
      return form;
    }
    return step.body;
  }

  async function viaFetch(step) {
    const init = {};
    for (const key of [
      "method",
      "headers",
      "mode",
      "credentials",
      "redirect",
      "cache",
      "keepalive",
      "referrerPolicy",
      "integrity",
    ]) {
      if (step[key] !== undefined) init[key] = step[key];
    }
    const body = bodyOf(step);
    if (body !== undefined) init.body = body;
    if (step.abortAfter !== undefined) {
      const controller = new AbortController();
      init.signal = controller.signal;
      setTimeout(() => controller.abort(), step.abortAfter * 1000);
    }
    try {
      const response = await fetch(step.url, init);
      const readable = response.type === "basic" || response.type === "cors" || response.type === "default";
      if (readable) await response.text();
      return {
        outcome: readable ? "allowed" : "opaque",
        status: response.status,
        type: response.type,
        responseURL: response.url,
        redirected: response.redirected,
        visible: Object.fromEntries(response.headers),
      };
    } catch (error) {
      return { outcome: "rejected", error: errorText(error) };
    }
  }

  function viaXhr(step) {
    return new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      const events = [];
      xhr.onreadystatechange = () => events.push(`readystatechange ${xhr.readyState}`);
      for (const type of ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"]) {
        xhr.addEventListener(type, () => events.push(type));
      }
      for (const type of step.uploadListeners ?? []) {
        xhr.upload.addEventListener(type, () => events.push(`upload.${type}`));
      }
      xhr.onloadend = () => {
        const lines = xhr.getAllResponseHeaders().split("\r\n").filter(Boolean);
        const visible = Object.fromEntries(
          lines.map((line) => [line.split(": ")[0], line.slice(line.indexOf(": ") + 2)]),
        );
        const loaded = events.includes("load");
        resolve({
          outcome: loaded ? "allowed" : "rejected",
          status: xhr.status,
          ...(loaded && { responseURL: xhr.responseURL, visible }),
          events,
        });
      };
      try {
        xhr.open(step.method ?? "GET", step.url);
        xhr.withCredentials = step.withCredentials ?? false;
        if (step.timeout) xhr.timeout = step.timeout;
        for (const [name, value] of step.headers ?? []) xhr.setRequestHeader(name, value);
        xhr.send(bodyOf(step) ?? null);
        if (step.abortAfter !== undefined) setTimeout(() => xhr.abort(), step.abortAfter * 1000);
      } catch (error) {
        resolve({ outcome: "rejected", error: errorText(error), events });
      }
    });
  }

  /** more.js adds to these. */
  const APIS = { fetch: viaFetch, xhr: viaXhr };
  self.recorder = { APIS, bodyOf, errorText, pause };

  async function perform(step) {
    if (step.wait) await pause(step.wait * 1000);
    const start = Date.now();
    const seen = step.context ? await self.recorder.performElsewhere(step) : await APIS[step.api ?? "fetch"](step);
    return { name: step.name, ...seen, during: [start, Date.now()] };
  }

  if (typeof document === "undefined") {
    self.onmessage = async (event) => postMessage(await perform(event.data));
    return;
  }
  if (window !== parent) {
    addEventListener("message", async (event) => parent.postMessage(await perform(event.data), "*"));
    return;
  }

  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  addEventListener("load", async () => {
    const [steps, options] = [read("steps"), read("options")];
    if (options.serviceWorker) {
      await navigator.serviceWorker.register("/service-worker.js");
      await new Promise((resolve) => {
        if (navigator.serviceWorker.controller) resolve();
        else navigator.serviceWorker.addEventListener("controllerchange", resolve);
      });
    }
    if (options.parallel) {
      window.recorded = await Promise.all(steps.map(perform));
      return;
    }
    const results = [];
    window.progress = results;
    for (const step of steps) {
      results.push(await perform(step));
      await pause(40);
    }
    window.recorded = results;
  });
})();
