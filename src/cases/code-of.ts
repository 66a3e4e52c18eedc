import type { ReadCase } from "./case.js";

type Setup = ReadCase["setup"];

/** The setup as a page would write it. */
export function codeOf(setup: Setup): string {
  const write = CODE[setup.api];
  return `${write === undefined ? fetchCode(setup) : write(setup)}\n`;
}

const text = (value: string): string => JSON.stringify(value);

const CODE: Partial<Record<Setup["api"], (setup: Setup) => string>> = {
  fetch: fetchCode,
  xhr: xhrCode,
  eventsource: ({ url, withCredentials }) =>
    `new EventSource(${text(url)}${withCredentials ? ", { withCredentials: true }" : ""});`,
  beacon: ({ url, body }) => `navigator.sendBeacon(${text(url)}${body === null ? "" : `, ${bodyCode(body)}`});`,
  img: (setup) => elementCode("img", "src", setup),
  "css-shape": ({ url }) => `document.body.style.shapeOutside = ${text(`url(${text(url)})`)};`,
  "webgl-texture": (setup) => `${elementCode("img", "src", setup)}\n// … and then gl.texImage2D(…, img)`,
  script: (setup) => elementCode("script", "src", setup),
  "module-script": (setup) => elementCode("script", "src", setup, ['script.type = "module";']),
  stylesheet: (setup) => elementCode("link", "href", setup, ['link.rel = "stylesheet";']),
  manifest: (setup) => elementCode("link", "href", setup, ['link.rel = "manifest";']),
  video: (setup) => elementCode("video", "src", setup),
  audio: (setup) => elementCode("audio", "src", setup),
  track: (setup) => elementCode("track", "src", setup),
  font: ({ url }) => `await new FontFace("Example", ${text(`url(${text(url)})`)}).load();`,
  form: ({ url, method = "GET" }) =>
    `const form = document.createElement("form");\nform.action = ${text(url)};\nform.method = ${text(method)};\nform.submit();`,
  xdr: ({ url, method = "GET" }) =>
    `var xdr = new XDomainRequest();\nxdr.open(${text(method)}, ${text(url)});\nxdr.send();`,
};

function fetchCode(setup: Setup): string {
  const init: string[] = [];
  if (setup.method !== undefined) init.push(`method: ${text(setup.method)}`);
  if (setup.headers.length > 0) init.push(`headers: ${headersCode(setup.headers)}`);
  if (setup.body !== null) init.push(`body: ${bodyCode(setup.body)}`);
  if (setup.body?.type === "stream" && setup.duplex !== null) init.push(`duplex: ${text(setup.duplex)}`);
  const defaults = {
    mode: "cors",
    credentials: "same-origin",
    redirect: "follow",
    cache: "default",
    integrity: "",
    referrerPolicy: "",
  };
  for (const [key, usual] of Object.entries(defaults)) {
    const value = setup[key as keyof typeof defaults];
    if (value !== usual) init.push(`${key}: ${text(value)}`);
  }
  if (setup.referrer !== "about:client") init.push(`referrer: ${text(setup.referrer)}`);
  if (setup.keepalive) init.push("keepalive: true");
  if (init.length === 0) return `const response = await fetch(${text(setup.url)});`;
  return `const response = await fetch(${text(setup.url)}, {\n${init.map((line) => `  ${line},`).join("\n")}\n});`;
}

function xhrCode(setup: Setup): string {
  const lines = [
    "const xhr = new XMLHttpRequest();",
    `xhr.open(${text(setup.method ?? "GET")}, ${text(setup.url)}${setup.async ? "" : ", false"});`,
    ...setup.headers.map(([name, value]) => `xhr.setRequestHeader(${text(name)}, ${text(value)});`),
  ];
  if (setup.withCredentials) lines.push("xhr.withCredentials = true;");
  if (setup.responseType !== "") lines.push(`xhr.responseType = ${text(setup.responseType)};`);
  if (setup.timeout > 0) lines.push(`xhr.timeout = ${setup.timeout};`);
  for (const event of setup.uploadListeners) lines.push(`xhr.upload.addEventListener(${text(event)}, () => {});`);
  lines.push(`xhr.send(${setup.body === null ? "" : bodyCode(setup.body)});`);
  return lines.join("\n");
}

function headersCode(headers: Setup["headers"]): string {
  const names = headers.map(([name]) => name.toLowerCase());
  const pairs = headers.map(([name, value]) => [text(name), text(value)] as const);
  // An object can't say a name twice.
  if (new Set(names).size < names.length) return `[${pairs.map(([name, value]) => `[${name}, ${value}]`).join(", ")}]`;
  return `{ ${pairs.map(([name, value]) => `${name}: ${value}`).join(", ")} }`;
}

function bodyCode({ type, value, contentType }: NonNullable<Setup["body"]>): string {
  switch (type) {
    case "text":
      return text(value);
    case "urlencoded":
      return `new URLSearchParams(${text(value)})`;
    case "formdata":
      return "formData";
    case "blob":
      return `new Blob([${text(value)}]${contentType === null ? "" : `, { type: ${text(contentType)} }`})`;
    case "bytes":
      return `new TextEncoder().encode(${text(value)})`;
    case "stream":
      return `new Blob([${text(value)}]).stream()`;
  }
}

function elementCode(
  tag: string,
  attribute: string,
  { url, crossorigin, integrity }: Setup,
  more: string[] = [],
): string {
  const lines = [`const ${tag} = document.createElement(${text(tag)});`, ...more];
  if (crossorigin !== null) lines.push(`${tag}.setAttribute("crossorigin", ${text(crossorigin)});`);
  if (integrity !== "") lines.push(`${tag}.integrity = ${text(integrity)};`);
  lines.push(`${tag}.${attribute} = ${text(url)};`, `document.head.append(${tag});`);
  return lines.join("\n");
}
