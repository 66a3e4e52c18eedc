import { AssertionError } from "node:assert";
import { expect, test } from "vitest";
import * as testing from "../../src/adapters/testing.js";
import { createPage } from "../../src/page/create-page.js";

const { assertAllowedByCors, assertBlockedByCors, assertExposesHeader, assertHidesHeader, assertPreflighted } = testing;

const url = "https://app.example/";
const API = "https://api.example/orders";

const page = () =>
  createPage({
    url,
    network: ({ method }) => ({
      headers: { "Access-Control-Allow-Origin": "*", ...(method === "PUT" ? {} : { "X-Id": "1" }) },
    }),
  });

test("assertions hold", async () => {
  const one = page();
  await assertBlockedByCors(one.fetch(API, { method: "PUT" }), { reason: "method-not-allowed", stage: "preflight" });
  await assertPreflighted(one, { because: "method" });
  const response = await one.fetch(API);
  await assertAllowedByCors(response);
  await assertHidesHeader(response, "x-id");
  await assertExposesHeader(one.fetch("/same"), "x-id");
});

test("what does not hold is an AssertionError that explains, where it was called", async () => {
  const one = page();
  const error = await assertAllowedByCors(one.fetch(API, { method: "PUT" })).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(AssertionError);
  expect(error).toMatchObject({
    operator: "assertAllowedByCors",
    message: expect.stringContaining("Fix (server, preflight): Access-Control-Allow-Methods: PUT"),
  });
  await expect(assertBlockedByCors(one.fetch(API))).rejects.toThrow("expected the request to be blocked by CORS");
  await expect(assertPreflighted(await one.fetch(API))).rejects.toThrow("expected a preflight; none was sent");
  await expect(assertExposesHeader(one.fetch(API), "X-Id")).rejects.toThrow("Access-Control-Expose-Headers: X-Id");
  await expect(assertHidesHeader(one.fetch("/same"), "X-Id")).rejects.toThrow("script can read it");
});

test("what whycors/testing exports", () => {
  expect(Object.keys(testing).sort()).toMatchInlineSnapshot(`
    [
      "assertAllowedByCors",
      "assertBlockedByCors",
      "assertExposesHeader",
      "assertHidesHeader",
      "assertPreflighted",
      "installCors",
    ]
  `);
});
