import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ExampleFolder } from "./vitest-examples.js";

/** Each example passes with its mock alone, and fails where the browser would stop it, with the explanation. */

let folder: ExampleFolder;
beforeAll(() => {
  folder = new ExampleFolder();
});
afterAll(() => folder.remove());

const OFF = { CORS: "off" };

test("vitest, fetch-mock and happy-dom, in ten lines", async () => {
  const { code, output } = await folder.vitest("vitest-fetch-mock");
  expect(output).toContain("FAIL  orders.test.js > saves an order");
  expect(output).toContain("TypeError: Failed to fetch");
  expect(output).toContain("the server answered 405 without an Access-Control-Allow-Origin header");
  expect(output).toContain("Note: no fetch-mock route matched OPTIONS https://api.example/orders/7");
  expect(output).toContain("Fix (server, preflight): Access-Control-Allow-Methods: PUT");
  expect(output).toMatch(/❯ orders\.test\.js:10:\d+/);
  expect(code).toBe(1);

  const file = join(folder.path, "examples/vitest-fetch-mock/orders.test.js");
  const text = readFileSync(file, "utf8");
  expect(text.slice(text.indexOf("\n\n")).trim().split("\n").length).toBeLessThanOrEqual(10);
  writeFileSync(file, text.replace(/^installCors.*$/m, ""));
  expect(await folder.vitest("vitest-fetch-mock")).toMatchObject({ code: 0 });
});

test("vitest and MSW", async () => {
  const { code, output } = await folder.vitest("vitest-msw");
  expect(output).toContain("Note: no MSW handler answered OPTIONS https://api.example/orders/7");
  expect(output).toContain("Fix (server, preflight): Access-Control-Allow-Headers: content-type");
  expect(output).toContain("Script can't read x-total: Access-Control-Expose-Headers does not list it.");
  expect(output).toMatch(/Tests {2}2 failed \| 1 passed/);
  expect(code).toBe(1);
  expect(await folder.vitest("vitest-msw", OFF)).toMatchObject({ code: 0 });
});

test("jest", async () => {
  const { code, output } = await folder.jest("jest");
  expect(output).toContain("the response has no Access-Control-Allow-Origin header");
  expect(output).toContain("Fix (server, response): Access-Control-Allow-Origin: https://app.example");
  expect(output).toMatch(/at .*\(orders\.test\.js:6:\d+\)/);
  expect(output).toMatch(/Tests: +1 failed, 1 passed/);
  expect(code).toBe(1);
  expect(await folder.jest("jest", OFF)).toMatchObject({ code: 0 });
});

test("jest and jsdom, whose globals lack half of the platform", async () => {
  const { code, output } = await folder.jest("jest-jsdom");
  expect(output).toContain("TypeError: upload failed");
  expect(output).toMatch(/Tests: +1 failed, 2 passed/);
  expect(code).toBe(1);
  expect(await folder.jest("jest-jsdom", OFF)).toMatchObject({ code: 0 });
});

test("node:test", async () => {
  const args = ["--test", "--test-reporter=spec", "orders.test.js"];
  const { code, output } = await folder.node("node-test", args);
  expect(output).toContain(
    "allows the origin https://www.app.example, but the request's Origin is https://app.example",
  );
  expect(output).toContain("Fix (server, response): Access-Control-Allow-Origin: https://app.example");
  expect(output).toMatch(/fail 1\n/);
  expect(code).toBe(1);
  expect(await folder.node("node-test", args, OFF)).toMatchObject({ code: 0 });
});

test("nothing is left behind: no rejection that nobody handles, no handle that keeps the process", async () => {
  const script = `
    import { installCors } from "whycors/testing";
    const fetched = globalThis.fetch;
    const cors = installCors({ origin: "https://app.example", network: ({ url }) => {
      if (url.endsWith("/throws")) throw new Error("out of order");
      if (url.endsWith("/rejects")) return Promise.reject(new Error("out of order"));
      if (url.endsWith("/garbage")) return { status: 999999 };
      if (url.endsWith("/breaks")) return { body: new ReadableStream({ pull: (to) => to.error(new Error("broken")) }) };
      return new Promise(() => {});
    } });
    const failed = [];
    for (const path of ["throws", "rejects", "garbage"]) await fetch("/" + path).catch((error) => failed.push(error.name));
    await (await fetch("/breaks")).text().catch((error) => failed.push(error.name));
    const xhr = new XMLHttpRequest();
    xhr.open("GET", "/never");
    xhr.timeout = 60_000;
    xhr.onabort = () => failed.push("abort");
    xhr.send();
    const never = fetch("/never", { signal: AbortSignal.timeout(60_000) }).catch((error) => failed.push(error.name));
    cors.mode = "warn";
    const late = fetch("/never").catch((error) => failed.push(error.name));
    cors.uninstall();
    await never;
    await late;
    console.log(failed.join(" "), globalThis.fetch === fetched, "XMLHttpRequest" in globalThis);`;
  const started = Date.now();
  const { code, output } = await folder.node("node-test", ["--input-type=module", "-e", script]);
  expect(output.trim()).toBe("TypeError TypeError PageError TypeError abort AbortError AbortError true false");
  expect(code).toBe(0);
  expect(Date.now() - started).toBeLessThan(30_000);
});
