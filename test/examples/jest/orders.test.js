const API = "https://api.example/orders";

// Passes with the mock alone. In a browser it does not work: the server names no origin.
test("loads the orders", async () => {
  globalThis.fetch = async () => ({ ok: true, status: 200, json: async () => [{ id: 7 }] });
  const response = await fetch(API);
  expect(await response.json()).toEqual([{ id: 7 }]);
});

test("the server does not let the page read the orders", async () => {
  globalThis.fetch = async () => new Response("[]");
  if (process.env.CORS !== "off") await expect(fetch(API)).toBeBlockedByCors({ reason: "missing-allow-origin" });
});
