import { expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";

const page = createPage({ url: "https://app.example/" });
const { XMLHttpRequest, XMLHttpRequestEventTarget, XMLHttpRequestUpload, ProgressEvent } = page;
const xhr = new XMLHttpRequest();

const PROGRESS = ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"].map((type) => `on${type}`);

/** As Web IDL has them: https://xhr.spec.whatwg.org/#idl-index */
test.each([
  [
    XMLHttpRequest,
    XMLHttpRequestEventTarget,
    [
      ...[
        "abort",
        "getAllResponseHeaders",
        "getResponseHeader",
        "open",
        "overrideMimeType",
        "send",
        "setRequestHeader",
      ],
      ...["onreadystatechange", "readyState", "response", "responseText", "responseType", "responseURL", "responseXML"],
      ...["status", "statusText", "timeout", "upload", "withCredentials"],
      ...["DONE", "HEADERS_RECEIVED", "LOADING", "OPENED", "UNSENT"],
    ],
  ],
  [XMLHttpRequestEventTarget, EventTarget, PROGRESS],
  // NON-SPEC: it keeps count of its listeners, which decide on a preflight.
  [XMLHttpRequestUpload, XMLHttpRequestEventTarget, ["addEventListener", "removeEventListener"]],
  [ProgressEvent, Event, ["lengthComputable", "loaded", "total"]],
] as const)("%o has its members, and no others", (Interface, parent, members) => {
  const { prototype, name } = Interface;
  expect(Object.keys(prototype).sort()).toEqual([...members].sort());
  expect(Object.getOwnPropertyNames(prototype).sort()).toEqual([...members, "constructor"].sort());
  expect([Object.getPrototypeOf(Interface), Object.getPrototypeOf(prototype)]).toEqual([parent, parent.prototype]);
  expect(prototype.constructor).toBe(Interface);
  expect(Object.prototype.toString.call(prototype)).toBe(`[object ${name}]`);
});

test("operations count their arguments, attributes have their names", () => {
  const { prototype } = XMLHttpRequest;
  const lengths = ["open", "setRequestHeader", "getResponseHeader", "send"] as const;
  expect(lengths.map((name) => prototype[name].length)).toEqual([2, 2, 1, 0]);
  expect([XMLHttpRequest.length, XMLHttpRequestEventTarget.length, XMLHttpRequestUpload.length]).toEqual([0, 0, 0]);
  const { get, set } = Object.getOwnPropertyDescriptor(XMLHttpRequestEventTarget.prototype, "onload")!;
  expect([get?.name, set?.name]).toEqual(["get onload", "set onload"]);
});

test("nothing of the inside is to be found", () => {
  expect(Object.getOwnPropertyNames(xhr)).toEqual([]);
  const constants = ["UNSENT", "OPENED", "HEADERS_RECEIVED", "LOADING", "DONE"];
  expect(Object.keys(XMLHttpRequest).sort()).toEqual(constants.sort());
  expect(Object.getOwnPropertyNames(XMLHttpRequestUpload).sort()).toEqual(["length", "name", "prototype"]);
});

test.each([
  ["a getter of a prototype", () => XMLHttpRequest.prototype.readyState],
  ["a handler of a prototype", () => XMLHttpRequest.prototype.onload],
  ["an operation on something else", () => XMLHttpRequest.prototype.abort.call({} as never)],
  ["an event target", () => new XMLHttpRequestEventTarget()],
  ["an upload", () => new XMLHttpRequestUpload()],
])("%s throws", (_what, call) => {
  expect(call).toThrow(TypeError);
});

test("a class of the page's code may extend it", () => {
  class Mine extends XMLHttpRequest {
    override get status(): number {
      return 42;
    }
  }
  const mine = new Mine();
  mine.open("GET", "/");
  expect([mine.status, mine.readyState, mine instanceof XMLHttpRequest, `${mine}`]).toEqual([
    42,
    1,
    true,
    "[object XMLHttpRequest]",
  ]);
});

test("each page has its own, and the one of XDomainRequest's time knows no credentials", () => {
  const other = createPage({ url: "https://app.example/", profile: "xdr" });
  expect(other.XMLHttpRequest).not.toBe(XMLHttpRequest);
  expect("withCredentials" in other.XMLHttpRequest.prototype).toBe(false);
});
