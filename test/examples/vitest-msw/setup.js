import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterEach } from "vitest";
import { mswNetwork } from "whycors/msw";
import { installCors } from "whycors/vitest";

export const allow = { "Access-Control-Allow-Origin": "https://app.example" };

export const server = setupServer(
  http.get("https://api.example/orders", () =>
    HttpResponse.json([{ id: 7 }], { headers: { ...allow, "X-Total": "1" } }),
  ),
  http.put("https://api.example/orders/:id", () => new HttpResponse(null, { status: 204, headers: allow })),
);

// CORS=off is the suite as it was before.
export const cors = installCors({
  url: "https://app.example/",
  network: mswNetwork(server, { onUnhandledRequest: "error" }),
  mode: process.env.CORS ?? "strict",
});

afterEach(() => server.resetHandlers());
