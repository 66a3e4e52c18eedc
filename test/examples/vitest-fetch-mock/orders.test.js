// @vitest-environment happy-dom
import fetchMock from "fetch-mock";
import { expect, test } from "vitest";
import { installCors } from "whycors/vitest";

installCors({ url: "https://app.example/" });

test("saves an order", async () => {
  fetchMock.mockGlobal().put("https://api.example/orders/7", 204);
  const response = await fetch("https://api.example/orders/7", { method: "PUT", body: "{}" });
  expect(response.status).toBe(204);
});
