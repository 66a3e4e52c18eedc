import { installCors } from "whycors/jest";

// A server that answers everything, and lets everyone in but for what needs a preflight. CORS=off is without the browser.
const network = async (request) => ({
  headers: { "Access-Control-Allow-Origin": "*", "Content-Type": "application/json" },
  body: JSON.stringify({ method: request.method, body: await request.text() }),
});

installCors({ network, mode: process.env.CORS ?? "strict" });
