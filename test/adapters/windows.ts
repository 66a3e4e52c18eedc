import { Window as HappyDomWindow } from "happy-dom";
import { type DOMWindow, JSDOM } from "jsdom";
import { installCors as installInHappyDom } from "../../src/adapters/happy-dom.js";
import { installCors as installInJsdom } from "../../src/adapters/jsdom.js";

/** A window as test code sees one: happy-dom's types and jsdom's say the same in two ways. */
export type TestedWindow = DOMWindow & typeof globalThis;

export const WINDOWS = [
  {
    name: "happy-dom",
    create: (url: string) => new HappyDomWindow({ url }) as unknown as TestedWindow,
    install: installInHappyDom,
  },
  {
    name: "jsdom",
    create: (url: string) => new JSDOM("", { url }).window as unknown as TestedWindow,
    install: installInJsdom,
  },
];
