/**
 * Writes a HAR of a given size, as Chrome's DevTools lay it out; the same arguments give the same bytes.
 *
 *   node test/bench/make-large-har.mjs --bytes 2e9 [--no-bodies] [--out FILE]     (without --out: stdout)
 *
 * Of ten entries three are the page's own, three come from a CDN without CORS (images, scripts), three are CORS
 * requests and one is the preflight of the third. With bodies, those are nine tenths of the bytes.
 */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const PAGE = "https://shop.example";
const API = "https://api.example";
const CDN = "https://cdn.example";
const BODY_SHARE = 0.9;

/**
 * @param {{ bytes: number, bodies: boolean }} size
 * @returns {Generator<string>} the file's text, in pieces
 */
export function* largeHar({ bytes, bodies }) {
  const random = randomNumbers();
  const texts = bodies ? bodyPool(random) : null;
  let written = HEAD.length;
  yield HEAD;
  for (let index = 0; written < bytes - TAIL.length - 5000; index++) {
    const entry = entryOf(index, random);
    const lines = JSON.stringify(entry, null, 2).replaceAll("\n", "\n      ");
    const text = `${index === 0 ? "" : ","}\n      ${bodies ? withBody(lines, entry, texts, random) : lines}`;
    written += text.length;
    yield text;
  }
  yield TAIL;
}

const HEAD = `{
  "log": {
    "version": "1.2",
    "creator": {
      "name": "WebInspector",
      "version": "537.36"
    },
    "pages": [
      {
        "startedDateTime": "2026-11-02T09:00:00.000Z",
        "id": "page_1",
        "title": "${PAGE}/",
        "pageTimings": {
          "onContentLoad": 210.5,
          "onLoad": 640.25
        }
      }
    ],
    "entries": [`;
const TAIL = "\n    ]\n  }\n}\n";
const BODY_PLACE = '"text": ""';

function withBody(lines, entry, texts, random) {
  if (entry._resourceType === "preflight") return lines;
  const wanted = (lines.length * BODY_SHARE) / (1 - BODY_SHARE) / 0.9;
  const size = Math.round(wanted * (0.5 + random()));
  const pool = texts[BODY_KINDS[entry.response.content.mimeType]] ?? texts.image;
  let body = "";
  for (let i = Math.floor(random() * pool.length); body.length < size; i = (i + 1) % pool.length) body += pool[i];
  return lines.replace(BODY_PLACE, () => `"text": "${body}"`);
}
const BODY_KINDS = { "application/json": "json", "text/javascript": "script" };

/** Pieces of bodies, as JSON escapes them: data, code, and base64 of images. */
function bodyPool(random) {
  const number = (limit) => Math.floor(random() * limit);
  const word = () => "price item stock café state größe index 東京 order total".split(" ")[number(10)];
  const pool = (piece) => Array.from({ length: 4000 }, piece);
  return {
    json: pool(() => {
      const item = {
        id: number(1e6),
        [word()]: word(),
        [word()]: { [word()]: number(100) / 4, tags: [word(), word()] },
      };
      return JSON.stringify(`${JSON.stringify(item)},`).slice(1, -1);
    }),
    script: pool(() => {
      const code = `  const ${word()}${number(99)} = ${word()}.map((${word()}) => ${word()}["${word()}"] + ${number(999)}); // ${word()}\n`;
      return JSON.stringify(code).slice(1, -1);
    }),
    image: pool(() => {
      let bytes = "";
      while (bytes.length < 76) bytes += String.fromCharCode(65 + number(26), 97 + number(26));
      return bytes;
    }),
  };
}

function entryOf(index, random) {
  const round = Math.floor(index / 10);
  const at = new Date(Date.UTC(2026, 10, 2, 9) + index * 40 + (index % 10 === 9 ? -38 : 0)).toISOString();
  const id = Math.floor(random() * 1e9).toString(36);
  switch (index % 10) {
    case 0:
      return entry(at, "script", "GET", `${PAGE}/static/chunk-${id}.js`, { type: "text/javascript", random });
    case 1:
      return entry(at, "image", "GET", `${CDN}/img/${id}.webp`, { type: "image/webp", random });
    case 2:
      return entry(at, "xhr", "GET", `${API}/v1/products?page=${round}&id=${id}`, { cors: PAGE, random });
    case 3:
      return entry(at, "image", "GET", `${PAGE}/img/${id}.png`, { type: "image/png", random });
    case 4:
      return entry(at, "script", "GET", `${CDN}/lib/${id}.js`, { type: "text/javascript", random });
    case 5:
      return entry(at, "fetch", "GET", `${API}/v1/prices/${id}`, { cors: round % 7 === 0 ? null : "*", random });
    case 6:
      return entry(at, "fetch", "POST", `${PAGE}/session/${id}`, { random, body: '{"seen":true}' });
    case 7:
      return entry(at, "image", "GET", `${CDN}/thumb/${id}.webp`, { type: "image/webp", random });
    case 8:
      return entry(at, "fetch", "POST", `${API}/v1/orders/${round}`, { cors: PAGE, random, body: `{"item":"${id}"}` });
    default:
      return preflight(at, `${API}/v1/orders/${round}`, random);
  }
}

function entry(at, kind, method, url, { type = "application/json", cors, random, body }) {
  const { host, origin, pathname, search } = new URL(url);
  const usesCors = kind === "fetch" || kind === "xhr";
  const crossOrigin = origin !== PAGE;
  const dest = usesCors ? "empty" : kind;
  const request = [
    [":authority", host],
    [":method", method],
    [":path", pathname + search],
    [":scheme", "https"],
    [
      "accept",
      usesCors ? "*/*" : kind === "image" ? "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8" : "*/*",
    ],
    ["accept-encoding", "gzip, deflate, br, zstd"],
    ["accept-language", "en-US,en;q=0.9"],
    ...(body === undefined
      ? []
      : [
          ["content-length", String(body.length)],
          ["content-type", "application/json"],
        ]),
    ...(usesCors && (crossOrigin || body !== undefined) ? [["origin", PAGE]] : []),
    ["priority", usesCors ? "u=1, i" : "i"],
    ["referer", `${PAGE}/`],
    ["sec-ch-ua", '"Not:A-Brand";v="8", "Chromium";v="156"'],
    ["sec-ch-ua-mobile", "?0"],
    ["sec-ch-ua-platform", '"Linux"'],
    ["sec-fetch-dest", dest],
    ["sec-fetch-mode", usesCors ? "cors" : "no-cors"],
    ["sec-fetch-site", crossOrigin ? "cross-site" : "same-origin"],
    [
      "user-agent",
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
    ],
  ];
  const size = Math.floor(1000 + random() * 60000);
  const response = [
    ...(cors === undefined || cors === null ? [] : [["access-control-allow-origin", cors]]),
    ["cache-control", "max-age=600"],
    ["content-encoding", "br"],
    ["content-length", String(size)],
    ["content-type", type],
    ["date", new Date(at).toUTCString()],
    ["etag", `"${Math.floor(random() * 2 ** 40).toString(16)}"`],
    ["server", "nginx"],
    ["strict-transport-security", "max-age=31536000"],
    ...(cors === undefined ? [] : [["vary", "Origin"]]),
    ["x-request-id", Math.floor(random() * 2 ** 48).toString(16)],
  ];
  return layout(
    at,
    kind,
    { method, url, headers: request, body },
    { status: 200, headers: response, type, size, error: cors === null ? "net::ERR_FAILED" : null },
    random,
  );
}

function preflight(at, url, random) {
  const { host, pathname } = new URL(url);
  const request = [
    [":authority", host],
    [":method", "OPTIONS"],
    [":path", pathname],
    [":scheme", "https"],
    ["accept", "*/*"],
    ["accept-encoding", "gzip, deflate, br, zstd"],
    ["accept-language", "en-US,en;q=0.9"],
    ["access-control-request-headers", "content-type"],
    ["access-control-request-method", "POST"],
    ["origin", PAGE],
    ["priority", "u=1, i"],
    ["referer", `${PAGE}/`],
    ["sec-fetch-dest", "empty"],
    ["sec-fetch-mode", "cors"],
    ["sec-fetch-site", "cross-site"],
    [
      "user-agent",
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
    ],
  ];
  const response = [
    ["access-control-allow-headers", "content-type"],
    ["access-control-allow-methods", "GET, POST, PUT"],
    ["access-control-allow-origin", PAGE],
    ["access-control-max-age", "600"],
    ["date", new Date(at).toUTCString()],
    ["server", "nginx"],
    ["vary", "Origin"],
  ];
  return layout(
    at,
    "preflight",
    { method: "OPTIONS", url, headers: request },
    { status: 204, headers: response, type: "x-unknown", size: 0, error: null },
    random,
  );
}

function layout(at, kind, request, response, random) {
  const pairs = (headers) => headers.map(([name, value]) => ({ name, value }));
  const time = 5 + random() * 80;
  const url = `${PAGE}/static/main.js`;
  return {
    _connectionId: String(100 + Math.floor(random() * 50)),
    _initiator:
      kind === "preflight"
        ? { type: "preflight", url: request.url, requestId: "7421.88" }
        : {
            type: "script",
            stack: {
              callFrames: [
                { functionName: "load", scriptId: "6", url, lineNumber: 43, columnNumber: 29 },
                { functionName: "start", scriptId: "6", url, lineNumber: 264, columnNumber: 94 },
              ],
            },
          },
    _priority: "High",
    _resourceType: kind,
    cache: {},
    connection: "443",
    pageref: "page_1",
    request: {
      method: request.method,
      url: request.url,
      httpVersion: "http/2.0",
      headers: pairs(request.headers),
      queryString: [...new URL(request.url).searchParams].map(([name, value]) => ({ name, value })),
      cookies: [],
      headersSize: -1,
      bodySize: request.body?.length ?? 0,
      ...(request.body !== undefined && { postData: { mimeType: "application/json", text: request.body } }),
    },
    response: {
      status: response.status,
      statusText: "",
      httpVersion: "http/2.0",
      headers: pairs(response.headers),
      cookies: [],
      content: { size: response.size, mimeType: response.type, text: "" },
      redirectURL: "",
      headersSize: -1,
      bodySize: -1,
      _transferSize: response.size,
      _error: response.error,
      _fetchedViaServiceWorker: false,
    },
    serverIPAddress: "203.0.113.7",
    startedDateTime: at,
    time,
    timings: {
      blocked: 1 + random(),
      dns: -1,
      ssl: -1,
      connect: -1,
      send: 0.2,
      wait: time - 3,
      receive: random(),
      _blocked_queueing: 0.5,
      _workerStart: -1,
      _workerReady: -1,
      _workerFetchStart: -1,
      _workerRespondWithSettled: -1,
    },
  };
}

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function randomNumbers(seed = 156) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Writes the file, or to any other writable stream. */
export async function writeLargeHar(out, size) {
  let block = "";
  for (const text of largeHar(size)) {
    block += text;
    if (block.length < 1 << 20) continue;
    if (!out.write(block)) await once(out, "drain");
    block = "";
  }
  out.end(block);
  if (out !== process.stdout) await once(out, "finish");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      bytes: { type: "string", default: "2e9" },
      "no-bodies": { type: "boolean", default: false },
      out: { type: "string" },
    },
  });
  const out = values.out === undefined ? process.stdout : createWriteStream(values.out);
  await writeLargeHar(out, { bytes: Number(values.bytes), bodies: !values["no-bodies"] });
}
