import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import { countOrders, saveOrder } from "./orders.js";
import { allow, cors, server } from "./setup.js";

// These two pass with MSW alone. In a browser neither works.

test("saves an order", async () => {
  await saveOrder({ id: 7 });
});

test("counts the orders", async () => {
  expect(await countOrders()).toBe(1);
});

// And so it does.

test.runIf(cors.mode === "strict")("saves an order on a server that answers preflights", async () => {
  const headers = { ...allow, "Access-Control-Allow-Methods": "PUT", "Access-Control-Allow-Headers": "content-type" };
  server.use(http.options("https://api.example/orders/:id", () => new HttpResponse(null, { status: 204, headers })));
  await saveOrder({ id: 7 });
  expect(cors).toHavePreflighted({ because: ["method", "header-value"], headers: ["Content-Type"] });
});
