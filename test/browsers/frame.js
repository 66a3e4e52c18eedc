/**
 * Runs in a case's own document: performs one setup at a time with the real API, as the page above
 * asks for it, and tells what script could see.
 */
(() => {
  const SECONDS = 1000;
  const pairsOf = (headers) => [...headers].map(([name, value]) => [name, value]);
  const errorOf = (error) => ({ name: String(error?.name), message: String(error?.message) });

  function bodyOf(body) {
    if (body === undefined || body === null) return undefined;
    const { type, value = "", contentType } = body;
    const bytes = new TextEncoder().encode(value);
    if (type === "urlencoded") return new URLSearchParams(value);
    if (type === "formdata") {
      const form = new FormData();
      for (const [name, text] of new URLSearchParams(value)) form.append(name, text);
      return form;
    }
    if (type === "blob")
      return new Blob([bytes], contentType === null || contentType === undefined ? {} : { type: contentType });
    if (type === "bytes") return bytes;
    if (type === "stream") {
      return new ReadableStream({
        start(controller) {
          if (bytes.length > 0) controller.enqueue(bytes);
          controller.close();
        },
      });
    }
    return value;
  }

  const INIT = [
    "method",
    "headers",
    "mode",
    "credentials",
    "redirect",
    "cache",
    "referrer",
    "referrerPolicy",
    "keepalive",
    "integrity",
  ];

  async function viaFetch(setup) {
    const init = {};
    for (const key of INIT) if (setup[key] !== undefined) init[key] = setup[key];
    const body = bodyOf(setup.body);
    if (body !== undefined) {
      init.body = body;
      if (setup.body.type === "stream" && setup.duplex !== null) init.duplex = setup.duplex ?? "half";
    }
    if (setup.abortAfter !== undefined && setup.abortAfter !== null) {
      const controller = new AbortController();
      init.signal = controller.signal;
      setTimeout(() => controller.abort(), setup.abortAfter * SECONDS);
    }
    let response;
    try {
      response = await fetch(setup.url, init);
    } catch (error) {
      return { settles: "rejects", outcome: "rejected", error: errorOf(error) };
    }
    const hidden = response.type === "opaque" || response.type === "opaqueredirect";
    const text = await response.text().catch((error) => ({ failed: errorOf(error) }));
    return {
      settles: "resolves",
      outcome: hidden ? "opaque" : "allowed",
      response: {
        type: response.type,
        status: response.status,
        statusText: response.statusText,
        url: response.url,
        redirected: response.redirected,
        headers: pairsOf(response.headers),
        bodyReadable: !hidden && typeof text === "string",
      },
      ...(typeof text === "string" ? { body: text.slice(0, 200) } : { bodyError: text.failed }),
    };
  }

  function viaXhr(setup) {
    return new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      const events = [];
      let call = "open";
      const finish = (more) => {
        const headers = xhr.getAllResponseHeaders();
        const view = {
          readyState: xhr.readyState,
          status: xhr.status,
          statusText: xhr.statusText,
          responseURL: xhr.responseURL,
          getAllResponseHeaders: headers ?? "",
        };
        const lines = view.getAllResponseHeaders.split("\r\n").filter(Boolean);
        const response = {
          status: view.status,
          statusText: view.statusText,
          url: view.responseURL,
          headers: lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
        };
        resolve({ ...more, xhr: view, events, ...(more.settles === "resolves" ? { response } : {}) });
      };
      xhr.addEventListener("readystatechange", () => events.push(`readystatechange ${xhr.readyState}`));
      for (const type of ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"]) {
        xhr.addEventListener(type, () => events.push(type));
      }
      xhr.addEventListener("loadend", () => {
        if (setup.async === false) return;
        const loaded = events.includes("load");
        finish(loaded ? { settles: "resolves", outcome: "allowed" } : { settles: "rejects", outcome: "rejected" });
      });
      try {
        const { async: asynchronous = true } = setup;
        if (setup.timeout) xhr.timeout = setup.timeout;
        if (setup.responseType) xhr.responseType = setup.responseType;
        xhr.open(setup.method ?? "GET", setup.url, asynchronous);
        call = "withCredentials";
        if (setup.withCredentials) xhr.withCredentials = true;
        call = "setRequestHeader";
        for (const [name, value] of setup.headers ?? []) xhr.setRequestHeader(name, value);
        for (const type of setup.uploadListeners ?? []) {
          xhr.upload.addEventListener(type, () => events.push(`upload.${type}`));
        }
        if (setup.abortAfter !== undefined && setup.abortAfter !== null)
          setTimeout(() => xhr.abort(), setup.abortAfter * SECONDS);
        call = "send";
        const body = bodyOf(setup.body);
        if (body === undefined) xhr.send();
        else xhr.send(body);
        if (!asynchronous) finish({ settles: "resolves", outcome: "allowed" });
      } catch (error) {
        finish({ settles: "throws", outcome: "rejected", thrownBy: call, error: errorOf(error) });
      }
    });
  }

  function viaEventSource(setup) {
    return new Promise((resolve) => {
      const events = [];
      let source;
      try {
        source = new EventSource(setup.url, { withCredentials: setup.withCredentials ?? false });
      } catch (error) {
        return resolve({
          settles: "throws",
          outcome: "rejected",
          thrownBy: "EventSource",
          error: errorOf(error),
          events,
        });
      }
      source.onopen = () => events.push("open");
      const end = () => {
        source.close();
        const opened = events.includes("open");
        resolve({ settles: opened ? "resolves" : "rejects", outcome: opened ? "allowed" : "rejected", events });
      };
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

  async function viaBeacon(setup) {
    try {
      const returned = navigator.sendBeacon(setup.url, bodyOf(setup.body));
      await new Promise((resolve) => setTimeout(resolve, 400));
      return { settles: returned ? "resolves" : "rejects", outcome: null };
    } catch (error) {
      return { settles: "throws", outcome: null, thrownBy: "sendBeacon", error: errorOf(error) };
    }
  }

  const loaded = (readable, element) => ({
    settles: "resolves",
    outcome: readable ? "allowed" : "opaque",
    element: { loads: true, ...element },
  });
  const FAILED = { settles: "rejects", outcome: "rejected", element: { loads: false } };

  function withElement(element, setup, start, whenLoaded) {
    return new Promise((resolve) => {
      if (setup.crossorigin !== undefined && setup.crossorigin !== null)
        element.setAttribute("crossorigin", setup.crossorigin);
      if (setup.integrity) element.integrity = setup.integrity;
      if (setup.referrerPolicy) element.referrerPolicy = setup.referrerPolicy;
      element.addEventListener("error", () => resolve(FAILED));
      element.addEventListener("load", () => resolve(whenLoaded()));
      start();
    });
  }

  function viaImage(setup) {
    const image = document.createElement("img");
    const start = () => {
      image.src = setup.url;
    };
    return withElement(image, setup, start, () => {
      const canvas = document.createElement("canvas");
      const context = canvas.getContext("2d");
      try {
        context.drawImage(image, 0, 0);
        context.getImageData(0, 0, 1, 1);
        return loaded(true, { canvas: "readable" });
      } catch (error) {
        return { ...loaded(false, { canvas: "tainted" }), probe: errorOf(error) };
      }
    });
  }

  function viaScript(setup, type) {
    const script = document.createElement("script");
    if (type) script.type = type;
    let message = null;
    const listener = (event) => {
      if (typeof event.message === "string" && event.target === window) message = event.message;
    };
    window.addEventListener("error", listener);
    const start = () => {
      script.src = setup.url;
      document.head.append(script);
    };
    return withElement(script, setup, start, () => {
      window.removeEventListener("error", listener);
      // What throws nothing shows nothing.
      if (message === null) return { ...loaded(true, {}), outcome: null };
      const muted = message === "Script error.";
      return { ...loaded(!muted, { errors: muted ? "muted" : "full" }), probe: { message } };
    });
  }

  function viaStylesheet(setup) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    const start = () => {
      link.href = setup.url;
      document.head.append(link);
    };
    return withElement(link, setup, start, () => {
      try {
        void link.sheet.cssRules.length;
        return loaded(true, { cssRules: "readable" });
      } catch (error) {
        return { ...loaded(false, { cssRules: error.name }), probe: errorOf(error) };
      }
    });
  }

  async function viaFont(setup) {
    try {
      await new FontFace("Probe", `url(${JSON.stringify(setup.url)})`).load();
      return loaded(true, {});
    } catch (error) {
      return { ...FAILED, error: errorOf(error) };
    }
  }

  function viaTrack(setup) {
    const video = document.createElement("video");
    const track = document.createElement("track");
    if (setup.crossorigin !== undefined && setup.crossorigin !== null)
      video.setAttribute("crossorigin", setup.crossorigin);
    return withElement(
      track,
      { ...setup, crossorigin: null },
      () => {
        video.append(track);
        document.body.append(video);
        track.src = setup.url;
        track.track.mode = "hidden";
      },
      () => loaded((track.track.cues?.length ?? 0) > 0, {}),
    );
  }

  const PERFORM = {
    fetch: viaFetch,
    xhr: viaXhr,
    eventsource: viaEventSource,
    beacon: viaBeacon,
    img: viaImage,
    script: (setup) => viaScript(setup, ""),
    "module-script": (setup) => viaScript(setup, "module"),
    stylesheet: viaStylesheet,
    font: viaFont,
    track: viaTrack,
  };

  addEventListener("message", async ({ source, data }) => {
    if (source !== parent || data.setup === undefined) return;
    const perform = PERFORM[data.setup.api ?? "fetch"];
    const patience = new Promise((resolve) =>
      setTimeout(resolve, data.patience, { settles: "never", outcome: "never" }),
    );
    const result = await Promise.race([perform(data.setup), patience]).catch((error) => ({ failed: String(error) }));
    parent.postMessage({ result }, "*");
  });
  parent.postMessage({ ready: true }, "*");
})();
