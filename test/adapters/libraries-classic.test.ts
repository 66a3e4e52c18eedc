import { JSDOM } from "jsdom";
import { afterEach, expect, test } from "vitest";
import { type InstalledCors, installCors } from "../../src/adapters/jsdom.js";
import type { ProfileName } from "../../src/core/profiles/profile.js";

/** The feature test that tutorials have taught since 2011, in words of our own: it runs as a script of the window. */
const SCRIPT = `
  function requestAcrossOrigins(method, url) {
    var request = new XMLHttpRequest();
    if ("withCredentials" in request) {
      // XMLHttpRequest, level 2
      request.open(method, url, true);
      return request;
    }
    if (typeof XDomainRequest !== "undefined") {
      // Internet Explorer 8 and 9
      request = new XDomainRequest();
      request.open(method, url);
      return request;
    }
    return null;
  }

  function titleOf(html) {
    return /<title>([^<]*)<\\/title>/.exec(html)[1];
  }

  function readTitle(url, done) {
    var request = requestAcrossOrigins("GET", url);
    if (request === null) return done("no CORS here");
    request.onload = function () { done(titleOf(request.responseText)); };
    request.onerror = function () { done("an error, and no more is said"); };
    request.send();
  }
`;

let cors: InstalledCors;
afterEach(() => cors.uninstall());

function scriptOn(profile: ProfileName, headers: Record<string, string>) {
  const { window } = new JSDOM("", { url: "http://app.example/", runScripts: "outside-only" });
  cors = installCors(window, { profile, network: () => ({ headers, body: "<html><title>Hello</title></html>" }) });
  window.eval(SCRIPT);
  const { readTitle } = window as unknown as { readTitle: (url: string, done: (title: string) => void) => void };
  return { window, title: () => new Promise<string>((resolve) => readTitle("http://api.example/page.html", resolve)) };
}

const ALLOW = { "Access-Control-Allow-Origin": "*", "Content-Type": "text/html" };

test.each(["chromium", "firefox", "webkit", "w3c-2014", "xdr"] as const)(
  "the title is read, profile %s",
  async (profile) => {
    const { title } = scriptOn(profile, ALLOW);
    expect(await title()).toBe("Hello");
    const [exchange] = cors.page.exchanges;
    expect(exchange?.request.headers.find(([name]) => name === "Origin")?.[1]).toBe("http://app.example");
  },
);

test.each(["chromium", "xdr"] as const)("without the header it is not, profile %s", async (profile) => {
  const { title } = scriptOn(profile, { "Content-Type": "text/html" });
  expect(await title()).toBe("an error, and no more is said");
  expect(cors.page.verdicts[0]?.reason).toBe("missing-allow-origin");
});

test("a browser with neither", async () => {
  const { window, title } = scriptOn("xdr", ALLOW);
  Reflect.deleteProperty(window, "XDomainRequest");
  expect(await title()).toBe("no CORS here");
});
