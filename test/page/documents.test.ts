import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import { type DocumentSource, documentsOf, type ParseDocument } from "../../src/page/documents.js";
import type { NetworkFunction } from "../../src/page/network/function-network.js";
import type { Page } from "../../src/page/page.js";

const url = "https://app.example/index.html";

type Xhr = InstanceType<Page["XMLHttpRequest"]>;

function sent(xhr: Xhr, body?: unknown): Promise<Xhr> {
  return new Promise((resolve) => {
    xhr.onloadend = () => resolve(xhr);
    xhr.send(body);
  });
}

const types: Readonly<Record<string, string>> = {
  "/html": "text/html",
  "/meta": "text/html",
  "/labelled": "text/html;charset=utf-8",
  "/xml": "application/xml",
  "/svg": "image/svg+xml",
  "/bad": "text/xml",
  "/text": "text/plain",
  "/empty": "text/xml",
};
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const bodies: Readonly<Record<string, string | Uint8Array>> = {
  "/html": "<!doctype html><title>é</title>",
  "/meta": latin(
    "<!-- <meta charset=utf-8> --><meta http-equiv=x content='text/html; charset=windows-1252'><title>\xe9</title>",
  ),
  "/labelled": "<meta charset=windows-1252><title>é</title>",
  "/xml": latin("<?xml version='1.0' encoding='iso-8859-1'?><title>\xe9</title>"),
  "/svg": "<svg xmlns='http://www.w3.org/2000/svg'><title>é</title></svg>",
  "/bad": "<x>",
  "/text": "<title>é</title>",
  "/empty": "",
};
const network: NetworkFunction = ({ url }) => {
  const { pathname } = new URL(url);
  const headers = { "Content-Type": types[pathname]!, "Last-Modified": "Sat, 29 Oct 1994 19:43:31 GMT" };
  return { headers, body: bodies[pathname]! };
};
const read = async (page: Page, path: string, type: string, before?: (xhr: Xhr) => void) => {
  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", path);
  xhr.responseType = type;
  before?.(xhr);
  return sent(xhr);
};

test.each([
  ["/html", "é", null],
  ["/meta", "é", null],
  ["/labelled", "é", null],
  ["/xml", "é", "é"],
  ["/svg", "é", "é"],
  ["/bad", null, null],
  ["/text", null, null],
  ["/empty", null, null],
])("%s with responseType document and without", async (path, withType, without) => {
  const { DOMParser } = new JSDOM().window;
  const parseDocument = documentsOf({ DOMParser }).parse;
  const page = createPage({ url, network, parseDocument });
  const titleOf = (document: unknown) => (document as Document | null)?.querySelector("title")?.textContent ?? null;
  const typed = await read(page, path, "document");
  expect(titleOf(typed.response)).toBe(withType);
  expect(typed.responseXML).toBe(typed.response);
  expect(titleOf((await read(page, path, "")).responseXML)).toBe(without);
});

test("say where they come from", async () => {
  const { DOMParser } = new JSDOM().window;
  const page = createPage({ url, network, parseDocument: documentsOf({ DOMParser }).parse });
  const document = (await read(page, "/xml#x", "document")).response as Document;
  const { URL, documentURI, baseURI, domain, referrer, readyState, defaultView, location } = document;
  expect({ URL, documentURI, baseURI, domain, referrer, readyState, defaultView, location }).toEqual({
    URL: "https://app.example/xml",
    documentURI: "https://app.example/xml",
    baseURI: "https://app.example/xml",
    domain: "app.example",
    referrer: "",
    readyState: "complete",
    defaultView: null,
    location: null,
  });
  document.cookie = "a=1";
  expect(document.cookie).toBe("");
  expect(new Date(document.lastModified).toISOString()).toBe("1994-10-29T19:43:31.000Z");
});

test("are made by the page's function, of what the type says in the end", async () => {
  const asked: unknown[] = [];
  const parseDocument = (markup: string, source: DocumentSource) => asked.push([markup, source]) > 0 && { made: true };
  const page = createPage({ url, network, parseDocument: parseDocument as ParseDocument });
  const xhr = await read(page, "/text", "", (each) => each.overrideMimeType("application/xml"));
  expect(xhr.responseXML).toMatchObject({ made: true });
  expect(xhr.responseXML).toBe(xhr.responseXML);
  expect(asked).toEqual([
    [
      "<title>é</title>",
      {
        contentType: "application/xml",
        url: "https://app.example/text",
        lastModified: "Sat, 29 Oct 1994 19:43:31 GMT",
      },
    ],
  ]);
});

test("are not there without a parser, nor for another responseType", async () => {
  const page = createPage({ url, network });
  expect((await read(page, "/html", "document")).response).toBeNull();
  const xhr = await read(page, "/xml", "text");
  expect(() => xhr.responseXML).toThrow(expect.objectContaining({ name: "InvalidStateError" }) as Error);
});

test.each([
  ["application/xml", "<a><b/></a>", "application/xml;charset=UTF-8", "<a><b/></a>"],
  [
    "text/html",
    "<!doctype html><p>é",
    "text/html;charset=UTF-8",
    "<!DOCTYPE html><html><head></head><body><p>é</p></body></html>",
  ],
] as const)("of type %s go out as their markup", async (type, markup, contentType, written) => {
  const { DOMParser, XMLSerializer } = new JSDOM().window;
  const seen: (string | null)[] = [];
  const page = createPage({
    url,
    serializeDocument: documentsOf({ XMLSerializer }).serialize,
    network: async (request) => {
      seen.push(request.headers.get("content-type"), await request.text());
      return {};
    },
  });
  for (const given of [null, "text/x;charset=ascii"]) {
    const xhr = new page.XMLHttpRequest();
    xhr.open("POST", "/");
    if (given !== null) xhr.setRequestHeader("Content-Type", given);
    await sent(xhr, new DOMParser().parseFromString(markup, type));
  }
  expect(seen).toEqual([contentType, written, "text/x;charset=UTF-8", written]);
  await page.fetch("/", { method: "POST", body: new DOMParser().parseFromString(markup, type) });
  expect(seen[4]).toBe("text/plain;charset=UTF-8");
});
