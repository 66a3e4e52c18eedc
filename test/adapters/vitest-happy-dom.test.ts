// @vitest-environment happy-dom
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { mswNetwork } from "../../src/adapters/msw.js";
import { installCors } from "../../src/adapters/vitest.js";

/** Where the environment has a Request, a fetch and a location of its own. */

interface DomWindow {
  readonly happyDOM: { setURL(url: string): void };
  readonly location: { readonly href: string };
}
const dom = globalThis as unknown as DomWindow;

const seen: string[] = [];
const cors = installCors({
  network: mswNetwork([
    http.all("https://api.example/*", async ({ request }) => {
      seen.push(`${request.method} from ${request.headers.get("origin")} ${await request.text()}`);
      const headers = { "Access-Control-Allow-Origin": "http://localhost:3000", "Access-Control-Allow-Methods": "PUT" };
      return HttpResponse.json({ id: 7 }, { headers });
    }),
  ]),
});

test("the page is where location says, and handlers see what only a browser writes", async () => {
  const response = await fetch("https://api.example/orders", { method: "PUT", body: "hi" });
  expect(response).toHavePreflighted({ because: "method" });
  expect(await response.json()).toEqual({ id: 7 });
  expect(seen.splice(0)).toEqual(["OPTIONS from http://localhost:3000 ", "PUT from http://localhost:3000 hi"]);
});

test("and goes where location goes", async () => {
  dom.happyDOM.setURL("https://app.example/deep/page");
  await expect(fetch("https://api.example/orders")).toBeBlockedByCors({ reason: "allow-origin-mismatch" });
  expect(cors.page.url).toBe("https://app.example/deep/page");
  dom.happyDOM.setURL("http://localhost:3000/");
});

test("navigator.sendBeacon is the page's", async () => {
  seen.splice(0);
  expect(navigator.sendBeacon("https://api.example/beacon", "bye")).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(seen.splice(0)).toEqual(["POST from http://localhost:3000 bye"]);
});

test("an XMLHttpRequest in mode warn", async () => {
  cors.mode = "warn";
  const told: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => told.push(text);
  const xhr = new XMLHttpRequest();
  xhr.open("GET", "https://api.example/orders");
  xhr.setRequestHeader("X-Id", "1");
  await new Promise((resolve) => {
    xhr.onloadend = resolve;
    xhr.send();
  });
  console.warn = warn;
  expect(xhr.responseText).toBe('{"id":7}');
  expect(told).toEqual([expect.stringContaining("blocked at the preflight (header-not-allowed)")]);
  expect(cors).toBeBlockedByCors({ reason: "header-not-allowed" });
});
