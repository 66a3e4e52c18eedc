import { expect, test } from "vitest";
import { differencesOf } from "../../src/explain/differences/differences.js";
import { runCli } from "./run-cli.js";

test("all profiles, with what they were measured on", async () => {
  const { out, err, code } = await runCli(["profiles"]);
  expect({ err, code }).toEqual({ err: "", code: 0 });
  expect(out.replaceAll(/\d+ differences/g, "N differences")).toMatchInlineSnapshot(`
    "spec        Fetch 2026-07-02 (586cd2a)
    chromium    Chromium 156, N differences from the standard
    firefox     Firefox 153 ESR, N differences from the standard
    webkit      WebKitGTK 2.50, N differences from the standard
    safari      Safari, derived from WebKitGTK 2.50, not measured, N differences from the standard
    w3c-2014    W3C CORS 2014-01-16, N differences from the standard
    fetch-2018  Fetch 2018-05-01, N differences from the standard
    xdr         XDomainRequest, Internet Explorer 8 and 9, N differences from the standard
    "
  `);
});

test("what one of them does otherwise", async () => {
  const { out } = await runCli(["profiles", "webkit"]);
  expect(out).toContain(`webkit  WebKitGTK 2.50: ${differencesOf("webkit").length} differences from Fetch 2026-07-02`);
  const at = out.indexOf("Methods that");
  expect(out.slice(at, out.indexOf("\n\n", at))).toMatchInlineSnapshot(`
    "Methods that 301, 302, 307 and 308 to another origin turn into GET beside the standard's.
       redirectsToGet: DELETE, standard none
       Source/WebKit/NetworkProcess/soup/NetworkDataTaskSoup.cpp (shouldRedirectAsGET); perhaps of this port's network library alone; cases engine-delete-307, redirect-fetch-method-302-delete-cross-origin
       https://fetch.spec.whatwg.org/#concept-http-redirect-fetch"
  `);
});

test("what is derived says so of each difference", async () => {
  const { out } = await runCli(["profiles", "safari"]);
  expect(out).toMatch(/^safari {2}Safari, derived from WebKitGTK 2\.50, not measured: \d+ differences/);
  expect(out).not.toContain("redirectsToGet");
  expect(out).not.toMatch(/^ {3}measured(?:;|$)/m);
  expect(out).toContain("   measured on WebKitGTK 2.50; cases ");
});

test("for programs", async () => {
  const all = JSON.parse((await runCli(["profiles", "--format", "json"])).out);
  expect(all[0]).toEqual({ name: "spec", engine: "Fetch 2026-07-02 (586cd2a)", differences: 0 });
  const firefox = JSON.parse((await runCli(["profiles", "firefox", "--format", "json"])).out);
  expect(firefox.differences).toEqual(differencesOf("firefox"));
});

test.each([
  [["profiles", "firefix"], "whycors: --profile: expected spec, "],
  [["profiles", "all"], 'whycors: "all" stands for several profiles\n  Name one.\n'],
])("%j", async (args, message) => {
  const { err, code } = await runCli(args);
  expect(err).toContain(message);
  expect(code).toBe(2);
});
